"""Two ways to start worker processes: forked from a process that has loaded what they share, or each by itself."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from typing import Any, Protocol

from newsetl.errors import Rejected, UserError
from newsetl.stages.watched_process import CANNOT_BEGIN, Raised, WatchedProcess, why_it_ended

PATIENCE = 0.5  # seconds that a fork server has to finish what it is at, before it is killed
# Of NumPy and of DuckDB, which has no variable of its own: there are as many processes as are to be at work.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "SLURM_CPUS_ON_NODE": "1"}
# The kernel ends a process when the thread that started it ends: one thread starts them all, and lasts.
_starter = ThreadPoolExecutor(1, thread_name_prefix="starts-workers")


class Start(Protocol):
    """A way to start processes.

    Attributes:
        shares: whether they share what was loaded before they were started.
    """

    shares: bool

    def load(self, what: Any) -> None:
        """Has something loaded that processes started from now on share, where they can. Raises `Raised`."""
        ...

    def start(self) -> WatchedProcess:
        """A new process."""
        ...

    def end(self) -> None:
        """Ends what was needed to start them."""
        ...


class Spawning:
    """Each process is a Python of its own, and loads for itself what it is to be prepared with."""

    shares = False

    def load(self, what: Any) -> None:
        """Nothing is shared."""

    def start(self) -> WatchedProcess:
        """As `Start` says."""
        return WatchedProcess(*_started("worker"))

    def end(self) -> None:
        """Nothing was needed."""


class Forking:
    """Processes are forked from a fork server, in whose place another is started where it has died.

    Only on Linux: the libraries of macOS cannot be forked safely.
    """

    shares = True

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._server: ForkServer | None = None
        self._is_ended = False

    def load(self, what: Any) -> None:
        """As `Start` says; who asks for the same meanwhile waits."""
        self._running().load(what)

    def start(self) -> WatchedProcess:
        """As `Start` says."""
        return self._running().fork()

    def end(self) -> None:
        """As `Start` says; processes that are still there end too."""
        with self._changing:
            self._is_ended = True
        if self._server is not None:
            self._server.end()

    def _running(self) -> "ForkServer":
        with self._changing:
            if self._is_ended:
                raise RuntimeError("no process is started any more")
            if self._server is None or self._server.has_ended():
                self._server = ForkServer()
            return self._server


class ForkServer:
    """A process that loads what workers share, and forks them; it answers one request after the other."""

    def __init__(self) -> None:
        self._process, self._pipe = _started("server")
        self._turn = threading.Lock()
        self._loaded: frozenset[Any] = frozenset()
        self._has_begun = False

    def load(self, what: Any) -> None:
        """Has it load something, unless it has; raises `Raised` with what that raises."""
        with self._turn:
            if what not in self._loaded:
                self._ask("load", what)
                self._loaded |= {what}

    def fork(self) -> WatchedProcess:
        """A worker that has loaded what the server has."""
        ours, theirs = Pipe()
        try:
            with self._turn:
                pid = self._ask("fork", handle=theirs.fileno())
                loaded = self._loaded
        finally:
            theirs.close()
        return WatchedProcess(ForkedProcess(pid, self), ours, loaded)

    def exit_code(self, pid: int) -> int:
        """Waits for the end of one of its workers."""
        with self._turn:
            try:
                code: int = self._ask("exit_code", pid)
            except (Rejected, UserError):
                return -signal.SIGKILL  # as workers end with their server
        return code

    def has_ended(self) -> bool:
        """True once it has died or was ended."""
        return self._process.poll() is not None

    def end(self) -> None:
        """Ends it and its workers, also where it hangs in what it loads."""
        if self._turn.acquire(timeout=PATIENCE):
            self._pipe.close()  # it takes its workers with it
            self._turn.release()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        self._process.kill()
        self._process.wait()

    def _ask(self, what: str, *args: Any, handle: int | None = None) -> Any:
        """What it answers.

        Raises:
            Raised: with what was raised there.
            Rejected, UserError: it has died.
        """
        try:
            if not self._has_begun:
                self._pipe.recv()
                self._has_begun = True
            self._pipe.send((what, *args))
            if handle is not None:
                send_handle(self._pipe, handle, self._process.pid)
            error, result = self._pipe.recv()
        except (EOFError, OSError) as broken:  # the pipe is closed, here or there
            death = why_it_ended(self._process.wait())
            raise (death if death.reason_code == "out_of_memory" else UserError(CANNOT_BEGIN)) from broken
        if error is not None:
            raise Raised(error)
        return result


class ForkedProcess:
    """A process that a fork server has forked: what `subprocess.Popen` is for one's own."""

    def __init__(self, pid: int, server: ForkServer) -> None:
        self.pid = pid
        self._server = server
        self._code: int | None = None

    def kill(self) -> None:
        """Kills it, unless its end was waited for: its number may be another's by then."""
        if self._code is None and not self._server.has_ended():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code; the negative number of a signal where that has ended it."""
        if self._code is None:
            self._code = self._server.exit_code(self.pid)
        return self._code


def _started(role: str) -> tuple["subprocess.Popen[bytes]", Connection]:
    """A Python that runs `worker_process`, and the pipe to it."""
    return _starter.submit(_start, role).result()


def _start(role: str) -> tuple["subprocess.Popen[bytes]", Connection]:
    ours, theirs = Pipe()
    command = [
        sys.executable,
        "-P",  # no module is taken from the folder that newsetl is called in
        "-m",
        "newsetl.stages.worker_process",
        str(theirs.fileno()),
        str(os.getpid()),
        role,
    ]
    environment = os.environ | ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment)  # noqa: S603 - ours
    theirs.close()
    return process, ours
