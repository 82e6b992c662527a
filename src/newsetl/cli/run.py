"""`newsetl run`: the main job as a Prefect flow, and its summary."""

import importlib.util
import logging
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table
from newsetl.inputs import expand_inputs
from newsetl.resources import folder
from newsetl.settings import load_settings
from newsetl.stages.run import RunContext, RunCounts, new_run
from newsetl.stages.summary import answers

EXIT_BUGS = 5
QUIET_PREFECT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
}


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="Files, folders, globs; '-' reads standard input.")
    ],
    data_dir: DataDir = None,
    config: Config = None,
    workers: Annotated[int | None, typer.Option(help="Batches worked on at once. [one per core]")] = None,
    batch_size: Annotated[int | None, typer.Option(help="Documents in a batch. [200]")] = None,
) -> None:
    """Read articles, extract who is cited, which places and how many troops, publish tables and database.

    Example: newsetl run data/sample   ·   newsetl run 'inbox/*.jsonl.gz' --data-dir archive
    """
    settings = load_settings(config, data_dir=data_dir, workers=workers, batch_size=batch_size)
    expand_inputs(inputs)  # a mistyped path is told at once, not after the server has started
    result = load_flows().run_news(
        inputs,
        str(settings.data_dir),
        config=str(config) if config else None,
        workers=settings.workers,
        batch_size=settings.batch_size,
    )
    counts = RunCounts(**{name: result[name] for name in ("read", "published", "duplicate", "quarantined")})
    print_summary(Console(), RunContext(result["run_id"], new_run(settings).started_at, settings), counts)
    if result["bugs"]:
        raise typer.Exit(EXIT_BUGS)


def load_flows() -> ModuleType:
    """The module of flows/news.py, with Prefect told to be quiet and to stay offline."""
    for name, value in QUIET_PREFECT.items():
        os.environ.setdefault(name, value)
    logging.captureWarnings(True)
    name = "newsetl_flows"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, folder("flows") / "news.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


def print_summary(console: Console, run: RunContext, counts: RunCounts) -> None:
    """What was read and what became of it, the three questions, and where to look next."""
    told: dict[str, Any] = counts.as_dict()
    console.print(" · ".join(f"{name} {number:,}" for name, number in told.items()), style="bold")
    for answer in answers(run):
        console.print()
        print_table(console, answer.question, answer.columns, answer.rows)
    console.print("\nOpen next", style="bold")
    for what, path in _paths(run):
        console.print(f"  {what:<9} {path}", markup=False, highlight=False, soft_wrap=True)


def _paths(run: RunContext) -> list[tuple[str, Path]]:
    return [
        ("database", run.database),
        ("parquet", run.lake.current),
        ("report", run.data_dir / "reports" / "index.html"),
    ]
