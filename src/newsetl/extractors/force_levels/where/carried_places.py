"""Where a force is if its own clause names no place: 'there', 'in the city', the place last mentioned."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.scene import Scene, section_start
from newsetl.extractors.force_levels.where.locations import (
    PLACE_KINDS,
    is_actor,
    is_location,
    preposition,
    speaks_there,
)
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place, place_of
from newsetl.extractors.force_levels.whose.mentions import FORCE_AFTER
from newsetl.language import Sentence
from newsetl.lexicons import read_table
from newsetl.tables.region_mentions import RegionMention

LEADING = (  # words before "the city" that say that something is, goes or comes from there
    "in|to|from|across|throughout|into|inside|around|at|on|near|along|outside|through|over|"
    r"patrol\w*|guard\w*|occup\w+|enter\w*|storm\w*|flood\w*|control\w*"
)
ANAPHOR = (
    r"\b(?:there(?!\s+(?:are|is|were|was|will\s+be|remain)\s+(?:[\w,-]+\s+){0,4}\d)|here|(?:its|the|their)\s+(?:\w+\s+)?"
    rf"neighbou?rs?|(?:on|along|near|at)\s+their\s+(?P<their>borders?)|(?:{LEADING})\s+(?:(?:the|that|this)\s+(?:(?-i:(?P<half>North|South|East|West)\b(?!\s+[A-Z]))|"
    r"(?:(?-i:(?!(?:Middle|Far|Near)\b))[\w-]+\s+)?(?P<noun>@nouns))|(?P<bare>territory|areas)))\b"
)
# "in Niger and the United States about 1,100": the second name opens a clause of its own.
GOES_ON = re.compile(
    r"\s+(?:(?:about|between|some|around|nearly|roughly|over|more than|up to|another|only|at least)\s+)?\d|"
    r"\s+(?:has|had|have|is|was|will|would|could|sent|said|are|were|gave|gives|sends|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"\s*(?:,|and|,\s*and|or|,\s*as well as|–|-|/|and/or)\s*(?:the\s+)?(?:in\s+|to\s+)?", re.IGNORECASE
)
# Nouns that mean the actor's own country where no other is mentioned.
HOME_NOUNS = lexicon.word_set("home nouns")
VAST = frozenset(("continent", "region"))
COUNTRY = ("country",)
SMALL_PLACES = frozenset(("city", "admin2", "area", "facility"))
NEAR_HOME = 1  # sentences: a town of the actor's own country is the place only if it was just named
MAX_BACK = 8  # sentences
TALK = 4  # sentences


@cache
def place_nouns() -> dict[str, tuple[str, ...]]:
    """Noun -> types of place that it may stand for; none: any."""
    return {row["noun"]: tuple(row["types"].split()) for row in read_table("forces/place_nouns")}


@cache
def _anaphors() -> re.Pattern[str]:
    nouns = "|".join(sorted(place_nouns(), key=len, reverse=True))
    return re.compile(ANAPHOR.replace("@nouns", nouns), re.IGNORECASE)


def anaphor(scene: Scene, figure: Figure) -> re.Match[str] | None:
    """'there', 'in the region', 'its neighbour' in the sentence of a figure."""
    return scene.search(_anaphors(), figure.sentence.start, figure.sentence.end)


def is_in_the_country(scene: Scene, figure: Figure) -> bool:
    """True where a figure's sentence says 'in the country' and means no town: 'across the small nation'."""
    sentence = figure.sentence
    return scene.once(("in the country", sentence.index), lambda: _names_the_country(scene, sentence))


def _names_the_country(scene: Scene, sentence: Sentence) -> bool:
    said = _anaphors().finditer(scene.analysis.text, sentence.start, sentence.end)
    return any(place_nouns().get((match["noun"] or "").lower()) == COUNTRY for match in said)


def carry_place(
    scene: Scene, figure: Figure, known: Sequence[tuple[Figure, Place]], own: str | None
) -> Place:
    """The place of the figure before, or the place last mentioned; the actor's own country only by a word for it.

    Args:
        known: figures before this one with their places, in text order.
        own: code of the actor's own state.
    """
    said = anaphor(scene, figure)
    noun = (said["half"] or said["noun"] or said["bare"] or said["their"] or "") if said else ""
    wanted = place_nouns().get(noun.lower(), ())
    if wanted == ("country",):
        return _country(scene, figure, own)
    pointed_at = _half(scene, figure, noun) or (_last_located(scene, figure, wanted, own) if wanted else None)
    if pointed_at is None and not wanted:
        pointed_at = _of_known(figure, known, own, section_start(scene, figure))
    if pointed_at is None and noun.lower() == "continent":
        return NOWHERE
    if pointed_at is None:
        pointed_at = _last_located(scene, figure, (), None if said is not None else own)
    if pointed_at is not None:
        return pointed_at
    is_own = said is not None and noun.lower() in HOME_NOUNS and not said["their"]
    return country_place(own) if is_own else NOWHERE


def _country(scene: Scene, figure: Figure, own: str | None) -> Place:
    """'in the country': the foreign one last mentioned, by name or by its people; else the actor's own."""
    first = scene.sentence(max(0, figure.sentence.index - MAX_BACK))
    rows = scene.regions_in(first.start, figure.number.start)
    named = [m for m in rows if m.country_iso3 not in (None, own) and not is_actor(scene, m)]
    others = [
        m
        for m in named
        if not FORCE_AFTER.match(scene.analysis.text, m.end) and not speaks_there(scene, m, first.start)
    ]
    return country_place(others[-1].country_iso3 if others else own)


def _half(scene: Scene, figure: Figure, noun: str) -> Place | None:
    """'the waters off North Korea … 37,000 in the South'."""
    for row in read_table("forces/countries_by_half"):
        if row["half"] != noun:
            continue
        first = scene.sentence(max(0, figure.sentence.index - TALK))
        near = scene.regions_in(first.start, figure.sentence.end)
        if any(m.country_iso3 in (row["iso3"], row["beside"]) for m in near):
            return country_place(row["iso3"])
    return None


def _of_known(
    figure: Figure, known: Sequence[tuple[Figure, Place]], own: str | None, section: int
) -> Place | None:
    for past, place in reversed(known):
        distance = figure.sentence.index - past.sentence.index
        if distance > 3 or past.number.start < section:
            return None
        is_near = distance <= NEAR_HOME and place.place_id != country_place(own).place_id
        if place.name is not None and (place.iso3 != own or own is None or is_near):
            return replace(place, distance=distance + place.distance)
    return None


def _last_located(scene: Scene, figure: Figure, types: tuple[str, ...], own: str | None) -> Place | None:
    """The place last mentioned before a figure, of one of the types if any are given."""
    index, section = figure.sentence.index, section_start(scene, figure)
    for number in range(index, max(-1, index - MAX_BACK), -1):
        sentence = scene.sentence(number)
        end = figure.number.start if number == index else sentence.end
        rows = scene.regions_in(max(sentence.start, section), end)
        if types:
            fitting = [m for m in rows if m.place_type in types and m.mention_type in PLACE_KINDS]
            fitting = [m for m in fitting if m.country_iso3 != own] or fitting
            # one that something is said to be in, rather than one that is only named
            located = [m for m in fitting if is_location(scene, m, sentence.start)] or fitting
        else:
            located = [m for m in rows if _is_candidate(scene, figure, m, own, index - number)]
            located = [m for m in located if m.place_type not in VAST or number == index]
        if located:
            return replace(with_neighbours(scene, located[-1]), distance=index - number)
    return None


def _is_candidate(
    scene: Scene, figure: Figure, mention: RegionMention, own: str | None, distance: int
) -> bool:
    """A place that something is said to be in, not one that something else came from: 'planes from Brazil'."""
    start = figure.sentence.start if distance == 0 else scene.analysis.sentence_at(mention.start).start
    if mention.place_name is None or mention.place_type == "water" or not _may_hold(mention, own, distance):
        return False
    if not is_location(scene, mention, start):
        return False
    word = preposition(scene, mention, start) or ""
    return figure.measure == "decrease" or word != "from"


def _may_hold(mention: RegionMention, own: str | None, distance: int) -> bool:
    """Not the actor's own country, but a town there if it was named just before."""
    if own is None or mention.country_iso3 != own:
        return True
    return mention.place_type in SMALL_PLACES and distance <= NEAR_HOME


def with_neighbours(scene: Scene, first: RegionMention) -> Place:
    """One place, or several joined: 'Romania, Poland, and Germany' lie in no one country."""
    text, joined = scene.analysis.text, [first]
    for mention in scene.regions_in(first.end, first.end + 150):
        is_joined = JOINED.fullmatch(text[joined[-1].end : mention.start]) is not None
        is_other = GOES_ON.match(text, mention.end) or FORCE_AFTER.match(text, mention.end)
        if mention.mention_type not in PLACE_KINDS or not is_joined or is_other:
            break
        joined.append(mention)
    is_with_country = len(joined) > 1 and joined[1].place_type == "country" != first.place_type
    if is_with_country or len({m.country_iso3 for m in joined}) == 1:
        return place_of(first)
    if all(m.place_type in SMALL_PLACES for m in joined):  # of one country: one has a namesake
        at_top = [m for m in joined if m.country_iso3 == scene.top_country]
        return place_of(at_top[0] if at_top else first)
    return Place(None, " ".join(text[first.start : joined[-1].end].split()), None)
