"""`newsetl changes`: figures that are new, withdrawn or revised since a day or a run, by cause."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table, terminal
from newsetl.core.writing_spreadsheets import write_csv
from newsetl.lake import Lake
from newsetl.settings import load_settings
from newsetl.warehouse import open_database
from newsetl.watching.changes import changes_since
from newsetl.watching.rising import rising

SHOWN = ("change", "cause", "published_date", "outlet", "was", "is_now", "surface", "confidence")


def changes(
    since: Annotated[
        str, typer.Option(metavar="DAY|RUN", help="A day such as 2024-05-31, or a run's id or its beginning.")
    ],
    csv: Annotated[Path | None, typer.Option("--csv", help="Write all of them to a CSV file.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", help="Show at most N.")] = 50,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Show which figures changed since then and why: news, a correction, or another newsetl; and what rises.

    Example: newsetl changes --since 2024-05-31   ·   newsetl changes --since 20240531T0615 --csv changes.csv
    """
    settings = load_settings(config, data_dir=data_dir)
    found = changes_since(Lake(settings.data_dir / "lake"), since)
    if found.is_later:
        typer.echo(
            f"no state from before {since} is kept; the oldest is {found.since} (keep_snapshots in newsetl.toml)"
        )
    counts = Counter(row[:2] for row in found.rows)
    told = ", ".join(f"{number:,} {change} ({cause})" for (change, cause), number in sorted(counts.items()))
    typer.echo(f"since {found.since}: {told or 'no figure has changed'}")
    if csv is not None:
        with csv.open("w", encoding="utf-8", newline="") as file:
            write_csv(found.columns, found.rows, file)
        typer.echo(f"{len(found.rows):,} changes in {csv}")
    elif found.rows:
        wanted = [found.columns.index(name) for name in SHOWN]
        shown = [[row[place] for place in wanted] for row in found.rows[: max(0, limit)]]
        print_table(terminal(), None, SHOWN, shown, "--csv")
    database = settings.data_dir / "news.duckdb"
    if database.is_file():
        _tell_rising(database)


def _tell_rising(database: Path) -> None:
    """Which places and sources more stories name in the last seven days than in a usual week."""
    with open_database(database) as connection:
        for what in ("places", "sources"):
            told = (f"{one.name} ({one.stories}, usually {one.usual:g})" for one in rising(connection, what))
            typer.echo(f"{what} rising, by stories in seven days: {', '.join(told) or 'none'}")
