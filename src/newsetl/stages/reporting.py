"""The last stage: the HTML report of what is published, with what the checks found."""

from pathlib import Path

from newsetl.report import write_report
from newsetl.settings import Settings
from newsetl.warehouse import run_checks
from newsetl.warehouse.checks import all_checks

EVIDENCE_PAGES = 5000


def report(
    settings: Settings, *, reference: Path | None = None, evidence: int | None = EVIDENCE_PAGES
) -> Path:
    """Writes reports/ of the data directory and returns its index.html.

    Args:
        settings: tells the data directory, whose news.duckdb must exist.
        reference: CSV of recorded strengths (year, month, iso3, troops) to draw beside what was reported.
        evidence: most articles that get a page of their own; None for all.
    """
    database = settings.data_dir / "news.duckdb"
    found = {finding.check: finding.count for finding in run_checks(database, everything=False)}
    checks = [(check.name, check.comment, found.get(check.name, 0)) for check in all_checks()]
    folder = settings.data_dir / "reports"
    return write_report(database, folder, evidence_limit=evidence, checks=checks, reference=reference)
