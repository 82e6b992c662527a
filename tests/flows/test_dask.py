"""The same flow on two Dask workers: the same tables to the byte, also when one of them is killed."""

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from newsetl.cli.flows import load_flows
from newsetl.lake import Lake
from newsetl.tables import ANNOTATION_TABLES

dask = pytest.importorskip(
    "prefect_dask", reason="prefect-dask is not installed: pip install 'newsetl[dask]'"
)
SAMPLE = Path(__file__).parents[2] / "data" / "sample"
# Prefect and Dask leave loops and sockets to the end of the process; that is theirs to fix.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def run_on(runner: Any, data_dir: Path) -> dict[str, Any]:
    flow = load_flows().run_news.with_options(task_runner=runner)
    result: dict[str, Any] = flow([str(SAMPLE)], data_dir=str(data_dir), workers=1, batch_size=4)
    return result


def annotation_files(data_dir: Path) -> list[str]:
    """Names of the files of annotation tables, which are the hashes of their bytes."""
    return [file.path for file in Lake(data_dir / "lake").manifest().files if file.table in ANNOTATION_TABLES]


@pytest.fixture
def on_server(server: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PREFECT_HOME", "PREFECT_API_URL"):
        monkeypatch.setenv(name, server[name])


def test_two_workers_give_the_same_bytes_also_when_one_is_killed(
    on_server: None, sample_data_dir: Path, tmp_path: Path
) -> None:
    """Annotation tables are byte for byte those of a local run, whole cluster or half killed."""
    from dask.distributed import LocalCluster
    from prefect.settings import PREFECT_API_URL, temporary_settings
    from prefect.task_runners import ThreadPoolTaskRunner

    local: Any = ThreadPoolTaskRunner(max_workers=1)
    with (
        temporary_settings({PREFECT_API_URL: os.environ["PREFECT_API_URL"]}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
    ):
        run_on(local, tmp_path / "local")
        expected = annotation_files(tmp_path / "local")
        assert expected
        whole = run_on(dask.DaskTaskRunner(address=cluster.scheduler_address), tmp_path / "whole")
        assert whole["published"] >= 24
        assert annotation_files(tmp_path / "whole") == expected

        victim = next(iter(cluster.workers.values())).pid
        killer = threading.Thread(
            target=kill_when_busy, args=(victim, tmp_path / "half" / "staging" / "annotated")
        )
        killer.start()
        run_on(dask.DaskTaskRunner(address=cluster.scheduler_address), tmp_path / "half")
        killer.join()
        assert annotation_files(tmp_path / "half") == expected


def kill_when_busy(pid: int, staging: Path) -> None:
    """kill -9 once the first batches are being annotated."""
    for _ in range(1200):
        if staging.is_dir() and any(staging.iterdir()):
            break
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
