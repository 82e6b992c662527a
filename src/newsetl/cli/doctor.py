"""`newsetl doctor`: what is installed, what is wrong, what to do."""

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from newsetl.cli.options import Config, DataDir
from newsetl.settings import load_settings
from newsetl.stages.doctor import diagnose

EXIT_UNWELL = 2


def doctor(
    deep: Annotated[
        bool, typer.Option("--deep", help="Compare every file and original with its SHA-256 as well.")
    ] = False,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Check versions, model, gazetteer, disk, lock, published state, checks, mirror and server.

    Example: newsetl doctor --data-dir archive
    """
    console = Console(highlight=False, soft_wrap=True)
    unwell = 0
    for diagnosis in diagnose(load_settings(config, data_dir=data_dir), deep=deep):
        unwell += not diagnosis.is_well
        mark = Text("ok  ", "green") if diagnosis.is_well else Text("BAD ", "bold red")
        console.print(mark + Text(f"{diagnosis.subject}: {diagnosis.found}"))
        if not diagnosis.is_well:
            console.print(Text(f"     → {diagnosis.remedy}"))
    if unwell:
        raise typer.Exit(EXIT_UNWELL)
