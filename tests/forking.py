"""Processes for tests to kill: forked from one that has imported newsetl, so that each is at work at once."""

import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.stages.plain_run", "tests.lake.endless_writer"])


def forked(work: Callable[..., object], *args: object) -> BaseProcess:
    """A process that has begun to work; importing newsetl, five seconds of a processor, was done before."""
    process = FORKS.Process(target=work, args=args)
    process.start()
    return process


def kill_after(process: BaseProcess, seconds: float) -> bool:
    """kill -9 when so much time has passed; True unless the process had ended before."""
    process.join(seconds)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def seconds_of(work: Callable[..., object], *args: object) -> float:
    """How long a forked process takes that is left alone, which must end well."""
    started = time.monotonic()
    process = forked(work, *args)
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - started
