"""Processes for the work on documents: one that takes too long or too much is replaced."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from newsetl.errors import Rejected, UserError
from newsetl.stages.fork_server import Forking, Spawning, Start
from newsetl.stages.watched_process import UNBOUNDED, Budget, Raised, WatchedProcess

Result = TypeVar("Result")
FORKS = sys.platform == "linux"
# Of a worker that is begun early: what the first call that needs a process meets again
EARLY = (Rejected, UserError, OSError, RuntimeError, Raised)
log = logging.getLogger(__name__)


class Call(Protocol):
    """Calls a function with arguments, here or in another process, and returns its result."""

    def __call__(
        self, function: Callable[..., Result], /, *args: object, budget: Budget = ..., prepare: Any = ...
    ) -> Result:
        """Raises what the function raises.

        Args:
            function: importable by its name.
            args: what can be pickled.
            budget: what the call may take.
            prepare: a function without arguments, called before the first such call of a process and not counted.

        Raises:
            Rejected: timeout, out_of_memory or processing_failed: the process overran or died, and was replaced.
            UserError: no process can be started.
        """
        ...


def call_here(
    function: Callable[..., Result], /, *args: object, budget: Budget | None = None, prepare: Any = None
) -> Result:
    """Calls in this process, which nobody watches."""
    del budget, prepare
    return function(*args)


class WorkerProcesses:
    """Worker processes, started when they are needed.

    Pickled it is the number alone, so that a Dask worker, say, has processes of its own.

    Args:
        count: how many calls are worked on at once; more wait.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._processes: Start = Forking() if FORKS else Spawning()
        self._changed = threading.Condition()
        self._in_use = 0
        self._idle: list[WatchedProcess] = []
        self._beginning = 0
        self._begun: list[WatchedProcess] = []  # but not yet prepared
        self._cannot_begin: UserError | None = None
        self._is_closed = False

    def __reduce__(self) -> tuple[Any, ...]:
        return (_of_this_process, (self.count,))

    def __call__(
        self,
        function: Callable[..., Result],
        /,
        *args: object,
        budget: Budget = UNBOUNDED,
        prepare: Any = None,
    ) -> Result:
        """As `Call` says."""
        worker, kept = self._take(prepare), None
        try:
            result: Result = worker.call(function, args, budget, prepare)
            kept = worker
        except Raised as raised:
            kept = worker
            raise raised.error from raised
        finally:
            if kept is None:
                worker.kill()
            self._give_back(kept)
        return result

    def begin(self, wanted: int, *prepare: Any) -> None:
        """Starts some processes and prepares them, while the caller does something else; calls wait for them.

        Where what is loaded is shared they can be used once the first of it is there, and the rest is loaded meanwhile.
        What goes wrong is left to the first call that needs a process.
        """
        self._beginning += min(wanted, self.count)
        threading.Thread(target=self._begin, args=(self._beginning, prepare), daemon=True).start()

    def close(self) -> None:
        """Ends the processes."""
        with self._changed:
            self._is_closed = True
            idle, self._idle = self._idle, []
            for worker in (*self._begun, *idle):
                worker.end()
        self._processes.end()
        for worker in idle:
            worker.kill()

    def _begin(self, wanted: int, prepare: tuple[Any, ...]) -> None:
        first = prepare[:1] if self._processes.shares else prepare
        threads = [threading.Thread(target=self._begin_one, args=first, daemon=True) for _ in range(wanted)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        try:
            for what in prepare[len(first) :]:
                self._processes.load(what)
        except EARLY as error:
            log.debug("what workers share was not loaded early: %r", error)

    def _begin_one(self, *prepare: Any) -> None:
        worker, is_ready = None, False
        try:
            worker = self._start(*prepare)
            with self._changed:
                self._begun.append(worker)
                if self._is_closed:
                    worker.end()
            for what in prepare:
                worker.prepare(what)
            is_ready = True
        except UserError as error:
            self._cannot_begin = error
        except EARLY as error:
            log.debug("a worker that was begun early is given up: %r", error)
        finally:
            self._settle(worker, is_ready=is_ready)

    def _start(self, *prepare: Any) -> WatchedProcess:
        for what in prepare:
            if what is not None:
                self._processes.load(what)
        return self._processes.start()

    def _settle(self, worker: WatchedProcess | None, *, is_ready: bool) -> None:
        """Ends the beginning of a worker, one way or the other."""
        with self._changed:
            self._beginning -= 1
            if worker in self._begun:
                self._begun.remove(worker)
            if worker is not None and is_ready and not self._is_closed:
                self._idle.append(worker)
            elif worker is not None:
                worker.kill()
            self._changed.notify_all()

    def _take(self, prepare: Any) -> WatchedProcess:
        with self._changed:
            self._changed.wait_for(lambda: self._idle or (not self._beginning and self._in_use < self.count))
            if self._cannot_begin is not None:
                raise self._cannot_begin
            self._in_use += 1
            idle = self._idle.pop() if self._idle else None
        try:
            if idle is not None and idle.is_fit_for(prepare):
                return idle
            if idle is not None:
                idle.kill()
            return self._start(prepare)
        except Raised as raised:
            self._give_back(None)
            raise raised.error from raised
        except BaseException:
            self._give_back(None)
            raise

    def _give_back(self, worker: WatchedProcess | None) -> None:
        with self._changed:
            self._in_use -= 1
            if worker is not None:
                self._idle.append(worker)
            self._changed.notify_all()


_workers: dict[int, WorkerProcesses] = {}
_early: set[WorkerProcesses] = set()


def _of_this_process(count: int) -> WorkerProcesses:
    return _workers.setdefault(count, WorkerProcesses(count))


@contextmanager
def worker_processes(count: int) -> Iterator[Call]:
    """A way to call functions in `count` processes, at least one: each is watched, also where it is the only one.

    Those that were begun early are taken, where there are as many.
    """
    count = max(1, count)
    begun = [workers for workers in _early if workers.count == count]
    workers = begun[0] if begun else WorkerProcesses(count)
    _early.difference_update(begun)
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def begun_early(count: int, wanted: int, *prepare: Any) -> Iterator[None]:
    """Begins some of the `count` processes that `worker_processes` will be asked for, so that imports go on beside."""
    workers = WorkerProcesses(max(1, count))
    workers.begin(wanted, *prepare)
    _early.add(workers)
    try:
        yield
    finally:
        if workers in _early:
            _early.remove(workers)
            workers.close()
