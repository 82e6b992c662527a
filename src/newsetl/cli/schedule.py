"""`newsetl schedule`: the flow on a schedule, in a process that stays."""

import os
from typing import Annotated, Any

import httpx
import typer

from newsetl.cli.flows import load_flows
from newsetl.cli.options import Config, DataDir
from newsetl.errors import UserError
from newsetl.settings import load_settings

DAILY = "0 5 * * *"


def schedule(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="What each run reads; new files only.")
    ],
    cron: Annotated[str | None, typer.Option(help="When to run, as cron writes it, UTC. [0 5 * * *]")] = None,
    every: Annotated[int | None, typer.Option(min=1, help="Run every so many seconds instead.")] = None,
    name: Annotated[str, typer.Option(help="The deployment's name on the server.")] = "daily",
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Run on a schedule against the Prefect server at PREFECT_API_URL, until stopped.

    Example: newsetl schedule inbox --cron "*/30 * * * *"
    """
    _require_server()
    settings = load_settings(config, data_dir=data_dir)
    parameters: dict[str, Any] = {"inputs": inputs, "data_dir": str(settings.data_dir)}
    if config:
        parameters["config"] = str(config)
    if cron and every:
        raise UserError("give either --cron or --every, not both")
    when: dict[str, Any] = {"interval": every} if every else {"cron": cron or DAILY}
    load_flows().run_news.serve(name=name, parameters=parameters, limit=1, **when)


def _require_server() -> None:
    address = os.environ.get("PREFECT_API_URL")
    if not address:
        raise UserError(
            "no Prefect server: run `prefect server start`, then set PREFECT_API_URL=http://127.0.0.1:4200/api"
        )
    try:
        httpx.get(f"{address.rstrip('/')}/health", timeout=10).raise_for_status()
    except httpx.HTTPError as error:
        raise UserError(f"the Prefect server at {address} does not answer: {error}") from error
