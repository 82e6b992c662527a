"""Rows of a table of any kind -> documents: which row names the fields, dates column by column, one document a row."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.date_columns import DateColumn
from newsetl.inputs.field_names import writes_day_first
from newsetl.inputs.fields import (
    addresses_only,
    date_fields,
    document_from_record,
    has_body,
    no_text_field,
    wanted_names,
)
from newsetl.lexicons import read_table

MAX_COLUMNS = 10_000
MIN_CELLS, MAX_CELL = 6, 500  # of a row that holds no text
MAX_NAME = 40  # characters of a field's name
HEADER_ROWS = 12  # a title and notes may be above the row that names the fields
# "example,courier)/ferry 20240305190000 https://courier.example/ferry text/html 200 …" (CDX)
_INDEXED = re.compile(r"\S+\)\S*\s+\d{14}\s+(?:https?://|\{)\S+", re.IGNORECASE)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|#\d{2,6}|#x[0-9a-f]{2,5});", re.I
)
_TAG = re.compile(r"<[a-z/!][^<>]*>", re.IGNORECASE)

Row = Sequence[Any]


def header_row(rows: Sequence[Row], fields: Mapping[str, str]) -> int | None:
    """Which of a table's first rows names the fields, a text among them; None where none does."""
    for number, row in enumerate(rows[:HEADER_ROWS]):
        names = [str(cell) for cell in row if cell not in (None, "")]
        if (
            len(names) > 1
            and has_body(dict.fromkeys(names, ""), fields)
            and _are_names(names, number, fields)
        ):
            return number + _is_group(names, rows[number + 1 : number + 2], fields)
    return None


def _is_group(names: Sequence[str], below: Sequence[Row], fields: Mapping[str, str]) -> bool:
    """True for names of groups of columns: the row below them names more fields, a text among them."""
    inner = [str(cell) for row in below for cell in row if cell not in (None, "")]
    is_short = max(map(len, inner), default=0) <= MAX_NAME and len(inner) > len(names)
    return (
        is_short
        and has_body(dict.fromkeys(inner, ""), fields)
        and len(wanted_names(inner, fields)) > max(2, len(wanted_names(names, fields)))
    )


def _are_names(names: Sequence[str], number: int, fields: Mapping[str, str]) -> bool:
    """False for "Text" beside the text itself, in a table whose fields are below each other."""
    return number == 0 or len(wanted_names(names, fields)) > 1


def check_header(names: Sequence[str], rows: Sequence[Row], fields: Mapping[str, str]) -> None:
    """Lets tables with a text pass.

    Raises:
        Rejected: addresses_only for a list of links, no_text for one of a service without texts, missing_field for any
            other table without a text.
    """
    if len(names) > MAX_COLUMNS:
        raise Rejected("broken_table", f"has more than {MAX_COLUMNS} columns")
    _check_known(names)
    if has_body(dict.fromkeys(names, ""), fields):
        return
    if any(_URL.fullmatch(str(cell).strip()) for row in rows for cell in row):
        raise addresses_only()
    raise no_text_field(dict.fromkeys(names, ""))


def _check_known(names: Sequence[str]) -> None:
    """Raises Rejected (no_text) for a table that a service exports without texts."""
    seen = {name.casefold() for name in names}
    for row in read_table("inputs/textless_tables"):
        if seen.issuperset(row["columns"].split()):
            raise Rejected("no_text", f"is {row['what']}: {row['hint']}")


def is_address_list(text: str) -> bool:
    """True for a text of which nearly every line is an address and nothing else, or one of an archive's index."""
    lines = [line for line in text[:100_000].splitlines() if line.strip() and not line.startswith("#")]
    links = sum(
        bool(_URL.fullmatch(line.strip()) or _INDEXED.match(line)) or _is_row_with_link(line)
        for line in lines
    )
    return links > 0 and links >= 0.9 * len(lines)


def _is_row_with_link(line: str) -> bool:
    """True for a row of short cells, one of them an address, in a table without names of fields, as GDELT's."""
    cells = line.split("\t")
    is_table = len(cells) >= MIN_CELLS and max(map(len, cells)) <= MAX_CELL
    return is_table and any(map(_URL.fullmatch, cells))


def document_of_row(
    header: Sequence[str], row: Row, dates: Mapping[int, DateColumn], uri: str, source: Source
) -> Outcome:
    """The document of a row, whose cells are as many as the header's."""
    cells = [dates[i].read(cell) if i in dates else _unescaped(cell) for i, cell in enumerate(row)]
    record = {name: cell for name, cell in zip(header, cells, strict=True) if name or cell}
    return document_from_record(
        record, uri, source.settings, lambda: as_bytes(dict(zip(header, row, strict=True)))
    )


def _unescaped(cell: Any) -> Any:
    """Text with HTML's entities but none of its tags was escaped on its way into the table."""
    if isinstance(cell, str) and "&" in cell and _ENTITY.search(cell) and not _TAG.search(cell):
        return html.unescape(cell)
    return cell


def date_columns(header: Sequence[str], source: Source) -> dict[int, DateColumn]:
    """Columns that hold dates, by place."""
    names = date_fields(header, source.settings.fields)
    usual = writes_day_first(header)
    return {
        i: DateColumn(name, source.settings.day_first, usual)
        for i, name in enumerate(header)
        if name in names
    }


def learn_dates(dates: Mapping[int, DateColumn], rows: Iterable[Row]) -> None:
    """Reads the date columns of all rows, so that one date can prove how all are written."""
    open_columns = dict(dates)
    for row in rows:
        for place, column in list(open_columns.items()):
            if place < len(row):
                column.learn(row[place])
                if column.is_settled:
                    del open_columns[place]
        if not open_columns:
            return


def date_complaints(dates: Mapping[int, DateColumn], source: Source) -> Iterator[Outcome]:
    """What has to be said of dates, once a column: those that could not be read, or not for sure."""
    for column in dates.values():
        detail = column.complaint()
        if detail is not None:
            yield reject(f"{source.uri}#{column.name}", Rejected("unread_dates", detail))


def as_bytes(record: Mapping[str, Any] | Sequence[Any]) -> bytes:
    """A record for quarantine."""
    return json.dumps(record, default=str).encode("ascii")
