"""The last stage: the HTML report of what is published, with what the checks found."""

from collections.abc import Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.report import shown_snapshot, write_report
from newsetl.settings import Settings
from newsetl.stages.auditing import findings
from newsetl.stages.sharing_out import shared
from newsetl.stages.workers import Call, worker_processes
from newsetl.warehouse import is_as_declared, run_checks
from newsetl.warehouse.checks import all_checks

EVIDENCE_PAGES = 5000
PAGES_AT_ONCE = 300  # each time a worker opens the database and looks through its tables
FOLDER = "reports"


def report(
    settings: Settings,
    *,
    reference: Path | None = None,
    evidence: int | None = EVIDENCE_PAGES,
    found: Mapping[str, int] | None = None,
    call: Call | None = None,
) -> Path:
    """Writes reports/ of the data directory and returns its index.html.

    Args:
        settings: of the data directory, whose news.duckdb must exist.
        reference: CSV of recorded strengths (year, month, iso3, troops) to draw beside what was reported.
        evidence: most articles that get a page of their own; None for all.
        found: how many rows each check finds, where that is known; else they are run.
        call: to worker processes; some are started where there is none.

    Raises:
        UserError: an older newsetl built the database.
    """
    database = settings.data_dir / "news.duckdb"
    if not is_as_declared(database):
        raise UserError(
            f"{database} was built by an older newsetl: `newsetl run INPUT…` brings it up to date, also without news"
        )
    if found is None:
        found = {finding.check: finding.count for finding in run_checks(database, everything=False)}
    checks = [(check.name, check.comment, found.get(check.name, 0)) for check in all_checks()]
    folder = settings.data_dir / FOLDER
    shown = shown_snapshot(folder, settings.quoted_words)
    with worker_processes(settings.workers) if call is None else nullcontext(call) as workers:
        return write_report(
            database,
            folder,
            evidence_limit=evidence,
            checks=checks,
            reference=reference,
            quoted_words=settings.quoted_words,
            audits=findings(settings.data_dir),
            touched=_touched_since(Lake(settings.data_dir / "lake"), shown),
            shared=partial(shared, call=workers, workers=settings.workers, together=PAGES_AT_ONCE),
        )


def is_shown(settings: Settings, snapshot_id: str) -> bool:
    """True if the report of the data directory shows a snapshot, and this newsetl would make the same."""
    return shown_snapshot(settings.data_dir / FOLDER, settings.quoted_words) == snapshot_id


def _touched_since(lake: Lake, snapshot_id: str | None) -> frozenset[str] | None:
    """Articles whose rows changed since a snapshot; None where the kept states do not say.

    New articles are not among them: no page shows them yet.
    """
    manifest = lake.manifest()
    touched: set[str] = set()
    if snapshot_id is None:
        return None
    kept = {state.snapshot_id: state for state in published(lake)}
    while manifest.snapshot_id != snapshot_id:
        parent = kept.get(manifest.parent)
        if parent is None:
            return None
        touched.update(manifest.delta.superseded, manifest.delta.reannotated)
        manifest = parent
    return frozenset(touched)
