"""Which people "100 of them" and "300 of these men" are a part of: those named in the words before."""

import re
from collections.abc import Iterator

from newsetl.extractors.force_levels import lexicon
from newsetl.language import Analysis, Sentence
from newsetl.language.numbers import NumberExpression

PART_OF_THEM = re.compile(
    r"\s+(?:more\s+)?(?:of|from among|among)\s+(?:them|these|those|whom)\b", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-z]+")
BANDS = lexicon.word_set("bands")
PLURAL = ("s", "men")
BACK = 2  # sentences


def noun_meant(analysis: Analysis, sentence: Sentence, number: NumberExpression) -> tuple[int, int] | None:
    """The force noun that "of them" right after a number points back at; None where nothing there points back.

    It is the last such noun before the number in the number's own sentence, else the first of the nearest sentence
    before: its subject, where English has its usual order.
    """
    if PART_OF_THEM.match(analysis.text, number.end) is None:
        return None
    own = list(_nouns(analysis.text, sentence.start, number.hedge_start))
    if own:
        return own[-1]
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - BACK), -1):
        before = analysis.sentences[index]
        said = next(_nouns(analysis.text, before.start, before.end), None)
        if said is not None:
            return said
    return None


def _nouns(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the plural nouns that are always a force, those of rebels and militias, and of bands."""
    for word in WORD.finditer(text, start, end):
        kinds = lexicon.force_nouns().get(word.group().lower(), {})
        is_armed = "strong" in kinds or any(
            noun.personnel_type in lexicon.NON_STATE for noun in kinds.values()
        )
        is_armed = is_armed or word.group().lower() in BANDS
        if is_armed and word.group().lower().endswith(PLURAL):
            yield word.span()
