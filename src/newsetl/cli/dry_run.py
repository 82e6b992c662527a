"""The output of `newsetl backfill --dry-run`."""

from datetime import date

import typer

from newsetl.cli.progress import progress_shown
from newsetl.cli.tables import print_table, terminal
from newsetl.lake import Lake
from newsetl.settings import Settings
from newsetl.stages.dry_run import dry_run_backfill

SHOWN = ("change", "published_date", "outlet", "was", "is_now", "surface")
MOST = 20


def print_dry_run(settings: Settings, size: int, first: date | None, last: date | None) -> None:
    """Prints what the installed extractors would change in a sample; nothing is written."""
    with progress_shown("annotating a sample"):
        found = dry_run_backfill(Lake(settings.data_dir / "lake"), size, first, last)
    typer.echo(f"{found.articles:,} of {found.of:,} articles were tried; nothing was written")
    rows = [(each.table, each.before, each.after, each.alike) for each in found.tables]
    print_table(terminal(), None, ("table", "rows now", "rows then", "alike"), rows)
    if found.figures:
        wanted = [found.columns.index(name) for name in SHOWN]
        shown = [[row[place] for place in wanted] for row in found.figures[:MOST]]
        print_table(terminal(), f"{len(found.figures):,} figures would change", SHOWN, shown)
    if found.failed:
        typer.echo(f"{found.failed} articles met a bug", err=True)
