"""What a list's heading gives for all its entries: place, date, source."""

import re
from dataclasses import dataclass

from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.when.as_of import PRECISIONS, UNDATED, AsOf
from newsetl.extractors.force_levels.where.locations import PLACE_KINDS, is_actor
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, place_of
from newsetl.extractors.force_levels.who_says.sources import WRITER, Source
from newsetl.extractors.force_levels.whose.names import Name, find_actors

PREPOSED = re.compile(
    r"\b(?:in|to|at|across|within|into|for|on|along|near|around|inside)\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
ACCORDING = re.compile(
    r"\baccording to (?P<name>(?:the )?[\w.’' ]+?)(?=\s+(?:had|has|was|were|is|are)\b|[,.;:]|$)", re.I
)
CREDIT = re.compile(r"^\W*sources?:\s*(?P<name>.+?)\W*$", re.IGNORECASE | re.MULTILINE)
DATED = re.compile(r"\b(?:as of|as at|since|in|on|by)\s+$", re.IGNORECASE)
LOOK_BACK = 700
SHORT = 60  # words: a longer paragraph is about more than its list
BARE_BELOW = 5  # words: "Country Troops"
TITLE = 16  # words: a longer first line is a paragraph, and is about other things too


@dataclass(frozen=True, slots=True)
class Heading:
    """Place, date and source that apply to all entries of a list."""

    place: Place
    as_of: AsOf
    source: Source
    mission: Name | None


NO_HEADING = Heading(NOWHERE, UNDATED, WRITER, None)


def read_heading(scene: Scene, span: tuple[int, int] | None) -> Heading:
    """What the line at `span` and the lines above it say of the entries below it."""
    if span is None:
        return NO_HEADING
    if span not in scene.lists:  # an order of battle has thousands of entries under one heading
        told = Heading(_place(scene, span), _as_of(scene, span), _source(scene, span), _mission(scene, span))
        scene.lists[span] = told
    heading: Heading = scene.lists[span]
    return heading


def place_put(scene: Scene, start: int, end: int) -> Place | None:
    """The first place within [start, end) that a preposition puts something in: 'in southern Iraq'."""
    for mention in scene.regions_in(start, end):
        if mention.mention_type not in PLACE_KINDS or is_actor(scene, mention):
            continue
        if PREPOSED.search(scene.analysis.text[max(start, mention.start - 30) : mention.start]):
            return place_of(mention, 1)
    return None


def _place(scene: Scene, span: tuple[int, int]) -> Place:
    found = (place_put(scene, *line) for line in _lines(scene, span))
    return next((place for place in found if place is not None), NOWHERE)


def _mission(scene: Scene, span: tuple[int, int]) -> Name | None:
    """The mission or coalition whose contingents are listed: the actor of the list's total."""
    for start, end in _lines(scene, span):
        for mention in find_actors(scene.analysis.text, start, end):
            if mention.name.group_kind in ("mission", "coalition"):
                return mention.name
    return None


def _lines(scene: Scene, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The heading's sentences from the last; the line above a table's bare header; the first line, if it is a title."""
    text = scene.analysis.text
    last = scene.analysis.sentence_at(max(span[0], span[1] - 2))
    lines = [(max(span[0], last.start), span[1])]
    if len(text[slice(*span)].split()) < SHORT:
        lines += [(max(span[0], s.start), s.end) for s in scene.sentences_in(span[0], last.start)][::-1]
    if len(text[slice(*span)].split()) < BARE_BELOW:
        above = text[max(0, span[0] - LOOK_BACK) : span[0]].rstrip()
        start = span[0] - len(text[max(0, span[0] - LOOK_BACK) : span[0]]) + above.rfind("\n") + 1
        lines.append((max(0, start), span[0]))
    first = text.find("\n")
    is_title = first > 0 and len(text[:first].split()) <= TITLE
    return [*lines, (0, first)] if is_title else lines


def _as_of(scene: Scene, span: tuple[int, int]) -> AsOf:
    text = scene.analysis.text
    for start, end in _lines(scene, span):
        is_title = len(text[start:end].split()) <= TITLE
        for mention in scene.dates_in(start, end):
            is_put = DATED.search(text, max(start, mention.start - 12), mention.start) is not None
            if mention.start_date is not None and (is_put or is_title):
                precision = PRECISIONS[mention.precision] if mention.precision else None
                return AsOf(mention.start_date, mention.end_date, precision, mention.surface, 1)
    return UNDATED


def _source(scene: Scene, span: tuple[int, int]) -> Source:
    text = scene.analysis.text
    match = ACCORDING.search(text, max(0, span[0] - 300), span[1]) or CREDIT.search(text, span[1])
    return WRITER if match is None else Source(None, match["name"].strip(), None)
