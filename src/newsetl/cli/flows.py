"""The flows as the command line starts them: loaded from flows/, quiet, with one worker thread per batch slot."""

import importlib
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import cloudpickle

from newsetl.resources import folder

QUIET_PREFECT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
}


def load_flows() -> ModuleType:
    """The module flows/newsetl_flows.py; Prefect is told to be quiet and to stay offline unless the user said else."""
    for name, value in QUIET_PREFECT.items():
        os.environ.setdefault(name, value)
    if str(folder("flows")) not in sys.path:  # child processes inherit it, and find the flows by this name
        sys.path.insert(0, str(folder("flows")))
    flows = importlib.import_module("newsetl_flows")
    if flows.__name__ not in cloudpickle.list_registry_pickle_by_value():
        cloudpickle.register_pickle_by_value(flows)  # so that Dask workers elsewhere need only newsetl itself
    return flows


def start_flow(name: str, workers: int, **parameters: Any) -> dict[str, Any]:
    """Runs a flow in this process and returns its result.

    Args:
        name: the flow's function in flows/newsetl_flows.py.
        workers: batches worked on at once.
        parameters: the flow's parameters.
    """
    flow: Callable[..., Any] = getattr(load_flows(), name)
    from prefect.task_runners import ThreadPoolTaskRunner  # noqa: PLC0415 - only after Prefect was told to be quiet

    runner: Any = ThreadPoolTaskRunner(max_workers=workers)
    result: dict[str, Any] = flow.with_options(task_runner=runner)(workers=workers, **parameters)  # type: ignore[attr-defined]
    return result
