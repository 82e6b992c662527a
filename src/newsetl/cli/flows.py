"""The flows as the command line starts them: loaded from flows/, quiet, with one worker thread per batch slot."""

import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import cloudpickle
import httpx

from newsetl.cli.machine_errors import OWN_SERVER_SILENT, machine_error, server_unreachable
from newsetl.core.resources import folder
from newsetl.errors import NewsetlError, UserError
from newsetl.stages.end_prefect_server import end_with_us

QUIET_PREFECT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
}


def load_flows() -> ModuleType:
    """The module flows/newsetl_flows.py; Prefect stays quiet and offline unless the user says otherwise."""
    for name, value in QUIET_PREFECT.items():
        os.environ.setdefault(name, value)
    if str(folder("flows")) not in sys.path:  # child processes inherit it, and find the flows by this name
        sys.path.insert(0, str(folder("flows")))
    flows = importlib.import_module("newsetl_flows")
    _hide_known_tracebacks()
    if flows.__name__ not in cloudpickle.list_registry_pickle_by_value():
        cloudpickle.register_pickle_by_value(flows)  # so that Dask workers elsewhere need only newsetl itself
    return flows


def _start_server() -> None:
    """Starts the server that Prefect would start now, and has it end with this process, however that dies.

    Raises:
        UserError: it does not answer in time.
    """
    from prefect.server.api.server import SubprocessASGIServer  # noqa: PLC0415 - after Prefect was told to be quiet
    from prefect.settings import PREFECT_API_URL, PREFECT_SERVER_ALLOW_EPHEMERAL_MODE  # noqa: PLC0415

    if PREFECT_API_URL.value() or not PREFECT_SERVER_ALLOW_EPHEMERAL_MODE.value():
        return

    class OurServer(SubprocessASGIServer):
        def _run_uvicorn_command(self) -> Any:
            with _safe_path():
                process = super()._run_uvicorn_command()
            end_with_us(process.pid, "uvicorn")
            return process

    try:
        OurServer().start()
    except (RuntimeError, httpx.HTTPError) as error:
        raise UserError(f"{OWN_SERVER_SILENT} ({str(error) or type(error).__name__})") from error


@contextmanager
def _safe_path() -> Iterator[None]:
    """A Python that is started meanwhile takes no module from the folder that newsetl is called in."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTHONSAFEPATH"]
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


def _hide_known_tracebacks() -> None:
    """Has the console leave out tracebacks of errors that the command reports in one line; the server gets them."""
    for name in ("", "prefect", "prefect.flow_runs", "prefect.task_runs"):
        for handler in logging.getLogger(name).handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    is_told = error is not None and (isinstance(error, NewsetlError) or machine_error(error) is not None)
    return not is_told and "Finished in state" not in record.getMessage()


def start_flow(name: str, workers: int, dask: str | None = None, **parameters: Any) -> dict[str, Any]:
    """Runs a flow in this process and returns its result.

    Args:
        name: the flow's function in flows/newsetl_flows.py.
        workers: batches worked on at once.
        dask: address of a Dask scheduler whose workers do the batches, each with one process for its documents.
        parameters: the flow's parameters.

    Raises:
        UserError: PREFECT_API_URL names a server that does not answer, Prefect's own does not start in time, or
            there is no such scheduler.
    """
    if dask is not None:
        _require_scheduler(dask)
    reason = server_unreachable()
    if reason is not None:
        raise UserError(reason)
    flow: Callable[..., Any] = getattr(load_flows(), name)
    _start_server()
    each = workers if dask is None else 1
    chosen: Any = flow.with_options(task_runner=_runner(workers, dask))  # type: ignore[attr-defined]
    result: dict[str, Any] = chosen(workers=each, **parameters)
    return result


def _runner(workers: int, dask: str | None) -> Any:
    if dask is not None:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra: newsetl[dask]

        return DaskTaskRunner(address=dask)
    from prefect.task_runners import ThreadPoolTaskRunner  # noqa: PLC0415 - only after Prefect was told to be quiet

    return ThreadPoolTaskRunner(max_workers=workers)


def _require_scheduler(address: str) -> None:
    """Asks a Dask scheduler for its workers, before anything is started.

    Raises:
        UserError: there is none, it has no workers, or no server to which these can report their tasks.
    """
    if "PREFECT_API_URL" not in os.environ:  # each worker would start a server of its own
        raise UserError(
            "--dask needs a Prefect server that all workers reach: `prefect server start --host 0.0.0.0`, then set "
            "PREFECT_API_URL=http://THIS-HOST:4200/api here and for the workers"
        )
    try:
        from distributed import Client  # noqa: PLC0415 - an extra: newsetl[dask]
    except ImportError as error:
        raise UserError("--dask needs prefect-dask: pip install 'newsetl[dask]'") from error
    try:
        with Client(address, timeout=10) as client:  # type: ignore[no-untyped-call]
            count = len(client.scheduler_info(n_workers=-1)["workers"])
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError(f"no Dask scheduler answers at {address}: start one with `dask scheduler`") from error
    if not count:
        raise UserError(f"the Dask scheduler at {address} has no workers: `dask worker {address}` starts one")
