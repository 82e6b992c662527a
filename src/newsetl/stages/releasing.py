"""Publishes a staged snapshot with its database."""

import shutil
from pathlib import Path

from newsetl.errors import CheckFailed
from newsetl.lake import Manifest, publish_snapshot
from newsetl.replicas.delta import follow_lake
from newsetl.stages.aliases import source_aliases
from newsetl.stages.run_context import RunContext
from newsetl.warehouse import build_database, put_in_place, run_checks
from newsetl.warehouse.published_marts import with_marts
from newsetl.warehouse.working_copy import is_worth_keeping

BESIDE = ".news.duckdb.next"


def release(run: RunContext, manifest: Manifest, *, from_nothing: bool = False) -> None:
    """Loads and checks a staged snapshot, then makes it and its database the published ones.

    Args:
        run: the run that staged it.
        manifest: the staged snapshot's.
        from_nothing: True loads all of it, so that no page of the last database is left in the new one.
    """
    base = run.data_dir / ".none" if from_nothing else run.database
    beside = build_beside(run, manifest, base)
    findings = run_checks(beside, everything=False)
    if findings:
        run.staging.mkdir(parents=True, exist_ok=True)
        beside.replace(run.staging / "refused.duckdb")
        shutil.rmtree(run.lake.snapshot(manifest.snapshot_id))
        raise CheckFailed("nothing was published: " + "\n".join(str(finding) for finding in findings))
    publish_snapshot(run.lake, with_marts(run.lake, manifest, beside), run.settings.keep_snapshots)
    put_in_place(beside, run.database, keep_spare=not from_nothing and is_worth_keeping(run.database))
    follow(run)
    shutil.rmtree(run.staging, ignore_errors=True)


def build_beside(run: RunContext, manifest: Manifest, base: Path) -> Path:
    """The database of a snapshot, with the user's aliases and borders, beside the published one."""
    beside, borders = run.data_dir / BESIDE, run.settings.borders
    return build_database(run.lake, manifest, base, beside, source_aliases(run), borders)


def follow(run: RunContext) -> None:
    """Publishes the Delta tables too, where the settings say so."""
    if run.settings.delta:
        follow_lake(run.data_dir)
