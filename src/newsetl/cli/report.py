"""`newsetl report`: the HTML report of what the database holds."""

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.report import write_report
from newsetl.settings import load_settings
from newsetl.warehouse import open_database


def report(data_dir: DataDir = None, config: Config = None) -> None:
    """Write the HTML report from news.duckdb; it opens from disk and needs no network.

    Example: newsetl report --data-dir archive
    """
    settings = load_settings(config, data_dir=data_dir)
    database = settings.data_dir / "news.duckdb"
    open_database(database).close()
    typer.echo(write_report(database, settings.data_dir / "reports"))
