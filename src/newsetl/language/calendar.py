"""Names of months, weekdays and seasons, from the words of time expressions."""

from functools import cache

from newsetl.lexicons import read_table

SHORT = 4  # letters of the longest short form: "sept"


@cache
def words_of(kind: str) -> dict[str, str]:
    """Word -> value, for the words of a class of lexicons/time/words.csv: MONTH, WEEKDAY, SEASON; in lower case."""
    return {row["phrase"]: row["value"] for row in read_table("time/words") if row["class"] == kind}


@cache
def full_names(kind: str) -> frozenset[str]:
    """The longest name of each month or weekday."""
    longest: dict[str, str] = {}
    for word, value in words_of(kind).items():
        longest[value] = max(longest.get(value, ""), word, key=len)
    return frozenset(longest.values())


@cache
def short_months() -> tuple[str, ...]:
    """Forms of months that the full names begin with: jan, june, sept."""
    return tuple(word for word in words_of("MONTH") if len(word) <= SHORT)
