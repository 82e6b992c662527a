"""How a mart is kept up to date: the line "-- refresh by: …" in the leading comment of its SQL file.

Without the line a mart is a view, computed whenever it is asked. With it the mart is a table, of which a load rebuilds
only what it touched. The line says what a row follows from:

- day, week, month: the rows of the tables that were published in that period. The mart has a DATE column of that name,
  on which the period begins. "week, with 4 before it": also those of the four periods before, and of other marts with
  a column of that name.
- story, claim: the rows of these stories; the figures of these claims, and the other rows of their articles. The mart
  has a column that ends in story_id or claim_id.
- month of the story: the rows of the stories that began in that month. The mart has a DATE column `month`, that
  of story_overview. Stories and articles can then be added up over months.
- load: everything. The whole is rebuilt, for what is quick to build but slower to query than readers wait.

While a mart is rebuilt, the names of the tables that it reads stand for views of just the touched rows
(`warehouse/row_subset.py`), so that its SQL is the same for a view, a first load and a refresh.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LOAD = "load"
STORY_MONTH = "month of the story"
PERIODS = ("day", "week", "month")
KEYS = ("story", "claim")
UNITS = (*PERIODS, STORY_MONTH, *KEYS, LOAD)
STARTS = re.compile(r"refresh", re.IGNORECASE)
HEADER = re.compile(r"refresh by: (?P<unit>[a-z ]+?)(?:, with (?P<before>\d+) before it)?")


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a mart's rows follow from, and how many periods before one go into it."""

    by: str | None = None
    periods_before: int = 0


def is_header(note: str) -> bool:
    """True for a line of a comment that says how a mart is refreshed, or tries to."""
    return STARTS.match(note) is not None


def read_header(file: str, notes: Iterable[str]) -> Refresh:
    """How a mart is refreshed, from the lines of its leading comment.

    Raises:
        ValueError: a line that begins with "refresh" is not understood, or there are two.
    """
    told = [note for note in notes if is_header(note)]
    if not told:
        return Refresh()
    found = HEADER.fullmatch(told[0])
    if len(told) > 1 or found is None or found["unit"] not in UNITS:
        raise ValueError(
            f"{file}: {told[-1]!r} is not understood: write one line 'refresh by: ' with one of {', '.join(UNITS)}"
        )
    if found["before"] and found["unit"] not in PERIODS:
        raise ValueError(
            f"{file}: periods before it go with {', '.join(PERIODS)}, not with {found['unit']!r}"
        )
    return Refresh(found["unit"], int(found["before"] or 0))


def require_columns(mart: str, by: str, columns: Mapping[str, str]) -> None:
    """Sees to it that a mart has the column that it is refreshed by.

    Args:
        mart: its name.
        by: what its header says.
        columns: its columns with DuckDB's names of their types.

    Raises:
        ValueError: it has none; the message says which column it needs.
    """
    if by in (*PERIODS, STORY_MONTH):
        wanted = "month" if by == STORY_MONTH else by
        if columns.get(wanted) != "DATE":
            raise ValueError(f"{mart}.sql is refreshed by {by!r}, so it needs a DATE column {wanted!r}")
    if by in KEYS and not any(f"_{column}".endswith(f"_{by}_id") for column in columns):
        raise ValueError(f"{mart}.sql is refreshed by {by!r}, so it needs a column that ends in {by}_id")
