"""A run that is killed leaves no process behind: neither its workers nor the server that Prefect started for it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
PATIENCE = 120  # seconds
STARTED = ("newsetl.stages.worker_process", "uvicorn")


def descendants(pid: int) -> dict[int, str]:
    """Processes below one, with their command lines."""
    found: dict[int, str] = {}
    parents = {pid}
    for _ in range(4):
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                command = (entry / "cmdline").read_text().replace("\0", " ")
            except (OSError, ValueError, IndexError):
                continue
            if parent in parents:
                found[int(entry.name)] = command
                parents.add(int(entry.name))
    return found


def is_running(pid: int, command: str) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") == command != ""
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the processes")
def test_a_killed_run_leaves_no_process(tmp_path: Path) -> None:
    """kill -9 while workers are busy: within seconds all that it started is gone."""
    code = "from newsetl.cli import main; main()"
    arguments = [
        "run",
        str(SAMPLE),
        "--data-dir",
        str(tmp_path / "data"),
        "--workers",
        "2",
        "--batch-size",
        "4",
    ]
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    run = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment | {"PREFECT_HOME": str(tmp_path / "prefect")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    started: dict[int, str] = {}
    deadline = time.monotonic() + PATIENCE
    while not all(any(name in command for command in started.values()) for name in STARTED):
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.2)
        started = descendants(run.pid)
    run.send_signal(signal.SIGKILL)
    run.wait()
    deadline = time.monotonic() + 30
    while any(is_running(pid, command) for pid, command in started.items()) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert [command for pid, command in started.items() if is_running(pid, command)] == []
