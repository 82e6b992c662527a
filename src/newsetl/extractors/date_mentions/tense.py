"""The tense of the verb that a time expression belongs to, by the verbs of its sentence."""

import re
from functools import cache

from newsetl.extractors.date_mentions.readings import Tense
from newsetl.lexicons import read_table, read_words

WORD = re.compile(r"[A-Za-z]+(?:['’](?:ll|d|s|re|ve|t))?")
REGULAR_PAST = re.compile(r"[a-z]{2,}ed")
RIGHTWARD = 1.6  # a verb to the right counts as this much further away than one to the left
ADJECTIVES = read_words("time/not_past")


@cache
def _cues() -> dict[str, Tense]:
    return {row["phrase"]: row["tense"] for row in read_table("time/tense")}  # type: ignore[misc]


@cache
def _phrase_cues() -> re.Pattern[str]:
    phrases = sorted((phrase for phrase in _cues() if " " in phrase), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def tense_at(sentence: str, offset: int) -> Tense | None:
    """Tense of the nearest verb that tells one, None if no verb does.

    Args:
        sentence: the sentence's characters.
        offset: where the time expression starts, counted from the sentence's start.
    """
    best: tuple[float, Tense] | None = None
    for position, tense in _verbs(sentence.lower()):
        distance = offset - position if position < offset else (position - offset) * RIGHTWARD
        if best is None or distance < best[0]:
            best = (distance, tense)
    return best[1] if best else None


def _verbs(sentence: str) -> list[tuple[int, Tense]]:
    cues = _cues()
    found: list[tuple[int, Tense]] = [
        (match.end(), cues[match.group()]) for match in _phrase_cues().finditer(sentence)
    ]
    covered = {position for match in _phrase_cues().finditer(sentence) for position in range(*match.span())}
    for match in WORD.finditer(sentence):
        if match.start() in covered:
            continue
        word = match.group()
        tense = cues.get(word)
        if tense is None and word.endswith(("'ll", "’ll")):
            tense = "future"
        if tense is None and REGULAR_PAST.fullmatch(word) and word not in ADJECTIVES:
            tense = "past"
        if tense is not None:
            found.append((match.end(), tense))
    return found
