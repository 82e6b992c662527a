"""A worker process: `python -m newsetl.stages.worker_process PIPE PARENT`. It ends when its parent does."""

import contextlib
import ctypes
import os
import pickle
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from newsetl.core.blocked_imports import block_unneeded
from newsetl.stages.gc_freeze import GcFreeze

PR_SET_PDEATHSIG = 1  # linux/prctl.h
FIRST_TO_END = 500  # of -1000 to 1000; others are at 0 unless set otherwise


def main(pipe: int, parent: int) -> None:
    """Works for the process that holds the other end of the pipe."""
    end_with_parent(parent)
    end_before_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    block_unneeded()
    answer(Connection(pipe))


def end_with_parent(parent: int) -> None:
    """Has the kernel kill this process when its parent ends; elsewhere than on Linux it ends when its call is over."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit(1)


def end_before_parent() -> None:
    """Has the kernel end this process rather than the run where memory is short; only on Linux."""
    with contextlib.suppress(OSError):
        score = Path("/proc/self/oom_score_adj")
        score.write_text(str(max(FIRST_TO_END, int(score.read_text()))))


def answer(pipe: Connection) -> None:
    """What a worker does: says that it has begun, and calls what it is sent until the pipe closes."""
    pipe.send(None)
    settling = GcFreeze()
    while True:
        try:
            function, args = pipe.recv()
        except (EOFError, ConnectionError):
            return
        try:
            answered: tuple[BaseException | None, Any] = (None, function(*args))
        except Exception as error:  # noqa: BLE001 - handed to who asked
            answered = (error, None)
        try:
            pipe.send(answered)
        except (TypeError, AttributeError, pickle.PicklingError):  # an error that cannot travel
            pipe.send((RuntimeError(repr(answered)), None))
        settling.after(function)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
