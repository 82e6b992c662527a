"""A staged snapshot -> a new database, checked, and both put in place; or what a killed run left, repaired."""

import logging
import shutil
from pathlib import Path

from newsetl.copies.delta import follow_lake
from newsetl.errors import CheckFailed
from newsetl.lake import Manifest, publish_snapshot
from newsetl.lake.compatibility import require_readable
from newsetl.lake.history import drop_unpublished, repair
from newsetl.stages.aliases import source_aliases
from newsetl.stages.run import RunContext
from newsetl.warehouse import build_database, database_snapshot, put_in_place, run_checks
from newsetl.warehouse.database_link import disturbance
from newsetl.warehouse.published_marts import with_marts
from newsetl.warehouse.working_copy import copy_unchanged, is_worth_keeping

BESIDE = ".news.duckdb.next"
log = logging.getLogger(__name__)


def release(run: RunContext, manifest: Manifest, *, from_nothing: bool = False) -> None:
    """Loads and checks a staged snapshot, then makes it and its database the published ones.

    Args:
        run: the run that staged it.
        manifest: the staged snapshot's.
        from_nothing: True loads all of it, so that no page of the last database is left in the new one.
    """
    base = run.data_dir / ".none" if from_nothing else run.database
    beside = _built(run, manifest, base)
    findings = run_checks(beside, everything=False)
    if findings:
        run.staging.mkdir(parents=True, exist_ok=True)
        beside.replace(run.staging / "refused.duckdb")
        shutil.rmtree(run.lake.snapshot(manifest.snapshot_id))
        raise CheckFailed("nothing was published: " + "\n".join(str(finding) for finding in findings))
    publish_snapshot(run.lake, with_marts(run.lake, manifest, beside), run.settings.keep_snapshots)
    put_in_place(beside, run.database, keep_spare=not from_nothing and is_worth_keeping(run.database))
    _follow(run)
    shutil.rmtree(run.staging, ignore_errors=True)


def _built(run: RunContext, manifest: Manifest, base: Path) -> Path:
    """The database of a snapshot, with the user's aliases and borders, beside the published one."""
    beside, borders = run.data_dir / BESIDE, run.settings.borders
    return build_database(run.lake, manifest, base, beside, source_aliases(run), borders)


def recover(run: RunContext) -> None:
    """Brings the database to the published snapshot where a killed run had switched only the lake.

    Before that, a damaged snapshot makes way for the newest whole one, and that is said. A database that another
    program has written to is restored: what it wrote is left behind.
    """
    said = repair(run.lake)
    if said is not None:
        log.warning("%s", said)
    manifest = run.lake.manifest()
    require_readable(run.lake.snapshot(manifest.snapshot_id), manifest)
    is_behind = database_snapshot(run.database) != manifest.snapshot_id
    if manifest.files and (is_behind or disturbance(run.database)):
        beside = run.data_dir / BESIDE
        if is_behind or not copy_unchanged(run.database, beside):
            _built(run, manifest, run.database)
        put_in_place(beside, run.database)
    drop_unpublished(run.lake)
    if manifest.files:
        _follow(run)


def _follow(run: RunContext) -> None:
    if run.settings.delta:
        follow_lake(run.data_dir)
