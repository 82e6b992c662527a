"""`newsetl rollback` and `newsetl release`: earlier states, and states that are kept for good."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table, terminal
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.lake.releases import damaged_notes, make_release, releases
from newsetl.settings import load_settings
from newsetl.stages.rolling_back import roll_back
from newsetl.stages.run_context import new_run, require_archive, writing


def rollback(
    wanted: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="The run to go to. [the one before]")
    ] = None,
    only_list: Annotated[bool, typer.Option("--list", help="Show the states that are kept.")] = False,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Show an earlier published state again, in lake and database; nothing is removed.

    Example: newsetl rollback   ·   newsetl rollback 20240105T0612
    """
    settings = load_settings(config, data_dir=data_dir)
    require_archive(settings.data_dir)
    lake = Lake(settings.data_dir / "lake")
    if only_list:
        _list_states(lake)
        return
    run = new_run(settings)
    with writing(settings.data_dir):
        done = roll_back(run, wanted)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{done.snapshot_id} is shown again · {done.articles:,} article revisions", markup=False)
    if done.newer:
        console.print(
            f"kept until they age out: {', '.join(done.newer)}; `newsetl rollback RUN` goes to any",
            markup=False,
        )
    console.print("what was read since then will be read again by the next run over it", markup=False)
    if settings.mirror:
        console.print(
            f"{settings.mirror} still shows {done.left}: `newsetl mirror --replace` changes that",
            markup=False,
        )


def _list_states(lake: Lake) -> None:
    shown, pins = lake.current.resolve().name, {r.snapshot_id: r.name for r in releases(lake.folder)}
    rows = [
        (
            manifest.snapshot_id,
            manifest.rows("articles"),
            "shown" if manifest.snapshot_id == shown else pins.get(manifest.snapshot_id),
        )
        for manifest in published(lake)
    ]
    print_table(terminal(), None, ("run", "article revisions", ""), rows)


def release(
    name: Annotated[str | None, typer.Argument(help="A name such as 2024-q1. [list those there are]")] = None,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Keep the published state for good under a name, with the hashes of its files and a citation.

    Example: newsetl release 2024-q1, then in Python newsetl.open("data", release="2024-q1")
    """
    settings = load_settings(config, data_dir=data_dir)
    require_archive(settings.data_dir)
    folder = settings.data_dir / "lake"
    if name is None:
        for known in releases(folder):
            typer.echo(known.citation)
        for note in damaged_notes(folder):
            typer.echo(f"{note} cannot be read: copy it back from a backup")
        return
    with writing(settings.data_dir):
        typer.echo(make_release(folder, name, datetime.now(UTC)).citation)
