"""Workers are forked from a process that has loaded what they share; one that dies takes nothing with it for good."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from newsetl.errors import Rejected
from newsetl.pipeline import annotate
from newsetl.stages.annotating import WARM_UP, annotate_some, published_rows
from newsetl.stages.fork_server import ONE_THREAD, Forking
from newsetl.stages.preparing import FOR_ARTICLES
from newsetl.stages.watched_process import UNBOUNDED, WatchedProcess
from newsetl.stages.workers import WorkerProcesses, begun_early, worker_processes
from newsetl.tables import ANNOTATION_TABLES
from tests.stages.poison import backtrack, own_pid

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forked on Linux only")
LOADED_BY_A_SERVER = """
from pathlib import Path
from newsetl.stages.preparing import FOR_ARTICLES
FOR_ARTICLES()
main, *others = sorted(Path("/proc/self/task").iterdir(), key=lambda path: int(path.name))
print("python", *((path / "comm").read_text().strip() for path in others))
"""
loaded: list[int] = []


def note_the_process() -> None:
    loaded.append(os.getpid())


def noted() -> list[int]:
    return loaded


def parent_and_own_pid() -> tuple[int, int]:
    time.sleep(0.1)  # so that another process takes the next call
    return os.getppid(), os.getpid()


def threads_of_duckdb() -> int:
    found = duckdb.execute("SELECT current_setting('threads')").fetchone()
    return int(found[0]) if found else 0


def asked(worker: WatchedProcess, function: object) -> object:
    return worker.call(function, (), UNBOUNDED, None)


def test_what_is_loaded_is_loaded_once() -> None:
    """Before the workers are forked; each is prepared once more by itself, which finds everything there."""
    forking = Forking()
    forking.load(note_the_process)
    forking.load(note_the_process)
    first, second = forking.start(), forking.start()
    (server,) = asked(first, noted)  # type: ignore[misc]
    parent, own = asked(second, parent_and_own_pid)  # type: ignore[misc]
    assert parent == server != own
    assert first.is_fit_for(note_the_process)
    assert not first.is_fit_for(own_pid)
    forking.end()
    for pid in (server, own):
        assert not Path(f"/proc/{pid}").exists()


def test_a_worker_that_lacks_something_is_replaced() -> None:
    """By one that is forked once that is loaded: it does not load it by itself."""
    with worker_processes(1) as call:
        early = call(own_pid)
        server, late = call(noted, prepare=note_the_process)
        assert len({early, server, late}) == 3
        assert call(own_pid) == late


def test_documents_are_parsed_while_models_are_loaded() -> None:
    """A worker is there once the first of what it is prepared with is loaded, whatever the rest takes."""
    with begun_early(1, 1, own_pid, backtrack), worker_processes(1) as call:
        assert call(own_pid, prepare=own_pid) > 0


def test_a_server_that_dies_is_replaced() -> None:
    """Its workers die with it, and the calls that they were at say so; the next call has another."""
    workers = WorkerProcesses(1)
    server, _ = workers(parent_and_own_pid)
    reasons: list[str] = []

    def hang() -> None:
        with pytest.raises(Rejected) as rejected:
            workers(backtrack)
        reasons.append(rejected.value.reason_code)

    thread = threading.Thread(target=hang)
    thread.start()
    time.sleep(0.3)
    os.kill(server, signal.SIGKILL)
    thread.join(60)
    assert reasons == ["out_of_memory"]
    assert workers(parent_and_own_pid)[0] != server
    workers.close()


def test_processes_that_were_ended_are_not_started_again() -> None:
    """A call that comes too late starts none that nobody would end."""
    workers = WorkerProcesses(1)
    workers(own_pid)
    workers.close()
    with pytest.raises(RuntimeError, match="no process is started"):
        workers(own_pid)


def test_a_forked_worker_finds_what_any_process_finds() -> None:
    """Row for row, by models that another process has loaded."""
    with worker_processes(1) as call:
        there = call(annotate_some, [WARM_UP], prepare=FOR_ARTICLES).tables
    (here,) = annotate([WARM_UP])
    for name, table in ANNOTATION_TABLES.items():
        assert there[name].equals(table.to_arrow(published_rows(name, here))), name
    assert there["force_levels"].num_rows


def test_no_thread_of_a_model_is_forked_beside() -> None:
    """A lock that such a thread holds at that moment would never be opened in the worker."""
    environment = os.environ | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", LOADED_BY_A_SERVER]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    assert set(done.stdout.split()) == {"python", "jemalloc_bg_thd"}, "Arrow's allocator expects to be forked"


def test_a_worker_has_one_core() -> None:
    """DuckDB starts no threads that would take those of the other workers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SLURM_CPUS_ON_NODE", raising=False)
        with worker_processes(1) as call:
            assert call(threads_of_duckdb) == 1
