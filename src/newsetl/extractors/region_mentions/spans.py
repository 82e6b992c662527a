"""Where places may be named: names of the gazetteer, demonyms, abbreviations, and what the model takes for places."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.context_words import has_role
from newsetl.extractors.region_mentions.groups import TYPES_OF_HEAD
from newsetl.extractors.region_mentions.named_span import (
    ModelName,
    NamedSpan,
    head_of,
    is_no_place,
    no_places,
    span_of,
)
from newsetl.extractors.region_mentions.spellings import spans_by_spelling, spans_of_model
from newsetl.extractors.region_mentions.unlisted_places import spans_by_position
from newsetl.extractors.region_mentions.whole_names import with_whole_names
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.countries import countries, country_of_name
from newsetl.gazetteer.type_numbers import CITY
from newsetl.lexicons import read_table

PEOPLE_WITH_QUARTERS = 100_000
Abbreviations: TypeAlias = dict[str, tuple[str, Candidates]]


def find_spans(words: Words, names: Sequence[ModelName], gazetteer: Gazetteer) -> list[NamedSpan]:
    """All spans, longest first where they overlap, in text order."""
    spans = [*_from_lexicons(words, gazetteer), *_from_gazetteer(words, gazetteer)]
    chosen = _without_overlaps(words, spans)
    chosen += spans_of_model(words, names, chosen, gazetteer)
    chosen += spans_by_spelling(words, chosen, gazetteer)
    whole = with_whole_names(words, sorted(chosen, key=lambda s: s.first), names, gazetteer)
    return sorted([*whole, *spans_by_position(words, whole, gazetteer)], key=lambda s: s.first)


def _from_gazetteer(words: Words, gazetteer: Gazetteer) -> Iterator[NamedSpan]:
    candidates = words.runs
    keys = [_key(words, first, last) for first, last in candidates]
    keys_of = dict(zip(candidates, keys, strict=True))
    found = dict(zip(candidates, gazetteer.lookup_keys(keys), strict=True))
    not_of_places = _no_places_over(words, keys)
    for (first, last), hit in found.items():
        if first in not_of_places or last in not_of_places:
            continue
        if hit is not None and not is_no_place(words, first, last):
            yield span_of(words, first, last, "name", hit, head_of(words, first, last))
        elif last > first:
            yield from _headed(words, first, last, found, gazetteer)
        elif (whole := _without_apostrophe(keys_of[first, last], gazetteer)) is not None:
            yield span_of(words, first, last, "name", whole)


def _without_apostrophe(key: str, gazetteer: Gazetteer) -> Candidates | None:
    """The country of "Syrias second city": copies lose apostrophes."""
    if not key.endswith("s"):
        return None
    country = country_of_name(key[:-1])
    return gazetteer.only(gazetteer.country_places[country.iso3]) if country is not None else None


def _no_places_over(words: Words, keys: Sequence[str]) -> set[int]:
    """Numbers of the words of longer names that are not places: neither is the "White" of "White House"."""
    return {
        number
        for (first, last), key in zip(words.runs, keys, strict=True)
        if last > first and key in no_places()
        for number in range(first, last + 1)
    }


def _headed(
    words: Words,
    first: int,
    last: int,
    found: dict[tuple[int, int], Candidates | None],
    gazetteer: Gazetteer,
) -> Iterator[NamedSpan]:
    """ "Salah ad Din Province" where only "Salah ad Din" is known."""
    head = words.words[last].key
    base, is_followed = found.get((first, last - 1)), words.after(last)[:1].isupper()
    if base is None or is_followed or not has_role(head, "area_head"):
        return
    if first == last - 1 and (
        has_role(words.words[first].key, "side") or has_role(words.words[first].key, "compass")
    ):
        return  # "the East Coast" is no coast of the province called East
    is_parts = words.after(last) == "of" and words.after(last, 2)[:1].isupper() and _is_small(head)
    if not (is_parts and _is_big_city(base, gazetteer)):
        yield span_of(words, first, last, "headed", base, head)


def _is_small(head: str) -> bool:
    """True for the neighbourhood of "the Karachi neighbourhood of Malir", which is not a place called Karachi."""
    return set(TYPES_OF_HEAD.get(head.casefold(), ())) in ({"area", "city"}, {"city"})


def _is_big_city(candidates: Candidates, gazetteer: Gazetteer) -> bool:
    """True for names of cities that have quarters."""
    a, places = gazetteer.arrays, candidates.places[candidates.kinds == 0]
    return bool(((a["type"][places] == CITY) & (a["population"][places] >= PEOPLE_WITH_QUARTERS)).any())


def _from_lexicons(words: Words, gazetteer: Gazetteer) -> Iterator[NamedSpan]:
    demonyms, abbreviations = _demonyms(gazetteer), _abbreviations(gazetteer)
    for first, word in enumerate(words.words):
        if not word.is_capital:
            continue
        for last in (first + 1, first):
            if last < len(words.words) and (last == first or words.gap(first) in (" ", "-")):
                place = demonyms.get(words.text[word.start : words.words[last].end].replace("-", " "))
                if place is not None:
                    yield span_of(words, first, last, "demonym", place)
                    break
        yield from _abbreviation(words, first, abbreviations)


def _abbreviation(words: Words, first: int, known: Abbreviations) -> Iterator[NamedSpan]:
    """ "Fla.", "W.Va."; "TX" only behind a comma."""
    word = words.words[first]
    last, end = first, word.end + (words.text[word.end : word.end + 1] == "." and not word.text.endswith("."))
    text = words.text[word.start : end]
    if text == "W." and words.after(first, 1) == "" and words.text[end : end + 4] == " Va.":
        last, end, text = first + 1, end + 4, "W. Va."
    form, place = known.get(text) or known.get(word.text) or ("", None)
    if place is None:
        return
    behind_comma = first > 0 and words.gap(first - 1) == ", "
    if form == "press" or behind_comma:  # "Miss." and "Man." are words as well
        span = Span(word.start, word.end if form == "postal" else end)
        yield NamedSpan(
            first,
            last,
            span,
            words.text[span.start : span.end],
            "abbreviation" + "-comma" * behind_comma,
            place,
        )


def _without_overlaps(words: Words, spans: Sequence[NamedSpan]) -> list[NamedSpan]:
    """The longest; of those as long, "North Carolina" before the "Western North" that a region of Ghana is called."""

    def rank(span: NamedSpan) -> tuple[int, bool, bool, bool, int]:
        is_led = has_role(words.words[span.first].key.casefold(), "compass")
        return span.first - span.last, span.how == "headed", span.how != "demonym", is_led, span.first

    chosen: list[NamedSpan] = []
    taken: set[int] = set()
    for span in sorted(spans, key=rank):
        numbers = set(range(span.first, span.last + 1))
        if not numbers & taken:
            taken |= numbers
            chosen.append(span)
    return chosen


def _key(words: Words, first: int, last: int) -> str:
    if first == last:
        return words.words[first].key
    keys = [word.key.removeprefix("=").casefold() for word in words.words[first : last + 1]]
    return " ".join(keys[1:] if keys[0] == "the" and len(keys) > 1 else keys)


@cache
def _demonyms(gazetteer: Gazetteer) -> dict[str, Candidates]:
    """Demonym -> its place alone."""
    found = {}
    for row in read_table("places/demonyms"):
        place = gazetteer.find(row["place"], row["country_iso3"] or None, row["type"])
        if place is not None:
            found[row["demonym"]] = gazetteer.only(place)
    for country in countries():
        for demonym in country.demonyms:
            found.setdefault(demonym, gazetteer.only(gazetteer.country_places[country.iso3]))
    return found | {demonym.upper(): place for demonym, place in found.items() if len(demonym) > 4}


@cache
def _abbreviations(gazetteer: Gazetteer) -> Abbreviations:
    found = {}
    for row in read_table("places/abbreviations"):
        place = gazetteer.find(row["place"], row["country_iso3"], row["type"])
        if place is not None:
            found[row["abbreviation"]] = (row["form"], gazetteer.only(place))
    return found
