"""A process for the work on documents, watched from outside: it takes no more than it may.

Nothing inside a process can be trusted to stop it: a regular expression that backtracks holds the interpreter for
hours, and no signal handler and no thread gets its turn meanwhile.
"""

import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from newsetl.errors import Rejected, UserError
from newsetl.stages.gc_freeze import prepared
from newsetl.stages.process_usage import Usage, usage_of

LOOK = 0.05  # seconds between two looks at a process
CLOCK = 10  # a process that waits is given so many times its processor time by the clock, busy processors not counted
CANNOT_BEGIN = (
    "no worker process can be started: its error stands above, `newsetl doctor` checks the installation"
)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one call may take: processor time, and memory beyond what its process had before."""

    seconds: float = 3600.0
    megabytes: int = 1_000_000


UNBOUNDED = Budget()


class Raised(Exception):
    """What the called function itself raised."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.error = error


class Process(Protocol):
    """A process that was started here or forked elsewhere: what is used of `subprocess.Popen`."""

    pid: int

    def kill(self) -> None: ...

    def wait(self) -> int: ...


class WatchedProcess:
    """One process and the pipe to it.

    Args:
        process: one that answers at the other end of the pipe.
        pipe: this end.
        loaded: what it had loaded before it was forked; None for one that loads everything itself.
    """

    def __init__(self, process: Process, pipe: Connection, loaded: frozenset[Any] | None = None) -> None:
        self._process, self._pipe, self._loaded = process, pipe, loaded
        self._prepared: set[Any] = set()
        self._has_begun = False

    def is_fit_for(self, prepare: Any) -> bool:
        """False for one in whose place another should be forked, from what has loaded more by now."""
        return prepare is None or self._loaded is None or prepare in self._loaded

    def call(self, function: Any, args: tuple[object, ...], budget: Budget, prepare: Any) -> Any:
        self.prepare(prepare)
        return self._ask(function, args, budget)

    def prepare(self, what: Any) -> None:
        """Has the process call a function without arguments, unless it has done so before or there is none."""
        self._wait_until_begun()
        if what is not None and what not in self._prepared:
            self._ask(prepared, (what,), UNBOUNDED)
            self._prepared.add(what)

    def end(self) -> None:
        """Ends the process; who works with it finds out."""
        self._process.kill()

    def kill(self) -> None:
        self.end()
        self._process.wait()
        self._pipe.close()

    def _wait_until_begun(self) -> None:
        """Raises UserError where the process ends before it can take a call: no fault of a document."""
        if self._has_begun:
            return
        try:
            self._pipe.recv()
        except (EOFError, ConnectionError) as broken:
            death = why_it_ended(self._process.wait())
            raise (death if death.reason_code == "out_of_memory" else UserError(CANNOT_BEGIN)) from broken
        self._has_begun = True

    def _ask(self, function: Any, args: tuple[object, ...], budget: Budget) -> Any:
        watch = Watch(self._process.pid, budget)
        try:
            self._pipe.send((function, args))
            while not self._pipe.poll(LOOK):
                watch.look()
            error, result = self._pipe.recv()
        except (EOFError, ConnectionError) as broken:
            raise why_it_ended(self._process.wait()) from broken
        if error is not None:
            raise Raised(error)
        return result


class Watch:
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


def why_it_ended(code: int) -> Rejected:
    """The reason that a process leaves which ended by itself, from its exit code."""
    if code == -signal.SIGKILL:  # as the kernel does where memory is short
        return Rejected("out_of_memory", "the system ended the process that worked on it")
    return Rejected("processing_failed", f"the process that worked on it ended with code {code}")
