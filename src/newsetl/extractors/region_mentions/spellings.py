"""Names that no list holds: what the model takes for places, and other spellings of known ones."""

from collections.abc import Sequence

from newsetl.extractors.region_mentions.context_words import has_role, is_plain_word
from newsetl.extractors.region_mentions.named_span import (
    PLACE_LABELS,
    ModelName,
    NamedSpan,
    head_after,
    is_no_place,
    span_of,
)
from newsetl.extractors.region_mentions.words import ARABIC_ARTICLES, Words
from newsetl.gazetteer import Candidates, Gazetteer

LONGEST_ACRONYM = 5


def spans_of_model(
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
        span_of(words, a, b, "transliteration" if hit else "model", hit, head_after(words, b))
        for (a, b), hit in zip(rest, map(_foreign, surfaces, hits), strict=True)
        if (words.words[a].is_capital or hit)
        and not is_no_place(words, a, b)
        and not all(is_plain_word(word.text) for word in words.words[a : b + 1])
        and (hit or not _is_of_body(words, a, b))
    ]


def _is_of_body(words: Words, first: int, last: int) -> bool:
    """True for acronyms, and for a name before what bodies are called: "the Biden-Harris Administration"."""
    after, name = words.after(last), words.words[first].text
    is_acronym = first == last and name.isupper() and len(name) <= LONGEST_ACRONYM
    return is_acronym or (after[:1].isupper() and has_role(after, "org_head"))


def spans_by_spelling(words: Words, chosen: Sequence[NamedSpan], gazetteer: Gazetteer) -> list[NamedSpan]:
    """Other spellings of known places where only a place can be: "near Al Shadaddi"."""
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
        span_of(words, first, last, "transliteration", hit, head_after(words, last))
        for (last, first), hit in zip(ends.items(), map(_foreign, surfaces, hits), strict=True)
        if hit
        and words.words[last].end - words.words[first].start > 4
        and not is_no_place(words, first, last)
    ]


def _foreign(surface: str, hit: Candidates | None) -> Candidates | None:
    """No candidates for an English word: "Earth" is no other spelling of Arta."""
    return None if is_plain_word(surface) else hit
