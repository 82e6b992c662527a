"""The last stage: the HTML report of what is published, with what the checks found."""

from pathlib import Path

from newsetl.errors import UserError
from newsetl.report import write_report
from newsetl.settings import Settings
from newsetl.warehouse import is_as_declared, run_checks
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

    Raises:
        UserError: an older newsetl built the database.
    """
    database = settings.data_dir / "news.duckdb"
    if not is_as_declared(database):
        raise UserError(
            f"{database} was built by an older newsetl: `newsetl run INPUT…` brings it up, also without news"
        )
    found = {finding.check: finding.count for finding in run_checks(database, everything=False)}
    checks = [(check.name, check.comment, found.get(check.name, 0)) for check in all_checks()]
    folder = settings.data_dir / "reports"
    return write_report(
        database,
        folder,
        evidence_limit=evidence,
        checks=checks,
        reference=reference,
        quoted_words=settings.quoted_words,
    )
