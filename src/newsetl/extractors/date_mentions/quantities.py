"""The number and the unit of a phrase."""

from newsetl.extractors.date_mentions.readings import Phrase
from newsetl.language.numbers import find_numbers


def unit_of(phrase: Phrase) -> str:
    """The unit's name, singular: "day", "week", "year"; empty without one."""
    return phrase.value("UNIT", "UNITS") or ""


def quantity(phrase: Phrase) -> int | None:
    """How many units; None for "several" and for fractions."""
    if phrase.has("HALF"):
        return None
    numbers = [
        n
        for n in find_numbers(phrase.text, phrase.start, phrase.end)
        if not n.is_ordinal and not n.is_percent
    ]
    if numbers:
        value = numbers[0].low if numbers[0].low is not None else numbers[0].high
        is_plain = value is not None and value == int(value) and value < 10_000 and len(numbers) == 1
        return (
            int(value)
            if is_plain and value is not None and numbers[0].qualifier not in ("range", "vague")
            else None
        )
    if phrase.has("FEW"):
        return int(phrase.value("FEW") or 0) or None
    return 1 if phrase.has("A") else None
