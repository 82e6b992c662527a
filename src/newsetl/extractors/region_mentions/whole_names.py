"""A name is matched whole or not at all: "Baba Amr" is no Baba, "Bulo Marer" no Bulo."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsetl.extractors.region_mentions.containment import is_well_known
from newsetl.extractors.region_mentions.context_words import (
    has_role,
    is_given_name_in_places,
    is_plain_word,
    roles_of,
)
from newsetl.extractors.region_mentions.named_span import PLACE_LABELS, ModelName, NamedSpan, span_of
from newsetl.extractors.region_mentions.words import ARABIC_ARTICLES, Words
from newsetl.gazetteer import Gazetteer

MOST_WORDS = 6


def with_whole_names(
    words: Words, spans: Sequence[NamedSpan], names: Sequence[ModelName], gazetteer: Gazetteer
) -> list[NamedSpan]:
    """The spans, where each little-known name that is only a part of a longer one gives way to the longer one.

    The longer one is a span where the model takes it for a place or where only places are written so.
    """
    spans = list(_joined(words, spans, names, gazetteer))
    known = (s for s in spans if s.how != "model")  # "an-Noora" is not a name of its own behind "Wad"
    taken = {number for s in known for number in range(s.first, s.last + 1)}
    result: list[NamedSpan] = []
    for span in spans:
        if result and span.first <= result[-1].last:
            continue  # the longer name before took it in
        may_be_part = _may_be_part(span, gazetteer) or _is_before_article(words, span)
        first, last = _whole(words, span, taken) if may_be_part else (span.first, span.last)
        if (first, last) == (span.first, span.last):
            result.append(span)
            continue
        while result and result[-1].last >= first:
            result.pop()
        whole = span_of(words, first, last, "model", None)
        if _may_be_place(words, whole, names):
            hit = gazetteer.lookup_transliterated([whole.surface])[0]
            result.append(replace(whole, how="transliteration", candidates=hit) if hit else whole)
    return result


def _joined(
    words: Words, spans: Sequence[NamedSpan], names: Sequence[ModelName], gazetteer: Gazetteer
) -> Iterator[NamedSpan]:
    """The spans, two neighbours as one where they are one name: "Nur Gal" is no Nur, "Ain al-Sabra" no Ain.

    They are where the model takes both together for a place, or where the second has an Arabic article.
    """
    places = {(name.span.start, name.span.end) for name in names if name.label in PLACE_LABELS}
    waiting: NamedSpan | None = None
    for span in spans:
        if waiting is not None and span.first == waiting.last + 1:
            is_of_model = (waiting.span.start, span.span.end) in places and not is_plain_word(span.surface)
            are_parts = _may_be_part(waiting, gazetteer) and _may_be_part(span, gazetteer)
            opens = are_parts and _opens_name(words, waiting.last) and words.gap(waiting.last) == " "
            if (is_of_model and are_parts) or opens or _is_before_article(words, waiting):
                whole = span_of(words, waiting.first, span.last, "model", None)
                hit = gazetteer.lookup_transliterated([whole.surface])[0]
                waiting = replace(whole, how="transliteration", candidates=hit) if hit else whole
                continue
        if waiting is not None:
            yield waiting
        waiting = span
    if waiting is not None:
        yield waiting


def _opens_name(words: Words, number: int) -> bool:
    """True for Tell of "Tell Qarah" and Wad of "Wad Rawa": generic words that names of villages begin with."""
    return words.words[number].is_capital and has_role(words.words[number].text, "name_opening")


def _is_before_article(words: Words, span: NamedSpan) -> bool:
    """True for Ain of "Ain al-Tineh": what an Arabic article follows is a part of the name."""
    behind = span.last + 2
    return (
        span.how == "name"
        and behind < len(words.words)
        and words.words[span.last + 1].text in ARABIC_ARTICLES
        and words.words[behind].is_capital
        and words.gap(span.last) == " "
        and words.gap(span.last + 1) == "-"
    )


def _may_be_place(words: Words, whole: NamedSpan, names: Sequence[ModelName]) -> bool:
    if any(n.label in PLACE_LABELS and n.span.overlaps(whole.span) for n in names):
        return True
    if any(n.label == "PERSON" and n.span.overlaps(whole.span) for n in names):
        return False
    before = words.before(whole.first)
    return has_role(before, "locative") or (
        before == "of" and has_role(words.before(whole.first, 2), "place_noun")
    )


def _may_be_part(span: NamedSpan, gazetteer: Gazetteer) -> bool:
    if span.how not in ("name", "transliteration") or span.candidates is None:
        return False
    return not is_well_known(span.candidates, gazetteer)


def _whole(words: Words, span: NamedSpan, taken: set[int]) -> tuple[int, int]:
    """The first and the last word of the longer name that the span is a part of; the span's own if it is none."""
    first, last = span.first, span.last
    if is_given_name_in_places(words.before(first)):
        return first, last  # a person's, which recognition knows
    while (
        first > 0 and span.first == span.last and last - first < MOST_WORDS and _is_joined(words, first - 1)
    ):
        if first - 1 in taken or not _is_of_name(words, first - 1, is_start=True):
            break
        first -= 1
    while last + 1 < len(words.words) and last - first < MOST_WORDS and _is_joined(words, last):
        skipped = 1 + (words.words[last + 1].text in ARABIC_ARTICLES and _is_joined(words, last + 1))
        if last + skipped in taken or last + skipped >= len(words.words):
            break
        if not _is_of_name(words, last + skipped, is_start=False):
            break
        last += skipped
    return first, last


def _is_joined(words: Words, number: int) -> bool:
    return number + 1 < len(words.words) and words.gap(number) in (" ", "-")


def _is_of_name(words: Words, number: int, *, is_start: bool) -> bool:
    """True for a capitalised word that is no word of the language, no title, no generic word, no abbreviation."""
    word = words.words[number]
    text = word.text
    if is_start and _opens_name(words, number):
        return True
    if not word.is_capital or len(text) < 2 or (text.isupper() and len(text) > 1) or "." in text:
        return False
    if is_start and is_given_name_in_places(text):
        return False
    return not (roles_of(text) or is_plain_word(text))
