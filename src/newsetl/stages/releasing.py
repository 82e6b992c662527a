"""A staged snapshot -> a new database, checked, and both put in place; or what a killed run left, mended."""

import shutil

from newsetl.errors import CheckFailed
from newsetl.lake import Lake, Manifest, publish_snapshot
from newsetl.stages.run import RunContext
from newsetl.warehouse import build_database, database_snapshot, put_in_place, run_checks
from newsetl.warehouse.load import copy_unchanged
from newsetl.warehouse.placing import disturbance

BESIDE = ".news.duckdb.next"


def release(run: RunContext, manifest: Manifest) -> None:
    """Loads and checks a staged snapshot, then makes it and its database the published ones."""
    beside = build_database(run.lake, manifest, run.database, run.data_dir / BESIDE)
    findings = run_checks(beside, everything=False)
    if findings:
        run.staging.mkdir(parents=True, exist_ok=True)
        beside.replace(run.staging / "refused.duckdb")
        shutil.rmtree(run.lake.snapshot(manifest.snapshot_id))
        raise CheckFailed("nothing was published: " + "\n".join(str(finding) for finding in findings))
    publish_snapshot(run.lake, manifest, run.settings.keep_snapshots)
    put_in_place(beside, run.database)
    shutil.rmtree(run.staging, ignore_errors=True)


def recover(run: RunContext) -> None:
    """Brings the database to the published snapshot where a killed run had switched only the lake.

    So too where another program has written to it: what it wrote is left behind.
    """
    manifest = run.lake.manifest()
    is_behind = database_snapshot(run.database) != manifest.snapshot_id
    if manifest.files and (is_behind or disturbance(run.database)):
        beside = run.data_dir / BESIDE
        if is_behind or not copy_unchanged(run.database, beside):
            build_database(run.lake, manifest, run.database, beside)
        put_in_place(beside, run.database)
    _drop_unpublished(run.lake, manifest)


def _drop_unpublished(lake: Lake, manifest: Manifest) -> None:
    """Removes snapshots that a killed run staged and never published: the ones newer than the current one."""
    folder = lake.folder / "snapshots"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name > manifest.snapshot_id or not manifest.files:
            shutil.rmtree(path)
