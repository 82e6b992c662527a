"""`newsetl schedule`: the flow on a schedule, in a process that stays."""

import os
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from newsetl.cli.flows import load_flows
from newsetl.cli.options import Config, DataDir
from newsetl.errors import UserError
from newsetl.inputs.collect.feeds_file import CollectSettings, read_feeds_file
from newsetl.settings import Settings, load_settings

DAILY = "0 5 * * *"


def schedule(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="INPUT…", help="What each run reads; new files only.")
    ] = None,
    collect: Annotated[
        Path | None,
        typer.Option(
            "--collect", metavar="FEEDS.toml", help="Poll these feeds first, and read what they gave."
        ),
    ] = None,
    cron: Annotated[str | None, typer.Option(help="When to run, as cron writes it, UTC. [0 5 * * *]")] = None,
    every: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Run every N seconds instead.")
    ] = None,
    name: Annotated[str, typer.Option(help="The deployment's name on the server.")] = "daily",
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Run on a schedule against the Prefect server at PREFECT_API_URL, until stopped.

    Example: newsetl schedule inbox --cron "*/30 * * * *"   ·   newsetl schedule --collect feeds.toml
    """
    flow, parameters = deployment(inputs or [], collect, load_settings(config, data_dir=data_dir), config)
    if cron and every:
        raise UserError("give either --cron or --every, not both")
    when: dict[str, Any] = {"interval": every} if every else {"cron": cron or DAILY}
    _require_server()
    getattr(load_flows(), flow).serve(name=name, parameters=parameters, limit=1, **when)


def deployment(
    inputs: list[str], feeds: Path | None, settings: Settings, config: Path | None
) -> tuple[str, dict[str, Any]]:
    """The flow that a schedule runs, and its parameters.

    Raises:
        UserError: there is nothing to read; InputNotFound, SettingsError: the feeds file is not there or wrong.
    """
    if not inputs and feeds is None:
        raise UserError(
            "name what to read: newsetl schedule INPUT…, or newsetl schedule --collect FEEDS.toml"
        )
    parameters: dict[str, Any] = {"inputs": inputs, "data_dir": str(settings.data_dir)}
    if config:
        parameters["config"] = str(config)
    if feeds is None:
        return "run_news", parameters
    read_feeds_file(feeds, CollectSettings(settings.data_dir))  # a mistake is reported now, not every morning
    return "daily_news", parameters | {"feeds": str(feeds)}


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
