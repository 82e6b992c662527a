"""What several tests share: the sample, its published state, and the development data where it is there."""

import atexit
import fcntl
import gc
import os
import sys
import time
from pathlib import Path

import hypothesis
import pytest

from tests.chromium import browser
from tests.longest import longest_first

__all__ = ["browser"]
# One thread in each process: as many processes as cores run tests, and what they start inherits this. More threads
# cost a third of the processor time, spent on waiting for each other. DuckDB has no variable of its own for it.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "SLURM_CPUS_ON_NODE"), "1"))
# Byte code is kept, whatever the shell says: some hundred programs that tests start would compile the source again
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Lexicons, gazetteer and models stay: to look through them often finds nothing
gc.set_threshold(50_000, 20, 50)
ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
COLLECTED = pytest.StashKey[float]()
# No test fails because the machine is busy
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--seconds 20` starts no test later than that after all are collected, for `make quick`."""
    parser.addoption("--seconds", type=float, help="start no test after so many seconds")


def pytest_configure(config: pytest.Config) -> None:
    """pytest-xdist gives out the files in the order of `longest_first`, not in its own."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the files, those that take longest come first."""
    if hasattr(config, "workerinput"):
        longest_first(items)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes give a test no name: those of an archive hold the time, and the processes would name it differently."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Remembers when the first test could start."""
    session.config.stash[COLLECTED] = time.monotonic()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out, and says so, what comes too late."""
    seconds = item.config.getoption("--seconds")
    if seconds is not None and time.monotonic() - item.config.stash[COLLECTED] > seconds:
        pytest.skip(f"--seconds {seconds:g} are over: run `make test`, or pytest on this file")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leaves without taking the interpreter down.

    The engines that read the tables in this process (ClickHouse, Arrow's S3, Polars, Tokio) keep threads that use the
    interpreter, and crash it now and then while it ends: all tests had passed, and the run failed.
    """
    if not hasattr(session.config, "workerinput"):  # a worker of pytest-xdist still has to report
        atexit.register(_leave, session)  # before all that registered earlier


def _leave(session: pytest.Session) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(int(session.exitstatus))


@pytest.fixture(scope="session")
def sample_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the sample published; tests that write copy it first.

    Processes that share the tests share it: the first that asks makes it, the others wait for that.
    """
    from tests.stages.plain_run import plain_run

    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    published = folder / "published"
    with (folder / "published.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not published.exists():
            plain_run(folder / "publishing", [str(SAMPLE)])
            (folder / "publishing").rename(published)
    return published


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data, which does not travel with the project."""
    folder = Path(os.environ.get("NEWSETL_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(
            f"the development data does not travel with the project: set NEWSETL_SHARED (not {folder})"
        )
    return folder
