"""Separated values (.csv, .tsv): every good row becomes a document, whatever its neighbours are."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import IO

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.csv_dialect import CODE_PAGES, DELIMITERS, Dialect, find_dialect
from newsetl.inputs.csv_rows import CsvRow, CsvRows
from newsetl.inputs.date_columns import DateColumn
from newsetl.inputs.encodings import encoding_of
from newsetl.inputs.fields import has_body, wanted_names
from newsetl.inputs.rows import (
    HEADER_ROWS,
    check_header,
    date_columns,
    date_complaints,
    document_of_row,
    header_row,
    learn_dates,
)
from newsetl.inputs.seeking import seekable
from newsetl.inputs.streams import CHUNK

MAX_HEADER = 4_096  # bytes in which a text's first line ends if it names fields
MIN_FIELDS = 3  # known names in a text's first line
TABLE_SUFFIXES = (".csv", ".tsv", ".tab")


def read_csv(source: Source) -> Iterator[Outcome]:
    """A document a row; the first row names the fields; separator, quoting and encoding are found for each file.

    A row with more or fewer cells than the first, or with bytes that do not decode, is rejected alone.
    """
    csv.field_size_limit(source.settings.max_document_bytes)
    head = source.stream.head(CHUNK)
    dialect = find_dialect(head, source.settings.fields, is_whole=len(head) < CHUNK)
    with seekable(source, keeps_broken=True) as file:
        yield from _read_table(file, dialect, source)
    if source.stream.failure is not None:
        raise source.stream.failure


def is_table_text(head: bytes, fields: Mapping[str, str]) -> bool:
    """True for a text whose first line names the fields of a table: Excel saves one as "Unicode text" (.txt)."""
    is_wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    pages = ("utf-16",) if is_wide else ("utf-8",) if encoding_of(head) == "utf-8" else CODE_PAGES
    texts = (head[:MAX_HEADER].decode(page, "replace").lstrip("\ufeff\r\n") for page in pages)
    parted = [text.partition("\n") for text in texts]
    line_break = all(line_break for _, line_break, _ in parted)
    rows = (first.split(delimiter) for first, _, _ in parted for delimiter in DELIMITERS)
    tables = ([name.strip(' "\r') for name in row] for row in rows if len(row) >= MIN_FIELDS)
    return line_break and any(_names_fields(names, fields) for names in tables)


def _names_fields(names: list[str], fields: Mapping[str, str]) -> bool:
    return len(wanted_names(names, fields)) >= MIN_FIELDS and has_body(dict.fromkeys(names, ""), fields)


def _read_table(file: IO[bytes], dialect: Dialect, source: Source) -> Iterator[Outcome]:
    names, second = _header(file, dialect, source)
    check_header(names, [names, second], source.settings.fields)
    dates = date_columns(names, source)
    if dates:
        learn_dates(
            dates, (row.cells for row in _body(file, dialect, source, names) if row.cells is not None)
        )
    reader = f"table ({dialect})"
    for number, row in enumerate(_body(file, dialect, source, names), 1):
        outcome = _outcome(row, names, f"{source.uri}#{number}", source, dates)
        yield replace(outcome, reader=reader) if isinstance(outcome, RawDocument) else outcome
    yield from date_complaints(dates, source)


def _header(file: IO[bytes], dialect: Dialect, source: Source) -> tuple[list[str], list[str]]:
    """The names of the fields, and the cells below them; a title and notes may be above."""
    rows = (
        row for row in _rows(file, dialect, source) if row.cells is None or any(map(str.strip, row.cells))
    )
    first = list(islice(rows, HEADER_ROWS + 1))
    if not first or first[0].cells is None:
        nameless = Rejected("broken_table", "has no row that names its fields")
        raise (first[0].reason if first else None) or nameless
    cells = [row.cells or [] for row in first]
    place = header_row(cells, source.settings.fields) or 0
    below = cells[place + 1] if place + 1 < len(cells) else []
    return [name.strip() for name in cells[place]], below


def _body(file: IO[bytes], dialect: Dialect, source: Source, names: list[str]) -> Iterator[CsvRow]:
    """Rows below the header."""
    rows = _rows(file, dialect, source)
    iterator = iter(rows)
    for row in iterator:
        if row.cells is not None and [cell.strip() for cell in row.cells] == names:
            break
    rows.width = len(names)
    yield from iterator


def _rows(file: IO[bytes], dialect: Dialect, source: Source) -> CsvRows:
    file.seek(0)
    lines = _lines(file, dialect, source.settings.max_record_bytes, source.stream.failure is not None)
    for _ in range(dialect.skipped_lines):
        next(lines, None)
    return CsvRows(lines, dialect)


def _lines(file: IO[bytes], dialect: Dialect, limit: int, is_cut: bool) -> Iterator[str | None]:
    """Decoded lines with their ends, None for one over the limit; a byte that does not decode is a lone surrogate."""
    errors = "replace" if dialect.encoding == "utf-16" else "surrogateescape"
    text = io.TextIOWrapper(file, dialect.encoding, errors, newline="")
    try:
        number = 0
        while line := text.readline(limit + 1):
            number += 1
            is_whole = line.endswith(("\n", "\r"))
            if len(line) > limit:
                while line and not line.endswith(("\n", "\r")):
                    line = text.readline(CHUNK)
                yield None
            elif is_whole or not is_cut:
                yield line.removeprefix("\ufeff") if number == 1 else line
    finally:
        with suppress(ValueError):  # the file may be closed by now
            text.detach()


def _outcome(
    row: CsvRow, names: list[str], uri: str, source: Source, dates: Mapping[int, DateColumn]
) -> Outcome:
    if row.cells is None:
        content = re.sub("[\ud800-\udfff]", "\ufffd", "".join(row.lines)).encode("utf-8")
        return reject(uri, row.reason or Rejected("broken_table", "cannot be read"), content)
    return document_of_row(names, row.cells, dates, uri, source)
