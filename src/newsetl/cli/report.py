"""`newsetl report`: the HTML report of what the database holds."""

from pathlib import Path
from typing import Annotated

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.errors import InputNotFound
from newsetl.settings import load_settings
from newsetl.stages.reporting import EVIDENCE_PAGES
from newsetl.stages.reporting import report as write_report
from newsetl.warehouse import open_database


def report(
    data_dir: DataDir = None,
    config: Config = None,
    reference: Annotated[
        Path | None, typer.Option(help="CSV of recorded troop strengths: year, month, iso3, troops.")
    ] = None,
    evidence: Annotated[
        int, typer.Option(help="Most articles that get a page; 0 for all.", min=0)
    ] = EVIDENCE_PAGES,
) -> None:
    """Write the HTML report from news.duckdb; it opens from disk and needs no network.

    Example: newsetl report --data-dir archive
    """
    settings = load_settings(config, data_dir=data_dir)
    open_database(settings.data_dir / "news.duckdb").close()
    if reference is not None and not reference.is_file():
        raise InputNotFound(f"no reference record at {reference}")
    typer.echo(write_report(settings, reference=reference, evidence=evidence or None))
