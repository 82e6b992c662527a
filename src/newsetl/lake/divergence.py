"""Compares the snapshot on an object store with the lake here: which one follows from the other, or neither.

Each run adds a row to `runs` and names its snapshot after itself, so that table lists the snapshots that a lake
follows from.
"""

from typing import Literal

import pyarrow.dataset as ds

from newsetl.lake.folder import Lake
from newsetl.lake.parquet import open_files
from newsetl.lake.remote import RemoteSnapshot, shown_snapshot
from newsetl.storage.object_store import ObjectStore
from newsetl.tables import TABLES

Relation = Literal["nothing there", "in step", "behind", "ahead", "diverged"]


def relation(lake: Lake, shown: RemoteSnapshot | None) -> Relation:
    """How the store's snapshot relates to the lake here; it is "behind" after a run that ended before mirroring."""
    if shown is None:
        return "nothing there"
    here = lake.manifest()
    if shown.manifest.snapshot_id == here.snapshot_id:
        return "in step"
    if here.files and shown.manifest.snapshot_id in run_ids(
        open_files(lake.paths("runs"), TABLES["runs"].arrow_schema)
    ):
        return "behind"
    if not here.files or here.snapshot_id in run_ids(shown.dataset("runs")):
        return "ahead"
    return "diverged"


def conflict(lake: Lake, store: ObjectStore) -> str | None:
    """Why this lake must not replace what the store shows, and what to do, in one line; None if it may."""
    shown = shown_snapshot(store)
    found = relation(lake, shown)
    if shown is None or found not in ("ahead", "diverged"):
        return None
    here = lake.manifest().snapshot_id
    there = f"{store.root} shows run {shown.manifest.snapshot_id} of another machine"
    if found == "ahead":
        return f"{there}, newer than {here} here: bring it here with `newsetl restore`, then run again"
    return (
        f"{there}, and it lacks run {here} of this one: `newsetl restore` into another --data-dir and run there what "
        "was run here, or let this one take its place with `newsetl mirror --replace`"
    )


def run_ids(runs: ds.Dataset) -> set[str]:
    """Ids of the runs that a lake follows from, by its table `runs`."""
    return set(runs.to_table(columns=["run_id"])["run_id"].to_pylist())
