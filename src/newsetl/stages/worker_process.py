"""A worker process: `python -m newsetl.stages.worker_process PIPE PARENT`. It ends when its parent does."""

import ctypes
import os
import signal
import sys
from multiprocessing.connection import Connection

from newsetl.core.unneeded import leave_out_unneeded
from newsetl.stages.workers import answer

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(pipe: int, parent: int) -> None:
    """Works for the process that holds the other end of the pipe."""
    end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    leave_out_unneeded()
    answer(Connection(pipe))


def end_with_parent(parent: int) -> None:
    """Has the kernel kill this process when its parent ends; elsewhere than on Linux it ends when its call is over."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
