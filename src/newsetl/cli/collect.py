"""`newsetl collect`: feeds and news sitemaps into the raw store."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.progress import progress_shown
from newsetl.cli.tables import cell, print_table
from newsetl.errors import UserError
from newsetl.inputs.collect import CollectSettings, CollectSummary
from newsetl.inputs.collect import collect as collect_articles
from newsetl.settings import load_settings
from newsetl.stages.progress import report_progress


def collect(
    feeds: Annotated[
        Path | None, typer.Argument(metavar="FEEDS.toml", help="The feeds and sitemaps to poll.")
    ] = None,
    urls: Annotated[
        Path | None,
        typer.Option(
            "--urls", help="Addresses to fetch: one a line, or a table such as GDELT's or Media Cloud's."
        ),
    ] = None,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Poll feeds and news sitemaps and keep the articles that they name; `newsetl run` then reads them.

    Example: newsetl collect feeds.toml && newsetl run data/raw/collected   ·   newsetl collect --urls list.txt
    """
    if feeds is None and urls is None:
        raise UserError("name what to collect: newsetl collect FEEDS.toml, or newsetl collect --urls FILE")
    settings = load_settings(config, data_dir=data_dir)
    wanted = CollectSettings(data_dir=settings.data_dir, allowed_hosts=settings.allowed_hosts)
    with progress_shown("asking feeds"):
        summary = collect_articles(
            feeds, wanted, lambda step: report_progress(step.stage, step.done, step.total), urls
        )
    _show(Console(highlight=False), summary)


def _show(console: Console, summary: CollectSummary) -> None:
    console.print(
        f"feeds {summary.feeds} ({summary.unchanged} unchanged) · found {summary.found} · "
        f"fetched {summary.fetched} · waiting {summary.waiting}"
    )
    for archive in summary.archives:
        console.print(cell(archive))
    failures = [
        (f.url, f.reason_code, f.detail, "next run" if f.will_retry else "no") for f in summary.failures
    ]
    if failures:
        print_table(console, "Not fetched", ("address", "reason", "detail", "tried again"), failures)
