"""Processes for batches: Python computes in one thread at a time, so that a batch gets a process."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Protocol, TypeVar

Result = TypeVar("Result")
BATCH_TIMEOUT = 3600.0  # seconds; a batch takes seconds to minutes


class Call(Protocol):
    """Calls a function with arguments, here or in another process, and returns its result."""

    def __call__(self, function: Callable[..., Result], /, *args: object) -> Result:
        """Raises what the function raises."""
        ...


def call_here(function: Callable[..., Result], /, *args: object) -> Result:
    """Calls in this process."""
    return function(*args)


class WorkerProcesses:
    """Worker processes that are replaced when one of them dies or hangs.

    Args:
        count: how many batches are worked on at once.
        timeout: seconds that one call may take before its processes are killed.
    """

    def __init__(self, count: int, timeout: float = BATCH_TIMEOUT) -> None:
        self._count, self._timeout = count, timeout
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, function: Callable[..., Result], /, *args: object) -> Result:
        """Calls in one of the processes.

        Raises:
            BrokenProcessPool: a process died (killed, out of memory); the next call gets new ones.
            TimeoutError: the call took too long; its processes were killed.
        """
        pool = self._started()
        try:
            return pool.submit(function, *args).result(self._timeout)
        except (BrokenProcessPool, TimeoutError):
            self._drop(pool)
            raise

    def close(self) -> None:
        """Ends the processes."""
        if self._pool is not None:
            self._drop(self._pool)

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self._count, mp_context=get_context("spawn"))
            return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


@contextmanager
def worker_processes(count: int) -> Iterator[Call]:
    """A way to call functions in `count` processes; with 1, in this one."""
    if count <= 1:
        yield call_here
        return
    workers = WorkerProcesses(count)
    try:
        yield workers
    finally:
        workers.close()
