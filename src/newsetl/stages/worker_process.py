"""A worker process, or one that forks them: `python -m newsetl.stages.worker_process PIPE PARENT ROLE`.

It ends when its parent does.
"""

import contextlib
import ctypes
import gc
import os
import pickle
import signal
import sys
import warnings
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import Any, NoReturn

from newsetl.core.blocked_imports import block_unneeded
from newsetl.stages.gc_freeze import THRESHOLDS, GcFreeze, prepared

PR_SET_PDEATHSIG = 1  # linux/prctl.h
WORKER, SERVER = "worker", "server"
# Of -1000 to 1000; others are at 0 unless set otherwise. All workers end with the server.
FIRST_TO_END = {WORKER: 500, SERVER: 400}


def main(pipe: int, parent: int, role: str) -> None:
    """Works for the process that holds the other end of the pipe."""
    block_unneeded()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _depend_on(parent, role)
    {WORKER: answer, SERVER: serve}[role](Connection(pipe))


def _depend_on(parent: int, role: str) -> None:
    end_with_parent(parent)
    end_before_parent(FIRST_TO_END[role])


def end_with_parent(parent: int) -> None:
    """Has the kernel kill this process when its parent ends; elsewhere than on Linux it ends when its call is over."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit(1)


def end_before_parent(points: int) -> None:
    """Has the kernel end this process rather than the run where memory is short; only on Linux."""
    with contextlib.suppress(OSError):
        score = Path("/proc/self/oom_score_adj")
        score.write_text(str(max(points, int(score.read_text()))))


def answer(pipe: Connection) -> None:
    """What a worker does: says that it has begun, and calls what it is sent until the pipe closes."""
    pipe.send(None)
    settling = GcFreeze()
    while True:
        try:
            function, args = pipe.recv()
        except (EOFError, ConnectionError):
            return
        _call_and_answer(pipe, function, args)
        settling.after(function)


def _call_and_answer(pipe: Connection, function: Any, args: tuple[object, ...]) -> None:
    try:
        answered: tuple[BaseException | None, Any] = (None, function(*args))
    except Exception as error:  # noqa: BLE001 - handed to who asked
        answered = (error, None)
    try:
        pipe.send(answered)
    except (TypeError, AttributeError, pickle.PicklingError):  # an error that cannot travel
        pipe.send((RuntimeError(repr(answered)), None))


def serve(pipe: Connection) -> None:
    """What a fork server does: loads what it is told to, and forks workers, which share that; ends them at its end."""
    gc.set_threshold(*THRESHOLDS)
    workers: set[int] = set()
    asked = {"load": _load, "fork": _fork, "exit_code": _exit_code}
    pipe.send(None)
    while True:
        try:
            what, *args = pipe.recv()
        except (EOFError, ConnectionError):
            break
        _call_and_answer(pipe, asked[what], (pipe, workers, *args))
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def _load(_pipe: Connection, _workers: set[int], what: Any) -> None:
    """Calls what loads something, and leaves that out of all later collections: these would copy the shared pages."""
    prepared(what)
    gc.freeze()  # what is garbage already too: it is little


def _fork(pipe: Connection, workers: set[int]) -> int:
    """Forks a worker, which answers through the pipe whose end is sent after the request; its process id.

    The one thread beside that of Python is of Arrow's allocator, which expects to be forked: NumPy is started with one
    thread, and ONNX Runtime has none of its own (see `newsetl.number_reader.onnx_runtime`).
    """
    handle, here = recv_handle(pipe), os.getpid()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # that of forking beside threads
            worker = os.fork()
        if not worker:
            pipe.close()
            _work(Connection(handle), here)
    finally:
        os.close(handle)
    workers.add(worker)
    return worker


def _work(pipe: Connection, server: int) -> NoReturn:
    try:
        _depend_on(server, WORKER)
        answer(pipe)
    finally:
        os._exit(0)


def _exit_code(_pipe: Connection, workers: set[int], worker: int) -> int:
    """Waits for the end of a worker; as `Popen.wait` a signal is a negative code."""
    _, status = os.waitpid(worker, 0)
    workers.remove(worker)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
