"""Looks up the stored stories that new articles may belong to, without loading the whole state.

An archive of ten million articles keeps 18 GB of signatures and samples. A run reads the signatures once, piece by
piece, and keeps the few rows that share a band with one of its articles: the index over these finds what one over all
finds.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsetl.articles.fingerprints import PERMUTATIONS, Fingerprint, keys_of_many
from newsetl.articles.stories import MAX_HELD, SCHEMA, StoryIndex

AT_ONCE = 32_768  # rows
SIEVE_BITS = 24  # of a key: most keys that are not wanted are skipped by one look into a table of 16 MB
Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


def index_for(paths: Sequence[Path], prints: Sequence[Fingerprint], ids: Collection[str]) -> StoryIndex:
    """An index that finds the story of each of some articles as one over all rows would.

    Args:
        paths: the files of the state, oldest rows first.
        prints: fingerprints of the articles that will be assigned.
        ids: their ids, and those that they may get.
    """
    if not paths or not prints:
        return StoryIndex()
    wanted = np.unique(keys_of_many(np.stack([found.signature for found in prints])))
    numbers = pa.array(sorted(ids), pa.string())
    hits = [_hits(path, wanted, numbers) for path in paths]
    starts = np.cumsum([0, *(pq.read_metadata(path).num_rows for path in paths)])
    keys = np.concatenate([found for found, _, _ in hits])
    rows = np.concatenate([start + row for start, (_, row, _) in zip(starts, hits, strict=False)])
    named = np.concatenate([start + row for start, (_, _, row) in zip(starts, hits, strict=False)])
    chosen = np.unique(np.concatenate([_newest(keys, rows), named]))
    tables = [
        _read(path, chosen[(chosen >= start) & (chosen < end)] - start)
        for path, start, end in zip(paths, starts, starts[1:], strict=False)
    ]
    return StoryIndex.from_table(pa.concat_tables(tables))


def _hits(path: Path, wanted: Keys, ids: pa.Array) -> tuple[Keys, Numbers, Numbers]:
    """Wanted keys of a file's rows with the numbers of these rows, and the numbers of rows with wanted ids."""
    sieve = np.zeros(1 << SIEVE_BITS, dtype=np.bool_)
    sieve[(wanted >> np.uint64(64 - SIEVE_BITS)).astype(np.int64)] = True
    keys, rows, named, first = [np.empty(0, np.uint64)], [np.empty(0, np.int64)], [np.empty(0, np.int64)], 0
    columns = ["article_id", "signature"]
    for batch in pq.ParquetFile(path).iter_batches(batch_size=AT_ONCE, columns=columns):
        of_batch = keys_of_many(_signatures(batch.column("signature")))
        places = np.flatnonzero(sieve[(of_batch >> np.uint64(64 - SIEVE_BITS)).astype(np.int64)])
        found = of_batch.ravel()[places]
        is_wanted = np.isin(found, wanted)
        keys.append(found[is_wanted])
        rows.append(first + places[is_wanted] // of_batch.shape[1])
        known = pc.is_in(batch.column("article_id"), value_set=ids)
        named.append(first + np.flatnonzero(known.to_numpy(zero_copy_only=False)))
        first += batch.num_rows
    return np.concatenate(keys), np.concatenate(rows), np.concatenate(named)


def _signatures(column: pa.Array) -> npt.NDArray[np.uint32]:
    _, offsets, data = column.buffers()
    first = int(np.frombuffer(offsets, np.int32)[column.offset])
    count = len(column) * PERMUTATIONS
    return np.frombuffer(data, np.uint32, count, first).reshape(-1, PERMUTATIONS)


def _newest(keys: Keys, rows: Numbers) -> Numbers:
    """Of the rows that share a key the newest that the index would hold; what hundreds share is a form."""
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    ends = np.searchsorted(keys, keys, side="right")
    newest: Numbers = rows[ends - np.arange(len(keys)) <= MAX_HELD + 1]
    return newest


def _read(path: Path, rows: Numbers) -> pa.Table:
    """Some rows of a file, in their order, read from the row groups that hold them."""
    file = pq.ParquetFile(path)
    found = list(_batches(file, rows)) if len(rows) else []
    return pa.Table.from_batches(found, SCHEMA)


def _batches(file: pq.ParquetFile, rows: Numbers) -> Iterator[pa.RecordBatch]:
    first = 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        if np.any((rows >= first) & (rows < first + count)):
            at = first
            for batch in file.iter_batches(batch_size=AT_ONCE, row_groups=[group], columns=SCHEMA.names):
                wanted = rows[(rows >= at) & (rows < at + batch.num_rows)] - at
                at += batch.num_rows
                if len(wanted):
                    yield batch.take(pa.array(wanted)).select(SCHEMA.names).cast(SCHEMA)
        first += count
