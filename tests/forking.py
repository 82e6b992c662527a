"""Processes for tests to kill: forked from one that has imported newsetl, so that each is at work at once."""

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

FORKS = multiprocessing.get_context("forkserver")
PRELOADED = ["tests.stages.plain_run", "tests.lake.endless_writer"]
FORKS.set_forkserver_preload(PRELOADED)
PATIENCE = 120  # seconds


def forked(work: Callable[..., object], *args: object) -> BaseProcess:
    """A process that has begun to work; importing newsetl, five seconds of a processor, was done before."""
    process = FORKS.Process(target=work, args=args)
    process.start()
    return process


def kill_after(process: BaseProcess, seconds: float) -> bool:
    """kill -9 when so much time has passed; True unless the process had ended before, which it must have done well."""
    process.join(seconds)
    process.kill()
    process.join(PATIENCE)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode == -signal.SIGKILL


def seconds_of(work: Callable[..., object], *args: object) -> float:
    """How long a forked process takes that is left alone; without what the first one waits for the imports."""
    finish(forked(assert_preloaded))
    started = time.monotonic()
    finish(forked(work, *args))
    return time.monotonic() - started


def assert_preloaded() -> None:
    """In a forked process: what it was forked from has imported newsetl."""
    assert set(PRELOADED) <= set(sys.modules)


def finish(process: BaseProcess) -> None:
    """Waits for a process, which must end well and in time."""
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join(PATIENCE)
        raise TimeoutError(f"a process was not done after {PATIENCE} s")
    assert process.exitcode == 0
