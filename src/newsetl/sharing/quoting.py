"""How much of an article may be quoted: a limit of words by outlet, for archives that are licensed."""

from collections.abc import Mapping, Sequence
from typing import Any

EVERY_OTHER = "*"
CUT = " […]"
QUOTED = ("quote", "title")


def cut_words(text: str | None, most: int | None) -> str | None:
    """The first words of a text, with a mark where some were left out; None for `most` leaves it whole."""
    if text is None or most is None:
        return text
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]) + CUT


def limit_of(outlet: str | None, limits: Mapping[str, int]) -> int | None:
    """Most words that may be quoted of an outlet; None where there is no limit."""
    return limits.get(outlet or "", limits.get(EVERY_OTHER))


def cut_quotes(
    names: Sequence[str], rows: Sequence[Sequence[Any]], limits: Mapping[str, int]
) -> list[tuple[Any, ...]]:
    """Rows whose quotations and headlines hold no more words than their outlet allows."""
    if not limits:
        return [tuple(row) for row in rows]
    outlet = names.index("outlet")
    places = {names.index(name) for name in QUOTED}
    return [
        tuple(
            cut_words(cell, limit_of(row[outlet], limits)) if place in places else cell
            for place, cell in enumerate(row)
        )
        for row in rows
    ]
