"""Processes for the work on documents, watched from outside: one that takes too long or too much is replaced.

Nothing inside a process can be trusted to stop it: a regular expression that backtracks holds the interpreter for
hours, and no signal handler and no thread gets its turn meanwhile.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import Any, Protocol, TypeVar

from newsetl.errors import Rejected, UserError
from newsetl.stages.gc_freeze import prepared
from newsetl.stages.process_usage import Usage, usage_of

Result = TypeVar("Result")
Item = TypeVar("Item")
LOOK = 0.05  # seconds between two looks at a process
LEAST_ALONE = 10  # articles or documents: to start a process costs more than to work on fewer
CLOCK = 10  # a process that waits is given so many times its processor time by the clock, busy processors not counted
CANNOT_BEGIN = (
    "no worker process can be started: its error stands above, `newsetl doctor` checks the installation"
)
# The kernel ends a worker when the thread that started it ends: one thread starts them all, and lasts.
_starter = ThreadPoolExecutor(1, thread_name_prefix="starts-workers")


@dataclass(frozen=True, slots=True)
class Budget:
    """What one call may take: processor time, and memory beyond what its process had before."""

    seconds: float = 3600.0
    megabytes: int = 1_000_000


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


def at_once(
    work: Callable[[Item], list[Result]], items: Sequence[Item], call: Call, workers: int
) -> list[Result]:
    """What a piece of work gives for each of some items, in their order; each item goes to whichever process is free.

    So a batch keeps all processes busy, and the last one leaves none idle. Where `call` is `call_here`, one after the
    other.
    """
    if call is call_here or min(workers, len(items)) <= 1:
        return [result for item in items for result in work(item)]
    with ThreadPoolExecutor(min(workers, len(items)), thread_name_prefix="waits-for-worker") as threads:
        return [result for found in threads.map(work, items) for result in found]


def without_rest(groups: Sequence[list[Item]]) -> list[list[Item]]:
    """Groups of items, a small last one joined to the one before: no process is started for it alone."""
    if len(groups) < 2 or len(groups[-1]) >= LEAST_ALONE:
        return list(groups)
    return [*groups[:-2], groups[-2] + groups[-1]]


class WorkerProcesses:
    """Worker processes, started when they are needed.

    Pickled it is the number alone, so that a Dask worker, say, has processes of its own.

    Args:
        count: how many calls are worked on at once; more wait.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._free = threading.Semaphore(count)
        self._idle: list[_Worker] = []

    def __reduce__(self) -> tuple[Any, ...]:
        return (_of_this_process, (self._count,))

    def __call__(
        self,
        function: Callable[..., Result],
        /,
        *args: object,
        budget: Budget = Budget(),
        prepare: Any = None,
    ) -> Result:
        """As `Call` says."""
        with self._free:
            worker = self._idle.pop() if self._idle else _starter.submit(_Worker).result()
            try:
                result: Result = worker.call(function, args, budget, prepare)
            except _Raised as raised:
                self._idle.append(worker)
                raise raised.error from raised
            except BaseException:
                worker.kill()
                raise
            self._idle.append(worker)
            return result

    def close(self) -> None:
        """Ends the processes."""
        while self._idle:
            self._idle.pop().kill()


class _Raised(Exception):
    """What the called function itself raised."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.error = error


class _Worker:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        self._pipe, theirs = Pipe()
        command = [
            sys.executable,
            "-P",  # no module is taken from the folder that newsetl is called in
            "-m",
            "newsetl.stages.worker_process",
            str(theirs.fileno()),
            str(os.getpid()),
        ]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment)  # noqa: S603 - ours
        theirs.close()
        self._prepared: set[Any] = set()
        self._has_begun = False

    def call(self, function: Any, args: tuple[object, ...], budget: Budget, prepare: Any) -> Any:
        self._wait_until_begun()
        if prepare is not None and prepare not in self._prepared:
            self._ask(prepared, (prepare,), Budget())
            self._prepared.add(prepare)
        return self._ask(function, args, budget)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._pipe.close()

    def _wait_until_begun(self) -> None:
        """Raises UserError where the process ends before it can take a call: no fault of a document."""
        if self._has_begun:
            return
        try:
            self._pipe.recv()
        except (EOFError, ConnectionError) as broken:
            death = _death(self._process.wait())
            raise (death if death.reason_code == "out_of_memory" else UserError(CANNOT_BEGIN)) from broken
        self._has_begun = True

    def _ask(self, function: Any, args: tuple[object, ...], budget: Budget) -> Any:
        watch = _Watch(self._process.pid, budget)
        try:
            self._pipe.send((function, args))
            while not self._pipe.poll(LOOK):
                watch.look()
            error, result = self._pipe.recv()
        except (EOFError, ConnectionError) as broken:
            raise _death(self._process.wait()) from broken
        if error is not None:
            raise _Raised(error)
        return result


class _Watch:
    """Compares what a process takes with its budget."""

    def __init__(self, pid: int, budget: Budget) -> None:
        self._pid, self._budget = pid, budget
        self._looked, self._waited = time.monotonic(), 0.0
        self._before = usage_of(pid) or Usage(0.0, 0)

    def look(self) -> None:
        """Raises Rejected where the process has overrun."""
        now, moment = usage_of(self._pid), time.monotonic()
        if now is None or not now.is_ready:  # else the machine is busy, and no fault of the document
            self._waited += moment - self._looked
        self._looked = moment
        used = now.seconds - self._before.seconds if now else self._waited
        if used > self._budget.seconds:
            kind = " of processor time" if now else ""
            raise Rejected("timeout", f"took more than {self._budget.seconds:g} seconds{kind}")
        if self._waited > CLOCK * self._budget.seconds:
            raise Rejected("timeout", f"waited more than {CLOCK * self._budget.seconds:g} seconds")
        taken = (now.megabytes - self._before.megabytes) if now else 0
        if taken > self._budget.megabytes:
            raise Rejected("out_of_memory", f"took more than {self._budget.megabytes:,} MB of memory")


def _death(code: int) -> Rejected:
    if code == -signal.SIGKILL:  # as the kernel does where memory is short
        return Rejected("out_of_memory", "the system ended the process that worked on it")
    return Rejected("processing_failed", f"the process that worked on it ended with code {code}")


_workers: dict[int, WorkerProcesses] = {}


def _of_this_process(count: int) -> WorkerProcesses:
    return _workers.setdefault(count, WorkerProcesses(count))


@contextmanager
def worker_processes(count: int) -> Iterator[Call]:
    """A way to call functions in `count` processes, at least one: each is watched, also where it is the only one."""
    workers = WorkerProcesses(max(1, count))
    try:
        yield workers
    finally:
        workers.close()
