"""CSV and Excel files of query results that no spreadsheet takes for formulas.

A headline is a stranger's text: one that starts with "=" must not run when an analyst opens the file. In CSV,
which has no types, such text gets an apostrophe in front (the advice of OWASP on CSV injection). In Excel files
every string is stored as a string, so that the text stays as it was written.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

from newsetl.errors import UserError

# The last four are the full-width forms, which East Asian Excel reads as the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROL_STARTS = ("\t", "\r", "\n")
EXCEL_ROWS = 1_048_576
EXCEL_CELL_CHARACTERS = 32_767
EXCEL_EXACT_INTEGER = 2**53  # Excel's numbers are doubles
EXCEL_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
CUT = " […]"
WIDEST = 60  # characters of a column; longer text runs on below the next cell or is cut by it
NARROWEST = 6
FILTER_BUTTON = 3  # characters that the button of a filter hides of a header
ROWS_MEASURED = 500  # at the top, whose text says how wide a column has to be
GROUPED = "#,##0"


def harmless(value: Any) -> Any:
    """A CSV cell that no spreadsheet runs: text that starts like a formula gets an apostrophe in front."""
    if isinstance(value, str) and starts_like_a_formula(value):
        return f"'{value}"
    return value


def starts_like_a_formula(text: str) -> bool:
    """True for text that a spreadsheet may take for a formula, blanks before it or not."""
    return text.startswith(CONTROL_STARTS) or text.lstrip().startswith(FORMULA_STARTS)


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], file: TextIO) -> None:
    """Writes a header and rows as RFC 4180 CSV; times as ISO 8601 in UTC, null as nothing.

    Args:
        columns: names of the columns.
        rows: values as DuckDB gives them.
        file: open for writing with newline="".
    """
    writer = csv.writer(file)
    writer.writerow([harmless(name) for name in columns])
    writer.writerows([harmless(_iso(value)) for value in row] for row in rows)


def write_excel(columns: Sequence[str], rows: Iterable[Sequence[Any]], path: Path) -> int:
    """Writes one sheet, its header frozen and filtered, columns as wide as their text; returns the number of rows.

    Text is always text, never a formula, link or number; dates and times are Excel's own (times in UTC, which
    the header says); amounts, which DuckDB gives as floats, have their thousands grouped where a column's are
    whole; years, codes and counts are whole numbers and are not; text beyond Excel's 32,767 characters a cell is
    cut and ends in "[…]".

    Raises:
        UserError: the folder does not exist, the file is open in Excel, or there are more rows than a sheet holds.
    """
    import xlsxwriter  # noqa: PLC0415 - a tenth of a second, only where a workbook is written

    if not path.parent.is_dir():
        raise UserError(f"no folder {path.parent} to write {path.name} to")
    partial = path.with_name(f".{path.name}.partial")
    book = xlsxwriter.Workbook(str(partial), {"constant_memory": True, "strings_to_urls": False})
    try:
        try:
            written = _fill(book, columns, rows)
        finally:
            book.close()  # after an error too: the library holds temporary files
        partial.replace(path)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise UserError(f"{path} cannot be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return written


def _fill(book: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    sheet = book.add_worksheet("newsetl")
    formats = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        float: book.add_format({"num_format": GROUPED}),
        str: book.add_format({"quote_prefix": True}),  # keeps it text when someone edits the cell, too
    }
    sheet.freeze_panes(1, 0)
    remaining = _within_a_sheet(rows)
    first = list(islice(remaining, ROWS_MEASURED))
    values = list(zip(*first, strict=True)) or [()] * len(columns)
    has_amounts = list(map(_are_amounts, values))
    _write_header(
        sheet, columns, first[0] if first else [None] * len(columns), book.add_format({"bold": True})
    )
    number = 0
    for number, row in enumerate(chain(first, remaining), 1):
        for place, value in enumerate(row):
            _write_cell(sheet, number, place, value, formats, has_amounts[place])
    for place, (name, column) in enumerate(zip(columns, values, strict=True)):
        width = max((_width(value, has_amounts[place]) for value in column), default=0)
        sheet.set_column(place, place, min(max(width, len(name) + FILTER_BUTTON, NARROWEST), WIDEST))
    sheet.autofilter(0, 0, number, max(len(columns) - 1, 0))
    return number


def _are_amounts(column: Iterable[Any]) -> bool:
    """True for a column whose first floats are all whole numbers, which are grouped; shares and averages are not."""
    return all(value.is_integer() for value in column if isinstance(value, float))


def _width(value: Any, is_amount: bool) -> int:
    """Characters that a cell shows, with one to spare; dates are wider than a column is by default."""
    if value is None:
        return 0
    is_grouped = is_amount and isinstance(value, float) and value.is_integer()
    return len(f"{value:,.0f}" if is_grouped else str(_iso(value))) + 1


def _within_a_sheet(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(rows, 1):
        if number >= EXCEL_ROWS:
            raise UserError(f"more rows than Excel's {EXCEL_ROWS - 1:,}: add a LIMIT, or use --csv")
        yield row


def _write_header(sheet: Any, columns: Sequence[str], first: Sequence[Any], style: Any) -> None:
    for place, (name, value) in enumerate(zip(columns, first, strict=True)):
        zoned = isinstance(value, datetime) and value.tzinfo is not None
        sheet.write_string(0, place, f"{name} (UTC)" if zoned else name, style)


def _write_cell(
    sheet: Any, row: int, column: int, value: Any, formats: dict[type, Any], is_amount: bool
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and _is_a_number_in_excel(value):
        is_grouped = is_amount and isinstance(value, float) and value.is_integer()
        sheet.write_number(row, column, value, formats[float] if is_grouped else None)
    elif isinstance(value, datetime) and value.date() >= EXCEL_FIRST_DAY:
        sheet.write_datetime(row, column, _naive_utc(value), formats[datetime])
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= EXCEL_FIRST_DAY:
        sheet.write_datetime(row, column, value, formats[date])
    else:
        text = _fitting(str(_iso(value)))
        sheet.write_string(row, column, text, formats[str] if starts_like_a_formula(text) else None)


def _is_a_number_in_excel(value: float) -> bool:
    return abs(value) <= EXCEL_EXACT_INTEGER  # False for NaN and infinity, which Excel has not


def _fitting(text: str) -> str:
    # Excel counts UTF-16 units: a character outside the basic plane is two.
    if len(text) + sum(c > "\uffff" for c in text) <= EXCEL_CELL_CHARACTERS:
        return text
    units = text.encode("utf-16-le")[: 2 * (EXCEL_CELL_CHARACTERS - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT


def _naive_utc(value: datetime) -> datetime:
    return value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)


def _iso(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{_naive_utc(value).isoformat()}{'' if value.tzinfo is None else 'Z'}"
    return value
