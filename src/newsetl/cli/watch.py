"""`newsetl watch`: the alerts of the watch list."""

from typing import Annotated

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table, terminal
from newsetl.errors import UserError
from newsetl.settings import load_settings
from newsetl.watching import read_alerts, read_watches
from newsetl.watching.log import ALERTS_FOLDER
from newsetl.watching.pages import FEED, PAGE
from newsetl.watching.watch_list import WATCH_FILE

SHOWN = ("at", "watch", "title", "outlet", "published")


def watch(
    limit: Annotated[int, typer.Option(metavar="N", help="Show the last N.")] = 30,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Show the alerts that runs have raised for watch.toml, and find out whether that file is understood.

    Example: newsetl watch   ·   newsetl watch --limit 200
    """
    settings = load_settings(config, data_dir=data_dir)
    watches = read_watches(settings.data_dir)
    if watches is None:
        raise UserError(f"no watch list: write {settings.data_dir / WATCH_FILE}, as docs/desk.md shows")
    alerts = read_alerts(settings.data_dir)
    shown = alerts[-limit:] if limit > 0 else []
    print_table(
        terminal(),
        f"{len(watches.watches)} watches, {len(alerts):,} alerts",
        SHOWN,
        [[getattr(alert, name) for name in SHOWN] for alert in shown],
    )
    if alerts:
        typer.echo(
            f"page {settings.data_dir / ALERTS_FOLDER / PAGE}, feed {settings.data_dir / ALERTS_FOLDER / FEED}"
        )
