"""Parquet: a document a row."""

import io
from collections.abc import Iterator, Mapping
from functools import partial
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.field_names import names_of_facts
from newsetl.inputs.fields import check_fields, document_from_record, has_body, wanted_names
from newsetl.inputs.nested_records import innermost
from newsetl.inputs.rows import as_bytes
from newsetl.inputs.seeking import seekable
from newsetl.inputs.streams import CHUNK, RATIO_FREE_BYTES

PARQUET_MAGIC = b"PAR1"
_BATCH_ROWS = 64


def read_parquet(source: Source) -> Iterator[Outcome]:
    """A document a row of a Parquet file, whose columns are its fields."""
    try:
        with seekable(source) as file:
            yield from _read_parquet(source, file)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise Rejected("broken_table", f"is not a readable Parquet file: {error}") from error


def _read_parquet(source: Source, file: IO[bytes]) -> Iterator[Outcome]:
    table = pq.ParquetFile(file, memory_map=False, pre_buffer=False, buffer_size=CHUNK)
    _check_expansion(source, table.metadata, file.seek(0, io.SEEK_END))
    fields = source.settings.fields
    columns = _columns(table.schema_arrow, fields)
    number = 0
    for batch in table.iter_batches(_BATCH_ROWS, columns=columns):
        for record in batch.to_pylist():
            number += 1
            uri = f"{source.uri}#{number}"
            whole = (not has_body(record, fields) and innermost(record, fields)) or record
            yield document_from_record(whole, uri, source.settings, partial(as_bytes, record))


def _columns(schema: pa.Schema, fields: Mapping[str, str]) -> list[str]:
    """The columns to read: those known by name, records with facts, and with the text where no column has it.

    Raises:
        Rejected: missing_field, listing the columns.
    """
    records = [field.name for field in schema if pa.types.is_struct(field.type)]
    has_text = has_body(dict.fromkeys(set(schema.names) - set(records), ""), fields)
    if has_text or not records:
        check_fields(schema.names, fields)
    inner = [
        name for name in schema.names if name in (() if has_text else records) or name in names_of_facts()
    ]
    return list(dict.fromkeys([*wanted_names(schema.names, fields), *inner]))


def _check_expansion(source: Source, metadata: pq.FileMetaData, size: int) -> None:
    """Raises Rejected for a file that says itself that it expands further than any honest one."""
    groups = [metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups)]
    limit = min(max(RATIO_FREE_BYTES, source.settings.max_ratio * size), source.settings.max_expanded_bytes)
    if min(groups, default=0) < 0 or sum(groups) > limit:
        raise Rejected("too_large", f"expands to {sum(groups)} bytes from {size}")
