"""Snapshots: staged beside the published one with unchanged files shared, then published by one switch."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsetl.lake.files import write_file
from newsetl.lake.folder import Lake, schema_of
from newsetl.lake.history import next_number
from newsetl.lake.manifest import DataFile, Delta, Manifest, write_staged
from newsetl.lake.parquet import lacks_columns, read_table
from newsetl.lake.purging import Gone, purged_file
from newsetl.lake.verifying import verify
from newsetl.storage.durable import make_folders
from newsetl.tables import ANNOTATION_TABLES, PUBLISHED_MARTS, TABLES, schema_version

SMALL_FILE_BYTES = 50_000_000
MERGED_BYTES = 200_000_000
LARGE_FILE_BYTES = 250_000_000  # no file is larger, so that a correction never rewrites more than this
SMALL_FILES = 8  # more small files than this in one partition are merged into one
MONTHS_AT_ONCE = 4
UNKNOWN_MONTH = "unknown"
DOCUMENT_TABLES = ("quarantine", "inputs")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changes in the lake.

    Args:
        added: new rows by table; a name that starts with "_" is state of ours that no reader needs.
        superseded, replaced, reannotated, retried, rewritten: rows that go, as `Delta` says.
        gone: articles that are removed for good, which no delta lists; nothing else changes then.
    """

    added: Mapping[str, pa.Table]
    superseded: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    reannotated: frozenset[str] = frozenset()
    retried: frozenset[str] = frozenset()
    rewritten: frozenset[str] = frozenset()
    gone: Gone | None = None

    def delta(self, files: Iterable[DataFile]) -> Delta:
        """The changes as the manifest lists them, with the files that the added rows were written to."""
        return Delta(
            files=tuple(sorted(file.path for file in files)),
            superseded=tuple(sorted(self.superseded)),
            replaced=tuple(sorted(self.replaced)),
            reannotated=tuple(sorted(self.reannotated)),
            retried=tuple(sorted(self.retried)),
            rewritten=tuple(sorted(self.rewritten)),
        )


def stage_snapshot(lake: Lake, run_id: str, changes: Changes) -> Manifest:
    """Builds the folder of the snapshot that follows the published one; readers do not see it yet.

    Every file in it has all the declared columns: those that an older newsetl wrote are rewritten, once. Marts are not
    carried over: they follow from the other tables, and are rebuilt before the snapshot is published.
    """
    base = lake.manifest()
    target = lake.snapshot(run_id)
    shutil.rmtree(target, ignore_errors=True)
    make_folders(target)
    kept: list[DataFile] = []
    added: list[DataFile] = []
    for table in sorted(
        {*TABLES, *changes.added, *(file.table for file in base.files)} - PUBLISHED_MARTS.keys()
    ):
        carried = (_carry(lake, base, target, file, changes) for file in base.of(table))
        kept += _compact(target, [file for file in carried if file is not None])
        added += _write_months(target, table, changes.added.get(table))
    files = tuple(sorted(kept + added))
    manifest = Manifest(
        run_id, base.snapshot_id, schema_version(), files, changes.delta(added), next_number(lake)
    )
    write_staged(target, manifest, known=base.files)
    return manifest


def _carry(lake: Lake, base: Manifest, target: Path, file: DataFile, changes: Changes) -> DataFile | None:
    """Takes a file over: linked where no row changes, rewritten where some do, None where none is left."""
    if file.table in changes.rewritten:
        return None
    source = lake.snapshot(base.snapshot_id) / file.path
    gone, outdated = _affected(file.table, changes)
    if gone or outdated:
        column = "document_id" if file.table in DOCUMENT_TABLES else "article_id"
        ids = pa.array(sorted(gone | outdated), pa.string())
        present = pq.read_table(source, columns=[column], partitioning=None)[column]
        hits = pc.is_in(present, value_set=ids)
        if pc.any(hits).as_py():
            table = _read_verified(lake.snapshot(base.snapshot_id), file)
            table = table.filter(pc.invert(hits)) if gone else _outdate(table, hits)
            return write_file(target, file.table, file.month, table) if table.num_rows else None
    if _is_older(base, file, source):
        table = _read_verified(lake.snapshot(base.snapshot_id), file)
        return write_file(target, file.table, file.month, table)
    if changes.gone is not None:
        verify(lake.snapshot(base.snapshot_id), [file])
        purged = purged_file(lake.snapshot(base.snapshot_id), target, file, changes.gone)
        if purged != file:
            return purged
    link = target / file.path
    link.parent.mkdir(parents=True, exist_ok=True)
    os.link(source, link)
    return file


def _read_verified(folder: Path, file: DataFile) -> pa.Table:
    """Rows of a declared table's file that are about to be rewritten, under a new hash."""
    verify(folder, [file])
    return read_table([folder / file.path], TABLES[file.table].arrow_schema)


def _is_older(base: Manifest, file: DataFile, source: Path) -> bool:
    """True for a file that lacks declared columns: BI tools take one file's columns for those of all."""
    may_be = base.schema_version != schema_version() and file.table in TABLES
    return may_be and lacks_columns(source, TABLES[file.table].arrow_schema)


def _affected(table: str, changes: Changes) -> tuple[frozenset[str], frozenset[str]]:
    """Ids whose rows go from a table, and ids whose rows are no longer current."""
    if table in ANNOTATION_TABLES:
        again = changes.reannotated if table in changes.replaced else frozenset()
        return changes.superseded | again, frozenset()
    if table == "machine_rows":
        return changes.superseded | changes.reannotated, frozenset()
    if table == "articles":
        return (changes.reannotated if table in changes.replaced else frozenset()), changes.superseded
    return (changes.retried if table in DOCUMENT_TABLES else frozenset()), frozenset()


def _outdate(articles: pa.Table, hits: pa.ChunkedArray) -> pa.Table:
    index = articles.schema.get_field_index("is_current")
    current = pc.and_(articles["is_current"], pc.invert(hits))
    return articles.set_column(index, articles.schema.field(index), current)


def _write_months(target: Path, table: str, rows: pa.Table | None) -> list[DataFile]:
    if rows is None or rows.num_rows == 0:
        return []
    months = _months(rows)

    def write(month: str) -> list[DataFile]:
        return _write_parts(target, table, month, rows.filter(pc.equal(months, month)))

    # Arrow encodes without holding the interpreter; of what is large one month at a time fills the memory enough.
    with ThreadPoolExecutor(MONTHS_AT_ONCE if rows.nbytes < MERGED_BYTES else 1) as threads:
        return [file for written in threads.map(write, sorted(set(months.to_pylist()))) for file in written]


def _months(rows: pa.Table) -> pa.Array:
    """'YYYY-MM' or 'unknown' for each row, by its published day."""
    months = pa.array([None] * rows.num_rows, pa.string())
    for column in ("published_date", "published_at"):  # articles of older archives lack the first
        if column in rows.column_names:
            months = pc.coalesce(months, pc.strftime(rows[column], format="%Y-%m"))
    return pc.fill_null(months, UNKNOWN_MONTH)


def _write_parts(target: Path, table: str, month: str, rows: pa.Table) -> list[DataFile]:
    """Writes rows of one month as one file, or as several where it would become too large."""
    file = write_file(target, table, month, rows)
    if file.bytes <= LARGE_FILE_BYTES:
        return [file]
    (target / file.path).unlink()
    step = -(-rows.num_rows // -(-file.bytes // MERGED_BYTES))
    return [
        write_file(target, table, month, rows.slice(first, step)) for first in range(0, rows.num_rows, step)
    ]


def _compact(target: Path, files: Iterable[DataFile]) -> list[DataFile]:
    """Merges the small files of each partition once there are too many of them."""
    partitions: dict[tuple[str, str], list[DataFile]] = defaultdict(list)
    for file in files:
        partitions[file.table, file.month].append(file)
    result: list[DataFile] = []
    for members in partitions.values():
        small = [file for file in members if file.bytes < SMALL_FILE_BYTES]
        if len(small) > SMALL_FILES:
            result += [file for file in members if file.bytes >= SMALL_FILE_BYTES]
            result += [_merge(target, group) for group in _groups(small)]
        else:
            result += members
    return result


def _groups(files: Iterable[DataFile]) -> Iterator[list[DataFile]]:
    """Files in groups of up to MERGED_BYTES together."""
    group: list[DataFile] = []
    for file in files:
        if group and sum(member.bytes for member in group) + file.bytes > MERGED_BYTES:
            yield group
            group = []
        group.append(file)
    if group:
        yield group


def _merge(target: Path, files: Sequence[DataFile]) -> DataFile:
    verify(target, files)
    paths = [target / file.path for file in files]
    merged = read_table(paths, schema_of(files[0].table, paths))
    for path in paths:
        path.unlink()
    return write_file(target, files[0].table, files[0].month, merged)
