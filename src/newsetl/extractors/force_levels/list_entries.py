"""Entries of lists: owner, place and date by label, other cells, the words behind the number and the heading."""

import re
from dataclasses import dataclass
from functools import cache

from newsetl.extractors.force_levels.how_many.items import Item, Layout, role_of_words
from newsetl.extractors.force_levels.how_many.list_headings import Heading, place_put, read_heading
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.when.as_of import PRECISIONS, UNDATED, AsOf
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place, place_of
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor
from newsetl.extractors.force_levels.whose.mentions import stands_at_force
from newsetl.extractors.force_levels.whose.names import ActorMention, Name, find_actors
from newsetl.lexicons import read_table
from newsetl.tables.force_levels import WeakestField

TOTAL = re.compile(r"\W*(?:grand )?totals?\b", re.IGNORECASE)
REST = re.compile(r"\W*(?:others?|rest)\b", re.IGNORECASE)
LED = re.compile(r"\bled by\s+(?:the\s+)?$", re.IGNORECASE)
NEAR = 24  # characters from the number to the owner's name: "3,300 active-duty U.S. soldiers"
ALLIANCES = ("coalition", "mission")


@dataclass(frozen=True, slots=True)
class LayoutConfidence:
    """How far entries of a layout can be trusted, counted on labelled entries."""

    confidence: float
    weakest: WeakestField


@cache
def layout_confidence(layout: Layout) -> LayoutConfidence:
    """Confidence (with one right and one wrong entry added, so that few entries prove little) and what to check."""
    row = next(row for row in read_table("forces/layouts") if row["layout"] == layout)
    confidence = (int(row["right"]) + 1) / (int(row["of"]) + 2)
    return LayoutConfidence(confidence, row["weakest_field"])  # type: ignore[arg-type] # the table's allowed values


def owner(scene: Scene, item: Item) -> Actor:
    """Whose the soldiers of an entry are."""
    if item.cell_owner is not None:
        return _as_actor(item.cell_owner)
    if TOTAL.match(item.label):
        mission = None if item.heading is None else read_heading(scene, item.heading).mission
        return NOBODY if mission is None else _as_actor(mission)
    if host(scene, item) is not None:
        return _guest(scene, item)
    return _as_actor(item.actor) if item.actor is not None else Actor(item.label.strip(), None)


def further_owner(scene: Scene, item: Item, said: Actor, at: int) -> Actor:
    """Whose a further figure of an entry is: the entry's, unless words behind it name another ("500 from France").

    Args:
        said: the owner that the rules find for the figure's words.
        at: where the figure ends.
    """
    text = scene.analysis.text
    behind = find_actors(text, at, min(item.end, at + NEAR))
    at_force = [m for m in find_actors(text, item.number.end, item.end) if stands_at_force(text, m)]
    return said if any(m.name.actor == said.name for m in (*behind, *at_force)) else owner(scene, item)


def place(scene: Scene, item: Item, said: Place, heading: Heading, at: int) -> Place:
    """Where a force of an entry's line is: its host, the label's brackets, its own words, the heading.

    Args:
        said: the place that the rules find in the entry's words, or carry to it.
        at: where the figure ends.
    """
    told = host(scene, item) or _of_column(scene, item)
    if told is not None:
        return told
    if item.role == "host" and item.actor is not None and item.actor.iso3 is not None:
        return country_place(item.actor.iso3)  # "HUNGARY: 800 Hungarian soldiers" among hosts
    is_said = said.name is not None and said.distance == 0 and not item.is_inline
    is_label = item.actor is not None and item.actor.kind == "country" and said.iso3 == item.actor.iso3
    if is_said and not is_label:
        return said
    own = None if item.is_inline else place_put(scene, at, _clause_end(scene, at, item.end))
    if own is not None:
        return own
    is_of_mission = heading.place.name is None and heading.mission is not None
    if is_of_mission and heading.mission:
        return country_place(heading.mission.host)
    is_carried = item.is_inline and heading.place == NOWHERE and not is_label
    return said if is_carried else heading.place


def _clause_end(scene: Scene, start: int, end: int) -> int:
    stop = scene.analysis.text.find(";", start, end)
    return end if stop < 0 else stop


def as_of(scene: Scene, item: Item, said: AsOf, heading: Heading) -> AsOf:
    """When an entry's figure holds: by its column, its own words, the heading."""
    if item.column is not None:
        column = _date_of(scene, item.column)
        if column != UNDATED:
            return column
    return heading.as_of if said == UNDATED else said


def host(scene: Scene, item: Item) -> Place | None:
    """The place that an entry's label is, where its soldiers are not its own; None where the label is the owner."""
    is_told = item.role == "host" or item.cell_owner is not None
    if TOTAL.match(item.label) or REST.match(item.label):
        return None
    region = _as_place(scene, (item.start, item.number.start))
    if item.actor is None:
        return region or (_unlisted(item) if is_told else None)
    if _is_own(scene, item) or (item.role == "owner" and not is_told):
        return None
    if is_told:
        return region or _unlisted(item)
    is_guest = item.actor.kind == "country" and _named_guest(scene, item) is not None
    return country_place(item.actor.iso3) if is_guest else None


def _unlisted(item: Item) -> Place:
    """A place that the article's mentions do not have."""
    iso3 = None if item.actor is None else item.actor.iso3
    return Place(None, item.label, None) if iso3 is None else country_place(iso3)


def _guest(scene: Scene, item: Item) -> Actor:
    """By the words behind the number, the heading's soldiers, the alliance whose list it is, who leads them."""
    named = _named_guest(scene, item)
    if named is not None:
        return _as_actor(named.name)
    if item.owner is not None:
        return _as_actor(item.owner)
    alliance = _alliance(scene, item)
    return alliance if alliance != NOBODY else _leader(scene, item)


def _named_guest(scene: Scene, item: Item) -> ActorMention | None:
    text, end = scene.analysis.text, item.number.end
    own = None if item.actor is None else item.actor.actor
    named = [m for m in find_actors(text, end, min(item.end, end + NEAR)) if m.name.actor != own]
    is_guest = named and stands_at_force(text, named[0])
    return named[0] if is_guest else None


def _leader(scene: Scene, item: Item) -> Actor:
    """'1,700, led by Canada'."""
    text, end = scene.analysis.text, item.number.end
    led = [m for m in find_actors(text, end, item.end) if LED.search(text, end, m.start)]
    return _as_actor(led[0].name) if led else NOBODY


def _is_own(scene: Scene, item: Item) -> bool:
    """'HUNGARY: 800 Hungarian soldiers', '4,200 soldiers of its own'."""
    text, end = scene.analysis.text, item.number.end
    near = find_actors(text, end, min(item.end, end + NEAR))
    is_named = any(item.actor is not None and m.name.iso3 == item.actor.iso3 for m in near)
    return is_named or role_of_words("guests", text[end : item.end]) == "owner"


def _alliance(scene: Scene, item: Item) -> Actor:
    """The alliance whose list it is: the one named last before the entry."""
    if item.heading is None:
        return NOBODY
    first = scene.analysis.sentence_at(max(0, item.heading[0] - 1)).start
    above = [m for s in scene.sentences_in(first, item.heading[1]) for m in scene.actors_in(s)]
    named = [m for m in above if m.name.group_kind in ALLIANCES]
    return Actor(named[-1].name.actor, None, 1) if named else NOBODY


def _of_column(scene: Scene, item: Item) -> Place | None:
    return None if item.column is None or item.cell_owner is not None else _as_place(scene, item.column)


def _as_place(scene: Scene, span: tuple[int, int]) -> Place | None:
    """The first place named in a span."""
    return next((place_of(row) for row in scene.regions_in(*span) if row.place_name is not None), None)


def _date_of(scene: Scene, span: tuple[int, int]) -> AsOf:
    for row in scene.dates_in(*span):
        if row.start_date is not None:
            precision = PRECISIONS[row.precision] if row.precision else None
            return AsOf(row.start_date, row.end_date, precision, row.surface)
    return UNDATED


def _as_actor(name: Name) -> Actor:
    return Actor(name.actor, name.iso3)
