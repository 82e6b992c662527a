"""Workbooks (.xlsx, .xlsm, .xls, .ods) through python-calamine: rows, or one article a sheet. No macro runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from newsetl.core.documents import RawDocument
from newsetl.core.sentences import is_sentence
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import encode_text
from newsetl.inputs.fields import (
    addresses_only,
    document_from_record,
    has_body,
    metadata_of,
    no_text_field,
)
from newsetl.inputs.rows import (
    as_bytes,
    check_header,
    date_columns,
    date_complaints,
    document_of_row,
    header_row,
    learn_dates,
)
from newsetl.inputs.sheet_sizes import MAX_CELLS
from newsetl.inputs.unnamed_columns import holds_articles, is_nameless, recognise_columns
from newsetl.inputs.written_dates import date_line

READER = "workbook"
MIN_ARTICLE = 200  # characters of a sheet without field names that is one article
HEAD_LINES, MAX_DATE_LINE = 4, 60  # where a sheet without field names has its day, and how long the line is
# calamine is written in Rust, whose panics are no Exceptions
_PANIC = "PanicException"
_ERRORS = (CalamineError, ValueError, OSError, KeyError, IndexError, TypeError)


def read_workbook(source: Source, file: IO[bytes]) -> Iterator[Outcome]:
    """The documents of each sheet that holds something.

    Raises:
        Rejected: encrypted; broken_table for a damaged workbook; too_large.
    """
    file.seek(0)
    with _reported_as("is not a readable workbook"):
        workbook = CalamineWorkbook.from_filelike(file)
        names = workbook.sheet_names
    reasons = []
    is_told = False
    for name in names:
        uri = source.uri if len(names) == 1 else f"{source.uri}!/{name}"
        try:
            for outcome in read_sheet(_rows(workbook, name), name, replace(source, uri=uri)):
                is_told = True
                yield replace(outcome, reader=READER) if isinstance(outcome, RawDocument) else outcome
        except Rejected as reason:
            reasons.append((uri, reason))
    for uri, why in reasons:  # a sheet of notes beside one of articles is not a loss
        if not is_told or why.reason_code not in ("missing_field", "no_text"):
            is_told = True
            yield reject(uri, why)


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Any]]:
    with _reported_as("has a sheet that cannot be read"):
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height * sheet.width > MAX_CELLS:
            raise Rejected("too_large", f"has a sheet of {sheet.height} rows and {sheet.width} columns")
        return [list(row) for row in sheet.to_python() if any(cell not in ("", None) for cell in row)]
    return []


@contextmanager
def _reported_as(what: str) -> Iterator[None]:
    """What calamine raises of a workbook, as the reason that it is rejected for."""
    try:
        yield
    except PasswordError as error:
        raise Rejected("encrypted", "is protected with a password: save it without one") from error
    except _ERRORS as error:
        raise Rejected("broken_table", f"{what}: {error}") from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise Rejected("broken_table", f"{what}: {error}") from error


def read_sheet(rows: Sequence[Sequence[Any]], name: str, source: Source) -> Iterator[Outcome]:
    """Documents of a table of cells: a row each below the names of fields, else one article in all.

    Raises:
        Rejected: no_text, missing_field, addresses_only.
    """
    if not rows:
        raise Rejected("no_text", "is an empty sheet")
    number = header_row(rows, source.settings.fields)
    if number is not None:
        yield from _table(rows, number, source)
    elif (record := upright_record(rows, source)) is not None:
        yield document_from_record(record, source.uri, source.settings, lambda: as_bytes(record))
    elif (named := recognise_columns(rows)) is not None:
        width = max(map(len, rows))
        names = [named.get(place, "") for place in range(width)]
        yield from _table([names, *(rows if is_nameless(rows, named) else rows[1:])], 0, source)
    elif holds_articles(rows):
        raise no_text_field({str(cell): "" for cell in rows[0]})
    else:
        yield _article(rows, name, source)


def _table(rows: Sequence[Sequence[Any]], number: int, source: Source) -> Iterator[Outcome]:
    names = [str(cell).strip() for cell in rows[number]]
    body = rows[number + 1 :]
    check_header([name for name in names if name], body[:1], source.settings.fields)
    dates = date_columns(names, source)
    learn_dates(dates, body)
    for place, row in enumerate(body, 1):
        uri = f"{source.uri}#{place}"
        if any(cell not in ("", None) for cell in row[len(names) :]):
            reason = Rejected("broken_table", f"has more than the header's {len(names)} cells")
            yield reject(uri, reason, as_bytes(list(row)))
            continue
        cells = [*row[: len(names)], *[""] * (len(names) - len(row))]
        yield document_of_row(names, cells, dates, uri, source)
    yield from date_complaints(dates, source)


def upright_record(rows: Sequence[Sequence[Any]], source: Source) -> dict[str, Any] | None:
    """A record whose fields are below each other: names in the first column, values in the second."""
    pairs = {str(row[0]).strip(" :"): row[1] for row in rows if len(row) > 1 and row[0] not in ("", None)}
    return pairs if len(pairs) > 1 and has_body(pairs, source.settings.fields) else None


def _article(rows: Sequence[Sequence[Any]], name: str, source: Source) -> Outcome:
    """A sheet without names of fields: its cells, one below the other, if they are prose."""
    lines = [" ".join(str(cell).strip() for cell in row if cell not in ("", None)) for row in rows]
    text = "\n\n".join(line for line in lines if line)
    if any(str(cell).startswith(("http://", "https://")) for row in rows[:50] for cell in row):
        raise addresses_only()
    if len(text) < MIN_ARTICLE or not any(map(_is_prose, lines)):
        raise no_text_field({str(cell): "" for cell in rows[0]})
    metadata = metadata_of(source.metadata, source.settings.fields)
    first = lines[0]
    title = first if len(lines) > 1 and len(first) < 200 else name
    dated = next(filter(None, (date_line(line, MAX_DATE_LINE) for line in lines[1:HEAD_LINES])), None)
    told_day = {"published_at": dated} if dated else {}
    return RawDocument(
        encode_text(text), "text/plain", source.uri, {"title": title, **told_day, **metadata}, None, "utf-8"
    )


def _is_prose(line: str) -> bool:
    return is_sentence(line) or len(line) >= MIN_ARTICLE // 2
