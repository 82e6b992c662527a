"""From figures to rows: each slot resolved, percentages tied to what they are of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsetl.extractors.force_levels.actor import NOBODY, Actor, local_force
from newsetl.extractors.force_levels.actors import resolve_actor
from newsetl.extractors.force_levels.as_of import UNDATED, AsOf, resolve_as_of
from newsetl.extractors.force_levels.at_home import home_place
from newsetl.extractors.force_levels.claims import claim_id
from newsetl.extractors.force_levels.confidence import confidence
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.find import Found
from newsetl.extractors.force_levels.guests import guests
from newsetl.extractors.force_levels.headings import Heading, read_heading
from newsetl.extractors.force_levels.place import NOWHERE, Place
from newsetl.extractors.force_levels.places import resolve_place
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.sources import WRITER, Source, resolve_source
from newsetl.model import stable_id
from newsetl.tables.force_levels import ForceLevel

BACK_TO = re.compile(r"^\s+back\s+to\b", re.IGNORECASE)
TO = re.compile(r"^\s+(?:back\s+)?to\b", re.IGNORECASE)
MAX_BASE_DISTANCE = 8  # sentences between a percentage and the level that it is of


@dataclass(frozen=True, slots=True)
class Resolved:
    """A figure with its slots."""

    figure: Figure
    actor: Actor
    place: Place
    as_of: AsOf
    source: Source


def make_rows(scene: Scene, found: Sequence[Found]) -> list[ForceLevel]:
    """Rows of the figures, in text order."""
    resolved: list[Resolved] = []
    for one in found:
        resolved.append(_resolve(scene, one, found, resolved))
    rows = [_row(scene, r) for r in resolved]
    return [_with_base(rows, row) for row in rows]


def _resolve(scene: Scene, one: Found, found: Sequence[Found], before: Sequence[Resolved]) -> Resolved:
    figure = one.figure
    heading = None if one.item is None or one.item.heading is None else read_heading(scene, one.item.heading)
    others = [
        f.figure.number.start
        for f in found
        if f.figure.sentence.index == figure.sentence.index and f.figure.number.start != figure.number.start
    ]
    actor = _actor(scene, one, before, heading)
    place = resolve_place(scene, figure, one.steps, [(r.figure, r.place) for r in before], others, actor)
    if figure.counted.personnel_type == "police" and actor.iso3 is None and actor.distance > 0:
        actor = NOBODY  # police are seldom an alliance's that some other sentence names
    if actor == NOBODY and place.iso3 is not None and _is_used_at_home(scene, figure, place.iso3):
        actor = local_force(place.iso3, place.distance)
    as_of = resolve_as_of(scene, figure, one.steps, [(r.figure, r.as_of) for r in before], others)
    source = resolve_source(scene, figure.number, figure.counted.head)
    around = _list_around(one, found) if heading is None and source == WRITER else None
    if around is not None:
        source = read_heading(scene, around).source
    if heading is not None and one.item is not None and one.item.is_inline:
        place = NOWHERE
    if heading is not None:
        place, as_of = _from_heading(heading, place, as_of)
    hosted = None if one.item is None else guests(scene, one.item)
    if hosted is not None:
        actor, place = hosted
    if heading is not None:
        is_inline = one.item is not None and one.item.is_inline and heading.source == WRITER
        source = source if is_inline else heading.source
    return Resolved(_settled(scene, one, actor, place, as_of), actor, place, as_of, source)


def _settled(scene: Scene, one: Found, actor: Actor, place: Place, as_of: AsOf) -> Figure:
    """The figure with what its date and place tell of it: what is to happen is planned, who returns abroad is sent."""
    figure, published = one.figure, scene.article.day
    after = _words_after(scene, figure)
    returns = (
        any(step.token.lemma_.lower() == "return" for step in one.steps) or BACK_TO.search(after) is not None
    )
    is_abroad = place.iso3 not in (None, actor.iso3) and place.distance == 0 and actor.iso3 is not None
    if figure.measure == "decrease" and returns and is_abroad and TO.search(after):
        figure = replace(figure, measure="increase")
    is_ahead = published is not None and as_of.start is not None and as_of.start > published
    is_own = (
        as_of.text is not None and as_of.text in scene.analysis.text[figure.number.end : figure.sentence.end]
    )
    is_past = bool(one.steps) and is_verb(one.steps[0].token) and one.steps[0].token.tag_ in ("VBD", "VBN")
    if figure.modality == "actual" and is_ahead and is_own and not is_past:
        figure = replace(figure, modality="planned")
    return figure


def _words_after(scene: Scene, figure: Figure) -> str:
    last = scene.analysis.doc[figure.counted.last]
    return scene.analysis.text[last.idx + len(last) : figure.sentence.end]


def _is_used_at_home(scene: Scene, figure: Figure, iso3: str) -> bool:
    """True for police, and for soldiers against rebels or strikers of the only country that is spoken of."""
    if figure.counted.personnel_type == "police":
        return True
    return figure.counted.personnel_type == "troops" and home_place(scene, figure, iso3) is not None


def _list_around(one: Found, found: Sequence[Found]) -> tuple[int, int] | None:
    """The heading of the list in one of whose entries a figure stands that is not the entry's first."""
    start = one.figure.number.start
    for other in found:
        if other.item is not None and other.item.start <= start < other.item.end:
            return other.item.heading
    return None


def _actor(scene: Scene, one: Found, before: Sequence[Resolved], heading: Heading | None) -> Actor:
    if one.item is not None:
        if one.item.actor is not None:
            return Actor(one.item.actor.actor, one.item.actor.iso3)
        if heading is not None and heading.mission is not None and one.item.label.lower().startswith("total"):
            return Actor(heading.mission.actor, heading.mission.iso3)
        return NOBODY if one.item.label.lower().startswith("total") else Actor(one.item.label, None)
    return resolve_actor(
        scene, one.figure, one.steps, [(r.figure, r.actor) for r in before if r.actor != NOBODY]
    )


def _from_heading(heading: Heading, place: Place, as_of: AsOf) -> tuple[Place, AsOf]:
    """A list's own words win; what they leave open its heading tells."""
    if place.name is None or place.distance > 0:
        place = heading.place if heading.place != NOWHERE else NOWHERE
    if as_of == UNDATED:
        as_of = heading.as_of
    return place, as_of


def _row(scene: Scene, r: Resolved) -> ForceLevel:
    number, sentence, article = r.figure.number, r.figure.sentence, scene.article
    published = article.day
    return ForceLevel(
        force_level_id=stable_id("frc", article.article_id, article.revision, number.start, number.end),
        start=number.start,
        end=number.end,
        surface=number.surface,
        sentence=scene.analysis.sentence_text(sentence),
        value_low=number.low,
        value_high=number.high,
        value=number.value,
        qualifier=number.qualifier,
        unit=r.figure.counted.unit,
        measure=r.figure.measure,
        modality=r.figure.modality,
        actor_name=r.actor.name,
        actor_iso3=r.actor.iso3,
        personnel_type=r.figure.counted.personnel_type,
        place_id=r.place.place_id,
        place_name=r.place.name,
        place_iso3=r.place.iso3,
        as_of_start=r.as_of.start,
        as_of_end=r.as_of.end,
        as_of_precision=r.as_of.precision,
        as_of_text=r.as_of.text,
        attribution_id=r.source.attribution_id,
        source_name=r.source.name,
        via_name=r.source.via,
        claim_id=claim_id(r.figure, r.actor, r.place, r.as_of, published),
        sentence_index=sentence.index,
        confidence=confidence(r.figure, r.actor, r.place, r.as_of),
    )


def _with_base(rows: Sequence[ForceLevel], row: ForceLevel) -> ForceLevel:
    """A percentage with the level of the same force, and place, that stands nearest to it."""
    if row.unit != "percent":
        return row
    levels = [
        other
        for other in rows
        if other.unit == "persons"
        and other.measure == "level"
        and other.modality == "actual"
        and other.actor_name == row.actor_name
        and (other.place_iso3 == row.place_iso3 or row.place_iso3 is None)
        and abs(other.sentence_index - row.sentence_index) <= MAX_BASE_DISTANCE
    ]
    if not levels:
        return row
    nearest = min(levels, key=lambda other: abs(other.start - row.start))
    return replace(row, base_force_level_id=nearest.force_level_id)
