"""Names that no list knows where only a place can be: "the village of Khan Tuman", "clashes in Sa and Bo"."""

import re
from collections.abc import Iterator, Sequence

from newsetl.extractors.region_mentions.context_words import has_role, is_plain_word, words_of_role
from newsetl.extractors.region_mentions.named_span import NamedSpan, head_after, is_no_place, span_of
from newsetl.extractors.region_mentions.words import ARABIC_ARTICLES, Words
from newsetl.gazetteer import Gazetteer

LIST_GAP = re.compile(r",? (?:and )?(?:the )?|, ")
LONGEST = 4  # words of a name that no list knows


def spans_by_position(words: Words, chosen: Sequence[NamedSpan], gazetteer: Gazetteer) -> list[NamedSpan]:
    """The names behind "town of", "villages of … and …", "clashes in", before "district", in no other span."""
    taken = {number for s in chosen for number in range(s.first, s.last + 1)}
    runs = sorted({run for run in _runs(words) if taken.isdisjoint(range(run[0], run[1] + 1))})
    surfaces = [words.text[words.words[a].start : words.words[b].end] for a, b in runs]
    hits = gazetteer.lookup_transliterated(surfaces)
    return [
        span_of(words, first, last, "transliteration" if hit else "told", hit, head_after(words, last))
        for (first, last), hit in zip(runs, hits, strict=True)
        if not is_no_place(words, first, last)
    ]


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    settlements = words_of_role("settlement")
    for number, word in enumerate(words.words):
        if word.text == "of" and has_role(words.before(number), "settlement"):
            yield from _listed_behind(words, number + 1, is_plural=words.before(number).endswith("s"))
        elif word.text == "between" and has_role(words.before(number), "way"):
            yield from _listed_behind(words, number + 1, is_plural=True)
        elif word.text in settlements:
            run = _name_before(words, number - 1)
            if run is not None:
                yield run
    yield from runs_where_places_are(words)


def runs_where_places_are(words: Words) -> Iterator[tuple[int, int]]:
    """Names behind "clashes in" and before ", a village in", be they listed or not."""
    settlements = words_of_role("settlement") | words_of_role("dwelling")
    for number, word in enumerate(words.words):
        if word.text == "in" and has_role(words.before(number), "happening"):
            yield from _listed_behind(words, number + 1, is_plural=False)
        elif word.text in settlements:
            yield from _described_by(words, number)


def _described_by(words: Words, number: int) -> Iterator[tuple[int, int]]:
    """ "Tyuni" of "Tyuni, a village in the hills", and all names of "Hurti, Ruwi and Tamiso, three villages of"."""
    following, is_plural = words.after(number), words.words[number].text.endswith("s")
    if not (following == "of" or has_role(following, "locative") or has_role(following, "side")):
        return
    first = number
    while number - first < LONGEST and words.words[first - 1].text.islower() and words.gap(first - 1) == " ":
        first -= 1
    if (
        first == 0
        or words.gap(first - 1) != ", "
        or not (is_plural or words.words[first].text in ("a", "the"))
    ):
        return
    at = first - 1
    while (run := _name_until(words, at)) is not None:
        yield run
        at = run[0] - 1
        if is_plural and at > 0 and words.words[at].text == "and" and words.gap(at) == " ":
            at -= 1
        if not is_plural or at < 0 or words.gap(at) not in (", ", " "):
            return


def _name_until(words: Words, number: int) -> tuple[int, int] | None:
    """The name that ends there; None if none does."""
    first = number
    while first >= 0 and number - first < LONGEST and words.words[first].is_capital:
        if is_plain_word(words.words[first].text) or words.words[first].text.isupper():
            break
        first -= 1
        if first >= 0 and words.gap(first) not in (" ", "-"):
            break
    return (first + 1, number) if first < number else None


def _listed_behind(words: Words, number: int, *, is_plural: bool) -> Iterator[tuple[int, int]]:
    """ "Adre" and "Tine" of "the towns of Adre and Tine"; the first alone where the noun is no plural."""
    while number < len(words.words):
        last = _name_from(words, number)
        if last is None:
            return
        yield number, last
        if not is_plural or last + 1 >= len(words.words):
            return
        following = last + 1 + (words.words[last + 1].text in ("and", "the"))
        gap = (
            words.text[words.words[last].end : words.words[following].start]
            if following < len(words.words)
            else ""
        )
        if not gap or not LIST_GAP.fullmatch(gap):
            return
        number = following


def _name_from(words: Words, number: int) -> int | None:
    """The last word of the name that begins there; None if none does."""
    last = None
    for at in range(number, min(number + LONGEST, len(words.words))):
        word = words.words[at]
        if at > number and words.gap(at - 1) not in (" ", "-"):
            break
        if word.is_capital and not is_plain_word(word.text):
            last = at
        elif word.text.casefold() not in ARABIC_ARTICLES:
            break
    return last


def _name_before(words: Words, number: int) -> tuple[int, int] | None:
    """ "al-Izaa" of "the al-Izaa district", where "in the" or a like phrase is before."""
    first = number
    while (
        first >= 0
        and number - first < LONGEST
        and words.words[first].is_capital
        and words.gap(first) in (" ", "-")
    ):
        if is_plain_word(words.words[first].text) or words.words[first].text.isupper():
            break
        first -= 1
    if first >= 0 and words.words[first].text in ARABIC_ARTICLES and first < number:
        first -= 1
    is_joined = words.words[first + 1].start > 0 and words.text[words.words[first + 1].start - 1] == "-"
    if first == number or not (is_joined or words.before(first + 1).islower()):
        return None
    return (first + 1, number) if words.words[number].is_capital else None
