"""What the words of a list say about it: whether its labels are owners or hosts, what its columns and entries count."""

import re
from functools import cache
from typing import Literal, TypeAlias, cast

from newsetl.lexicons import read_table
from newsetl.tables.force_levels import Measure, Modality

Role: TypeAlias = Literal["owner", "host"]
Meaning: TypeAlias = tuple[Measure, Modality]
NO_FORCE = "none"


def told(part: str, words: str) -> str | None:
    """The value of the first line of forces/lists.csv, among those of the part, that fits the words."""
    return next((value for value, pattern in _patterns(part) if pattern.search(words)), None)


def role_told(part: str, words: str) -> Role | None:
    """What labels are by a heading, a table's first cell, or the words behind a number."""
    return cast(Role | None, told(part, words))


def meaning_told(part: str, words: str) -> Meaning | None:
    """Measure and modality by a column's head or the words behind a number; None too for what is no force."""
    value = told(part, words)
    if value is None or value == NO_FORCE:
        return None
    measure, modality = value.split()
    return cast(Measure, measure), cast(Modality, modality)


@cache
def _patterns(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in read_table("forces/lists") if row["part"] == part]
    return tuple((row["value"], re.compile(row["words"], re.IGNORECASE)) for row in rows)
