"""Taking articles out of a lake for good: out of the current snapshot by a new one, out of the kept ones in place."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsetl.lake.files import write_file
from newsetl.lake.folder import Lake
from newsetl.lake.manifest import MANIFEST, DataFile, Delta, Manifest, manifest_text
from newsetl.lake.verifying import fault_of
from newsetl.storage.durable import sync_files, sync_tree, write_durably
from newsetl.tables import PUBLISHED_MARTS

TOMBSTONES = "_removed"  # state: which articles were removed, from which documents, when, by whom and why
REMOVED = "removed"
LEDGER = "inputs"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gone:
    """What is taken out: articles with all that was made of them, and what the ledger says of their documents."""

    articles: frozenset[str]
    documents: frozenset[str]

    def without(self, table: str, rows: pa.Table) -> pa.Table:
        """The rows that stay; the ledger keeps which documents were read, and nothing of what they were."""
        if table == TOMBSTONES:
            return rows
        if table == LEDGER:
            return self._blanked(rows)
        for column, ids in (("article_id", self.articles), ("document_id", self.documents)):
            if column in rows.column_names:
                hits = pc.is_in(rows[column], value_set=pa.array(sorted(ids), pa.string()))
                rows = rows.filter(pc.invert(pc.fill_null(hits, fill_value=False)))
        return rows

    def _blanked(self, rows: pa.Table) -> pa.Table:
        hits = pc.is_in(rows["document_id"], value_set=pa.array(sorted(self.documents), pa.string()))
        for name, value in (("raw_uri", REMOVED), ("raw_sha256", None), ("outcome", REMOVED)):
            index = rows.schema.get_field_index(name)
            blank = pc.if_else(hits, pa.scalar(value, pa.string()), rows[name])
            rows = rows.set_column(index, rows.schema.field(index), blank)
        return rows


def tombstones(lake: Lake) -> pa.Table:
    """What was removed: article_id, document_id, by, at, why; a table without columns where nothing was."""
    return lake.read(TOMBSTONES)


def removed_articles(lake: Lake) -> frozenset[str]:
    """Ids of articles that must not come back."""
    known = tombstones(lake)
    return frozenset(known["article_id"].to_pylist()) if known.num_rows else frozenset()


def purged_file(source: Path, target: Path, file: DataFile, gone: Gone) -> DataFile | None:
    """The file that takes a file's place: itself where nothing changes, None where no row stays.

    Args:
        source: folder of the snapshot that holds the file.
        target: folder of the snapshot that the rewritten one is written to.
        file: as a manifest names it.
        gone: what should be taken out.
    """
    rows = pq.read_table(source / file.path, partitioning=None)
    left = gone.without(file.table, rows)
    if left.equals(rows):
        return file
    return write_file(target, file.table, file.month, left) if left.num_rows else None


def purge_snapshot(lake: Lake, manifest: Manifest, gone: Gone) -> Manifest:
    """Takes articles out of a published snapshot; its manifest names all of the old files or all of the new.

    Killed at any moment it leaves a whole snapshot; the next call does the rest. Where rows go, so do the published
    marts that were made of them; they can be rebuilt of what is left. A damaged file goes too, and that is said:
    nobody can tell whom it names.
    """
    folder = lake.snapshot(manifest.snapshot_id)
    rows = [file for file in manifest.files if file.table not in PUBLISHED_MARTS]
    purged_one = (purged_file(folder, folder, file, gone) for file in rows if _is_whole(folder, file))
    kept = [file for file in purged_one if file is not None]
    if set(kept) == set(rows):
        kept = list(manifest.files)
    # What changed since the parent can no longer be found in these files: followers load all of them.
    purged = replace(manifest, files=tuple(sorted(set(kept))), delta=Delta(), parent="")
    if set(kept) != set(manifest.files):
        sync_files(folder / file.path for file in purged.files if file not in set(manifest.files))
        sync_tree(folder)
        write_durably(folder / MANIFEST, manifest_text(purged).encode())
    named = {folder / file.path for file in purged.files}
    for path in folder.rglob("*.parquet"):
        if path not in named:
            path.unlink()
    return purged if set(kept) != set(manifest.files) else manifest


def _is_whole(folder: Path, file: DataFile) -> bool:
    fault = fault_of(folder / file.path, file)
    if fault is not None:
        log.warning("%s: it leaves the kept state %s, because its content is unknown", fault, folder.name)
    return fault is None
