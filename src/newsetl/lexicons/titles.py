"""Titles before names (`lexicons/people/titles.csv`), by what they tell of their bearer."""

from collections.abc import Mapping
from functools import cache

from newsetl.lexicons import read_table


@cache
def title_genders() -> Mapping[str, str]:
    """Title, or another form of it -> "f" or "m"; without those that women and men bear."""
    rows = [row for row in read_table("people/titles") if row["gender"]]
    return {
        title: row["gender"] for row in rows for title in (row["title"], *row["aliases"].split(";")) if title
    }
