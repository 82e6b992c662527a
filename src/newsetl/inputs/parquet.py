"""Parquet: a document a row."""

import io
from collections.abc import Iterator
from functools import partial
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.fields import check_fields, document_from_record, wanted_names
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
    check_fields(table.schema_arrow.names, source.settings.fields)
    columns = wanted_names(table.schema_arrow.names, source.settings.fields)
    number = 0
    for batch in table.iter_batches(_BATCH_ROWS, columns=columns):
        for record in batch.to_pylist():
            number += 1
            uri = f"{source.uri}#{number}"
            yield document_from_record(record, uri, source.settings, partial(as_bytes, record))


def _check_expansion(source: Source, metadata: pq.FileMetaData, size: int) -> None:
    """Raises Rejected for a file that says itself that it expands further than any honest one."""
    groups = [metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups)]
    limit = min(max(RATIO_FREE_BYTES, source.settings.max_ratio * size), source.settings.max_expanded_bytes)
    if min(groups, default=0) < 0 or sum(groups) > limit:
        raise Rejected("too_large", f"expands to {sum(groups)} bytes from {size}")
