"""Tables without known names of fields, such as Integrum's: columns are recognised by their content, or not at all."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from newsetl.inputs.written_dates import date_line

MIN_TEXT = 200  # characters of the cell in the middle: a column of articles
MIN_ROWS = 2
_DATED = 0.9  # of a column's cells are dates
_MAX_TITLE = 250
_SAMPLE = 200

Row = Sequence[Any]


def recognise_columns(rows: Sequence[Row]) -> Mapping[int, str] | None:
    """Our field by place, for a table below its first row; None unless one column is dates and one is articles.

    The outlet is a column of short texts that repeat, the title one of longer texts that do not.
    """
    body = rows[1 : _SAMPLE + 1]
    if len(body) < MIN_ROWS:
        return None
    columns = {place: _cells(body, place) for place in range(max(map(len, body)))}
    dated = [place for place, cells in columns.items() if cells and _share_of_dates(cells) >= _DATED]
    lengths = {place: median(map(len, map(str, cells))) for place, cells in columns.items() if cells}
    longest = max(lengths, key=lambda place: lengths[place])
    if not dated or lengths[longest] < MIN_TEXT or longest in dated:
        return None
    named = {dated[0]: "published_at", longest: "text"}
    rest = [place for place in lengths if place not in named and 3 <= lengths[place] <= _MAX_TITLE]
    titles = [place for place in rest if lengths[place] >= 12 and _variety(columns[place]) > 0.5]
    if titles:
        named[max(titles, key=lambda place: lengths[place])] = "title"
    outlets = [place for place in rest if place not in named and _variety(columns[place]) <= 0.5]
    if outlets:
        named[outlets[0]] = "outlet"
    return named


def is_nameless(rows: Sequence[Row], named: Mapping[int, str]) -> bool:
    """True where the first row is an article too: its column of dates holds one."""
    return any(
        name == "published_at" and place < len(rows[0]) and _is_date(rows[0][place])
        for place, name in named.items()
    )


def holds_articles(rows: Sequence[Row]) -> bool:
    """True for a table of which several rows hold a text each, which is not one article."""
    return sum(any(len(str(cell)) >= MIN_TEXT for cell in row) and _filled(row) > 1 for row in rows) > 1


def _filled(row: Row) -> int:
    return sum(cell not in ("", None) for cell in row)


def _cells(rows: Sequence[Row], place: int) -> list[Any]:
    return [row[place] for row in rows if place < len(row) and row[place] not in ("", None)]


def _share_of_dates(cells: Sequence[Any]) -> float:
    return sum(map(_is_date, cells)) / len(cells)


def _is_date(cell: Any) -> bool:
    return isinstance(cell, date) or date_line(str(cell), 40) is not None


def _variety(cells: Sequence[Any]) -> float:
    return len(set(map(str, cells))) / len(cells)
