"""The flows as the command line starts them: loaded from flows/, quiet, with one worker thread per batch slot."""

import importlib.util
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from newsetl.resources import folder

NAME = "newsetl_flows"
QUIET_PREFECT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
}


def load_flows() -> ModuleType:
    """The module of flows/news.py, with Prefect told to be quiet and to stay offline unless the user said else."""
    for name, value in QUIET_PREFECT.items():
        os.environ.setdefault(name, value)
    if NAME not in sys.modules:
        spec = importlib.util.spec_from_file_location(NAME, folder("flows") / "news.py")
        if spec is None or spec.loader is None:
            raise ImportError("flows/news.py cannot be loaded: this installation of newsetl is broken")
        sys.modules[NAME] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[NAME])
    return sys.modules[NAME]


def start_flow(name: str, workers: int, **parameters: Any) -> dict[str, Any]:
    """Runs a flow in this process and returns its result.

    Args:
        name: the flow's function in flows/news.py.
        workers: batches worked on at once.
        parameters: the flow's parameters.
    """
    from prefect.task_runners import ThreadPoolTaskRunner  # noqa: PLC0415 - a second, only where a flow runs

    flow: Callable[..., Any] = getattr(load_flows(), name)
    runner: Any = ThreadPoolTaskRunner(max_workers=workers)
    result: dict[str, Any] = flow.with_options(task_runner=runner)(workers=workers, **parameters)  # type: ignore[attr-defined]
    return result
