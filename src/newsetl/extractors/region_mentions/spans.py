"""Where places may be named: names of the gazetteer, demonyms, abbreviations, and what the model takes for places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsetl.extractors.region_mentions.context_words import has_role, roles_of
from newsetl.extractors.region_mentions.words import ARABIC_ARTICLES, Words
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.normalise import name_key
from newsetl.lexicons import read_table, read_words
from newsetl.model import Span

GENERIC_ROLES = frozenset(
    {"area_head", "facility_head", "org_head", "place_noun", "locative", "title", "street"}
)
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A run of words [first, last] that may name a place.

    Args:
        how: name (in the gazetteer), headed ("X Province" of a known X), abbreviation, demonym,
            transliteration, model (only the language model takes it for a place).
        candidates: places that it may be; None if there is none.
        head: the generic word that is part of the name or follows it ("province"), in small letters.
    """

    first: int
    last: int
    span: Span
    surface: str
    how: str
    candidates: Candidates | None
    head: str = ""


@dataclass(frozen=True, slots=True)
class ModelName:
    """A named entity of the language model, in characters."""

    span: Span
    label: str


def find_spans(words: Words, names: Sequence[ModelName], gazetteer: Gazetteer) -> list[NamedSpan]:
    """All spans, longest first where they overlap, in text order."""
    spans = [*_from_lexicons(words, gazetteer), *_from_gazetteer(words, gazetteer)]
    chosen = _without_overlaps(spans)
    chosen += _from_model(words, names, chosen, gazetteer)
    chosen += _from_place_in_sentence(words, chosen, gazetteer)
    return sorted(chosen, key=lambda s: s.first)


def _from_gazetteer(words: Words, gazetteer: Gazetteer) -> Iterator[NamedSpan]:
    candidates = words.runs
    keys = [_key(words, first, last) for first, last in candidates]
    found = dict(zip(candidates, gazetteer.lookup_keys(keys), strict=True))
    for (first, last), hit in found.items():
        if hit is not None and not _is_no_place(words, first, last):
            yield _span(words, first, last, "name", hit, _head_after(words, last))
        elif last > first:
            yield from _headed(words, first, last, found)


def _headed(
    words: Words, first: int, last: int, found: dict[tuple[int, int], Candidates | None]
) -> Iterator[NamedSpan]:
    """ "Salah ad Din Province" where only "Salah ad Din" is known."""
    head = words.words[last].key
    base = found.get((first, last - 1))
    if base is not None and has_role(head, "area_head") and not words.after(last)[:1].isupper():
        yield _span(words, first, last, "headed", base, head)


def _from_lexicons(words: Words, gazetteer: Gazetteer) -> Iterator[NamedSpan]:
    for first, word in enumerate(words.words):
        if not word.is_capital:
            continue
        for last in (first + 1, first):
            if last < len(words.words) and (last == first or words.gap(first) in (" ", "-")):
                place = _demonyms(gazetteer).get(
                    words.text[word.start : words.words[last].end].replace("-", " ")
                )
                if place is not None:
                    yield _span(words, first, last, "demonym", place)
                    break
        yield from _abbreviation(words, first, gazetteer)


def _abbreviation(words: Words, first: int, gazetteer: Gazetteer) -> Iterator[NamedSpan]:
    """ "Fla.", "W.Va."; "TX" only behind a comma."""
    word = words.words[first]
    last, end = first, word.end + (words.text[word.end : word.end + 1] == "." and not word.text.endswith("."))
    text = words.text[word.start : end]
    if text == "W." and words.after(first, 1) == "" and words.text[end : end + 4] == " Va.":
        last, end, text = first + 1, end + 4, "W. Va."
    form, place = (
        _abbreviations(gazetteer).get(text) or _abbreviations(gazetteer).get(word.text) or ("", None)
    )
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


def _from_model(
    words: Words, names: Sequence[ModelName], chosen: Sequence[NamedSpan], gazetteer: Gazetteer
) -> list[NamedSpan]:
    """Names that the model takes for places and no list knows; other spellings of known ones are resolved."""
    taken = {number for s in chosen for number in range(s.first, s.last + 1)}
    rest = []
    for name in names:
        first, last = words.first_at(name.span.start), words.first_at(name.span.end) - 1
        while first <= last and words.words[first].text.casefold() in ("the", "a", "of"):
            first += 1
        if name.label in PLACE_LABELS and first <= last and not taken & set(range(first, last + 1)):
            rest.append((first, last))
    surfaces = [words.text[words.words[a].start : words.words[b].end] for a, b in rest]
    hits = gazetteer.lookup_transliterated(surfaces)
    return [
        _span(words, a, b, "transliteration" if hit else "model", hit, _head_after(words, b))
        for (a, b), hit in zip(rest, hits, strict=True)
        if words.words[a].is_capital or hit
    ]


def _from_place_in_sentence(
    words: Words, chosen: Sequence[NamedSpan], gazetteer: Gazetteer
) -> list[NamedSpan]:
    """Other spellings of known places where only a place can stand: "near Al Shadaddi"."""
    taken = {number for s in chosen for number in range(s.first, s.last + 1)}
    longest: dict[int, int] = {}
    for first, last in words.runs:
        if first in taken or not taken.isdisjoint(range(first, last + 1)):
            continue
        if has_role(words.before(first), "locative") or words.words[first].key in ARABIC_ARTICLES:
            longest[first] = last
    ends: dict[int, int] = {}
    for first, last in sorted(longest.items()):
        ends.setdefault(last, first)
    surfaces = [words.text[words.words[first].start : words.words[last].end] for last, first in ends.items()]
    hits = gazetteer.lookup_transliterated(surfaces)
    return [
        _span(words, first, last, "transliteration", hit, _head_after(words, last))
        for (last, first), hit in zip(ends.items(), hits, strict=True)
        if hit and words.words[last].end - words.words[first].start > 4
    ]


def _without_overlaps(spans: Sequence[NamedSpan]) -> list[NamedSpan]:
    chosen: list[NamedSpan] = []
    taken: set[int] = set()
    for span in sorted(
        spans, key=lambda s: (s.first - s.last, s.how == "headed", s.how != "demonym", s.first)
    ):
        numbers = set(range(span.first, span.last + 1))
        if not numbers & taken:
            taken |= numbers
            chosen.append(span)
    return chosen


def _is_no_place(words: Words, first: int, last: int) -> bool:
    """True for names of others that some hamlet bears too, and for words that only tell the kind of a place."""
    if name_key(words.text[words.words[first].start : words.words[last].end]) in _no_places():
        return True
    return first == last and _is_generic(words.words[first].text)


@cache
def _no_places() -> frozenset[str]:
    return frozenset(name_key(name) for name in read_words("places/no_places"))


def _is_generic(word: str) -> bool:
    return not GENERIC_ROLES.isdisjoint(roles_of(word))


def _head_after(words: Words, last: int) -> str:
    word = words.after(last).casefold()
    return word if has_role(word, "area_head") or has_role(word, "facility_head") else ""


def _key(words: Words, first: int, last: int) -> str:
    if first == last:
        return words.words[first].key
    keys = [word.key.removeprefix("=").casefold() for word in words.words[first : last + 1]]
    return " ".join(keys[1:] if keys[0] == "the" and len(keys) > 1 else keys)


def _span(
    words: Words, first: int, last: int, how: str, candidates: Candidates | None, head: str = ""
) -> NamedSpan:
    span = Span(words.words[first].start, words.words[last].end)
    return NamedSpan(first, last, span, words.text[span.start : span.end], how, candidates, head)


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
def _abbreviations(gazetteer: Gazetteer) -> dict[str, tuple[str, Candidates]]:
    found = {}
    for row in read_table("places/abbreviations"):
        place = gazetteer.find(row["place"], row["country_iso3"], row["type"])
        if place is not None:
            found[row["abbreviation"]] = (row["form"], gazetteer.only(place))
    return found
