"""Tables: CSV in the dialects that spreadsheets and dumps are written in, and Parquet."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import decode_text, encoding_of
from newsetl.inputs.fields import check_fields, document_from_record, wanted_names
from newsetl.inputs.streams import CHUNK, RATIO_FREE_BYTES, read_lines

TABLE_SUFFIXES = (".csv", ".tsv", ".tab")
PARQUET_MAGIC = b"PAR1"
_DELIMITERS = ",;\t|"
_MAX_COLUMNS = 10_000
_BATCH_ROWS = 64


def read_csv(source: Source) -> Iterator[Outcome]:
    """A document a row; the first row names the fields, the delimiter is found from it.

    A row with more or fewer cells than the first is rejected alone.
    """
    csv.field_size_limit(source.settings.max_document_bytes)
    rows = _rows(source)
    header = next(rows, None)
    if len(header or ()) > _MAX_COLUMNS:
        raise Rejected("broken_table", f"has more than {_MAX_COLUMNS} columns")
    if header is None or not any(cell.strip() for cell in header):
        raise Rejected("broken_table", "has no row that names its fields")
    check_fields(header, source.settings.fields)
    for number, row in enumerate(rows, 1):
        if row:
            yield _document_of_row(header, row, f"{source.uri}#{number}", source)


def _document_of_row(header: list[str], row: list[str], uri: str, source: Source) -> Outcome:
    if len(row) != len(header):
        reason = Rejected("broken_table", f"has {len(row)} cells where the header has {len(header)}")
        return reject(uri, reason, _as_bytes(row))
    record = dict(zip(header, row, strict=True))
    return document_from_record(record, uri, source.settings, lambda: _as_bytes(record))


def _rows(source: Source) -> Iterator[list[str]]:
    """Rows of cells; the last one is kept back until it is known to be whole."""
    lines = _lines(source)
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(_chain(first, lines), delimiter=delimiter, strict=True)
    held: list[str] | None = None
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            if held is not None:
                yield held
            raise Rejected("broken_table", f"line {reader.line_num}: {error}") from error
        if source.stream.failure is not None:
            raise source.stream.failure
        if held is not None:
            yield held
        if row is None:
            return
        held = row


def _lines(source: Source) -> Iterator[str]:
    encoding = encoding_of(source.stream.head(CHUNK))
    is_wide = encoding.startswith("utf-16")
    if is_wide:
        yield from io.StringIO(decode_text(source.stream.read(source.settings.max_record_bytes)), newline="")
        return
    for number, line in enumerate(read_lines(source.stream, source.settings.max_record_bytes), 1):
        if line is None:
            raise Rejected("too_large", f"line {number} is longer than {source.settings.max_record_bytes}")
        try:
            yield (line[3:] if number == 1 and line.startswith(b"\xef\xbb\xbf") else line).decode(encoding)
        except UnicodeDecodeError as error:
            raise Rejected("bad_encoding", f"line {number} is not {encoding}") from error


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def read_parquet(source: Source) -> Iterator[Outcome]:
    """A document a row of a Parquet file, whose columns are its fields."""
    try:
        with seekable(source) as file:
            yield from _read_parquet(source, file)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise Rejected("broken_table", f"is no Parquet file that can be read: {error}") from error


def _read_parquet(source: Source, file: IO[bytes]) -> Iterator[Outcome]:
    table = pq.ParquetFile(file, memory_map=False, pre_buffer=False, buffer_size=CHUNK)
    _check_expansion(source, table.metadata, file.seek(0, io.SEEK_END))
    check_fields(table.schema_arrow.names, source.settings.fields)
    columns = wanted_names(table.schema_arrow.names, source.settings.fields)
    number = 0
    for batch in table.iter_batches(_BATCH_ROWS, columns=columns):
        for record in batch.to_pylist():
            number += 1
            uri = f"{source.uri}#{number}"
            yield document_from_record(record, uri, source.settings, partial(_as_bytes, record))


def _check_expansion(source: Source, metadata: pq.FileMetaData, size: int) -> None:
    """Raises Rejected for a file that says itself that it expands further than any honest one."""
    groups = [metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups)]
    limit = min(max(RATIO_FREE_BYTES, source.settings.max_ratio * size), source.settings.max_expanded_bytes)
    if min(groups, default=0) < 0 or sum(groups) > limit:
        raise Rejected("too_large", f"expands to {sum(groups)} bytes from {size}")


def seekable(source: Source) -> IO[bytes]:
    """A file that can be read at any place: the source's own, or a temporary copy on disk.

    Raises:
        Rejected: the copy would be larger than a member may be, or the stream breaks off.
    """
    if source.path is not None:
        return open(source.path, "rb")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    size = 0
    while data := source.stream.read(CHUNK):
        size += len(data)
        if size > source.settings.max_member_bytes:
            copy.close()
            raise Rejected("too_large", f"holds more than {source.settings.max_member_bytes} bytes")
        copy.write(data)
    if source.stream.failure is not None:
        copy.close()
        raise source.stream.failure
    copy.seek(0)
    return copy


def _as_bytes(record: Mapping[str, Any] | list[str]) -> bytes:
    return json.dumps(record, default=str).encode("ascii")
