"""What the words in and around a date make of it: before, after, early, late, about."""

import re
from functools import cache
from typing import get_args

from newsetl.extractors.date_mentions.readings import Phrase, Reading
from newsetl.lexicons import read_table
from newsetl.tables.date_mentions import DateModifier

ADVERBS: dict[str, DateModifier] = {"EARLIER": "early", "LATER": "late"}
ADVERB_RULES = ("unit", "weekday", "day_reference")
KNOWN: tuple[DateModifier, ...] = get_args(DateModifier)


def modifier_of(phrase: Phrase, reading: Reading) -> DateModifier | None:
    """The modifier of a date; lengths of time and sets have none."""
    if reading.kind in ("duration", "set"):
        return None
    said = phrase.value("EARLY", "LATE", "MID", "EDGE", "MIDDLE", "ABOUT")
    if said:
        return _modifier(said)
    if phrase.has("HEDGE", "OVER"):
        return _of_distance(phrase)
    for kind, modifier in ADVERBS.items():
        if phrase.has(kind) and phrase.rule in ADVERB_RULES:
            return modifier
    before = _pattern().search(phrase.before)
    return _modifier(_prepositions()[before.group(1)]) if before else None


def _of_distance(phrase: Phrase) -> DateModifier | None:
    """ "more than a year ago" is before that day, "more than a year later" after it."""
    hedge = phrase.value("HEDGE", "OVER")
    if hedge not in ("more", "less"):
        return "approx"
    return "before" if (hedge == "more") == phrase.has("AGO", "EARLIER", "BEFORE") else "after"


def _modifier(name: str) -> DateModifier | None:
    return next((modifier for modifier in KNOWN if modifier == name), None)


@cache
def _prepositions() -> dict[str, str]:
    return {row["phrase"]: row["modifier"] for row in read_table("time/modifiers")}


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_prepositions(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, phrases))})\s(?:the\s)?$")
