"""`newsetl init`: a settings file and an inbox, for a first run on your own articles."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from newsetl.scaffolding import Started, start


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder to work in; created if missing.")
    ] = Path(),
    data_dir: Annotated[
        str | None, typer.Option("--data-dir", help="Where newsetl keeps its data. [data in FOLDER]")
    ] = None,
    feed: Annotated[
        list[str] | None, typer.Option("--feed", help="Address of a feed or sitemap; may be repeated.")
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first", help="Whether 03/04/2024 in your tables is 3 April or March 4."
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask no questions; use the options given.")
    ] = False,
) -> None:
    """Write a newsetl.toml with every setting, an inbox for articles and, with feeds, a feeds file.

    On a terminal it asks for what the options leave open. Nothing that is there is overwritten.

    Example: newsetl init desk   ·   newsetl init desk --feed https://example.org/world.rss --yes
    """
    feeds = list(feed or [])
    if not yes and sys.stdin.isatty():
        data_dir = data_dir or typer.prompt("Where should newsetl keep its data?", default="data")
        if day_first is None:
            day_first = _asked_day_first()
        feeds = feeds or typer.prompt("Feeds to collect from (addresses, blank for none)", default="").split()
    chosen: dict[str, Any] = {"data_dir": data_dir or "data"}
    if day_first is not None:
        chosen["day_first"] = day_first
    _print_started(start(folder, chosen, feeds), folder, chosen["data_dir"])


def _asked_day_first() -> bool | None:
    answer = typer.prompt(
        "Is 03/04/2024 in your tables the 3rd of April (d), March 4 (m), or unknown (u)?", default="u"
    )
    return {"d": True, "m": False}.get(answer.strip().lower()[:1])


def _print_started(started: Started, folder: Path, data_dir: str) -> None:
    typer.echo(f"wrote {started.settings_file}: every setting, with its default and what it does")
    typer.echo(f"made  {started.inbox}: put articles in, as files, saved pages, tables, downloads, archives")
    if started.feeds_file is not None:
        typer.echo(f"wrote {started.feeds_file}: the feeds")
    typer.echo("\nNext")
    if folder != Path():
        typer.echo(f"  cd {folder}")
    if started.feeds_file is not None:
        typer.echo(f"  newsetl collect feeds.toml && newsetl run {data_dir}/raw/collected")
        typer.echo("  newsetl schedule --collect feeds.toml   # every morning, on a Prefect server")
    typer.echo("  newsetl run inbox")
    typer.echo("  newsetl query --list")
