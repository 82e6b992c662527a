"""The tense of the verb that a time expression belongs to, by the verbs of its sentence."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from newsetl.extractors.date_mentions.readings import Tense
from newsetl.lexicons import read_table, read_words

WORD = re.compile(r"[A-Za-z]+(?:['’](?:ll|d|s|re|ve|t))?")
REGULAR_PAST = re.compile(r"[a-z]{2,}ed")
LONG = 800  # characters; of a longer sentence only so many around the date are read
REACH = 130  # characters; a verb further away does not say
RIGHTWARD = 1.6  # a verb to the right counts as this much further away than one to the left
VerbTense: TypeAlias = tuple[int, int, Tense]  # first character, the one behind the last, tense
BETWEEN = frozenset({"not", "also", "soon", "now", "then", "still"})  # "will also put"


@cache
def _cues() -> dict[str, Tense]:
    return {row["phrase"]: row["tense"] for row in read_table("time/tense")}  # type: ignore[misc]


@cache
def _phrase_cues() -> re.Pattern[str]:
    phrases = sorted((phrase for phrase in _cues() if " " in phrase), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def tense_at(sentence: str, offset: int) -> Tense | None:
    """Tense of the nearest verb that has one, None if no verb does.

    Args:
        sentence: the sentence's characters.
        offset: where the time expression starts, counted from the sentence's start.
    """
    if len(sentence) > LONG:  # so that an endless sentence is not read again for each of its dates
        first = max(0, offset - LONG // 2)
        sentence, offset = sentence[first : offset + LONG // 2], offset - first
    best: tuple[float, Tense] | None = None
    for start, end, tense in verbs(sentence.lower()):
        distance = offset - end if end <= offset else (start - offset) * RIGHTWARD
        if best is None or distance < best[0]:
            best = (distance, tense)
    return best[1] if best and best[0] <= REACH else None


@lru_cache(maxsize=64)
def verbs(sentence: str) -> Sequence[VerbTense]:
    """Spans of the words of a text, in lower case, that have a tense.

    After "be", "to" and "will" a form has none: "will put" is not past.
    """
    cues = _cues()
    found = [(*match.span(), cues[match.group()]) for match in _phrase_cues().finditer(sentence)]
    covered = {position for start, end, _ in found for position in range(start, end)}
    previous = earlier = ""
    for match in WORD.finditer(sentence):
        word = match.group()
        tense = None if match.start() in covered else tense_of_word(word)
        if tense is not None and not (tense == "past" and _leaves_tense(previous, earlier, word)):
            found.append((*match.span(), tense))
        if not word.endswith("ly") and word not in BETWEEN:
            earlier, previous = previous, word
    return found


def _leaves_tense(previous: str, earlier: str, word: str) -> bool:
    """True behind "be", and for a bare verb behind "to", "will" and their like; not for "in May killed"."""
    if previous == "be":
        return True
    if word.endswith("ed") or (previous == "may" and earlier in read_words("time/month_prepositions")):
        return False
    return previous == "to" or previous.endswith(("'ll", "’ll")) or previous in read_words("time/modals")


def tense_of_word(word: str) -> Tense | None:
    """Tense of a word, in lower case, by itself; None if it has none."""
    if word.endswith(("'ll", "’ll")):
        return "future"
    if REGULAR_PAST.fullmatch(word) and word not in _cues() and word not in read_words("time/not_past"):
        return "past"
    return _cues().get(word)
