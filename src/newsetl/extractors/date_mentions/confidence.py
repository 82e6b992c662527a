"""How likely a resolution is right, as measured rule by rule on gold (benchmarks/dates.py prints the shares)."""

from functools import cache

from newsetl.extractors.date_mentions.readings import Phrase, Reading
from newsetl.lexicons import read_table


def confidence_of(phrase: Phrase, reading: Reading) -> float:
    """Share of this rule's readings that were right, with a cue and without one."""
    sure, guessed = _measured()[phrase.rule]
    return guessed if reading.is_guess else sure


@cache
def _measured() -> dict[str, tuple[float, float]]:
    return {row["rule"]: (float(row["sure"]), float(row["guessed"])) for row in read_table("time/confidence")}
