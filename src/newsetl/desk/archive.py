"""The published database as the desk reads it: always the newest state, never half of one, never for too long."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb

from newsetl.warehouse.connection import interrupted_after
from newsetl.warehouse.database_link import real_file
from newsetl.warehouse.macros import create_temporary_macros, missing_macros
from newsetl.warehouse.sandbox import ATTACHED_AS, Limits, open_sandbox

Params = Mapping[str, Any]
Record = dict[str, Any]
T = TypeVar("T")
MOST_REMEMBERED = 500
DESK_LIMITS = Limits(seconds=20, megabytes=2000)


class TooSlow(Exception):
    """A question took longer than the desk lets one take."""


class Memory:
    """Answers of one published state that were asked for last: they never change."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is known of a question, or what `make` finds."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return cast(T, self._known[key])
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Reading:
    """One visitor's look at one published state.

    Args:
        connection: a cursor that reads and writes nothing.
        state: name of the database file, another one for each published state.
        memory: what was counted in this state before.
    """

    connection: duckdb.DuckDBPyConnection
    state: str
    memory: Memory

    def records(self, sql: str, params: Params | None = None) -> list[Record]:
        """The answer's rows, each by column name."""
        cursor = self.connection.execute(sql, dict(params or {}))
        names = [entry[0] for entry in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def record(self, sql: str, params: Params | None = None) -> Record | None:
        """The answer's first row, or None."""
        return next(iter(self.records(sql, params)), None)

    def value(self, sql: str, params: Params | None = None) -> Any:
        """The first value of the answer's first row, or None."""
        row = self.connection.execute(sql, dict(params or {})).fetchone()
        return row[0] if row else None

    def missing_macros(self, names: Sequence[str]) -> list[str]:
        """Macros of this version that the database does not have, because an older newsetl made it."""
        # A new cursor does not see temporary macros of this one
        return self.memory.of(("macros", *names), lambda: missing_macros(self.connection.cursor(), names))

    def add_missing_macros(self, names: Sequence[str]) -> None:
        """Gives this connection the macros that its database does not have.

        Args:
            names: as `macros_for` returns them.
        """
        create_temporary_macros(self.connection, self.missing_macros(names))


@dataclass(slots=True)
class _Opened:
    connection: duckdb.DuckDBPyConnection
    file: Path
    memory: Memory = field(default_factory=Memory)
    readers: int = 0
    is_stale: bool = False


class Archive:
    """Opens news.duckdb read-only, and reopens it when a run has published: readers of the old state keep it.

    Args:
        database: path of news.duckdb.
        limits: time and memory that one question may take.
        on_open: told the name of each published state when it is opened.
    """

    def __init__(
        self,
        database: Path,
        limits: Limits = DESK_LIMITS,
        on_open: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.database = database
        self.limits = limits
        self._on_open = on_open
        self._opened: _Opened | None = None
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A look at the newest published state.

        Raises:
            UserError: there is no database.
            TooSlow: the questions took longer than the limit.
        """
        opened = self._take()
        try:
            with opened.connection.cursor() as cursor, _in_time(cursor, self.limits.seconds):
                cursor.execute(f"USE {ATTACHED_AS}")  # which a cursor does not take over
                yield Reading(cursor, opened.file.name, opened.memory)
        finally:
            self._give_back(opened)

    def close(self) -> None:
        """Closes the database once its last reader has left."""
        with self._lock:
            self._retire()

    def _take(self) -> _Opened:
        with self._lock:
            if self._opened is None or self._opened.file != real_file(self.database):
                opened = self._open()
                self._retire()
                self._opened = opened
                self._on_open(opened.file.name)
            self._opened.readers += 1
            return self._opened

    def _open(self) -> _Opened:
        file = real_file(self.database)
        return _Opened(open_sandbox(self.database, self.limits), file)

    def _retire(self) -> None:
        if self._opened is not None:
            self._opened.is_stale = True
            if not self._opened.readers:
                self._opened.connection.close()
        self._opened = None

    def _give_back(self, opened: _Opened) -> None:
        with self._lock:
            opened.readers -= 1
            if opened.is_stale and not opened.readers:
                opened.connection.close()


@contextmanager
def _in_time(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    with interrupted_after(cursor, seconds) as too_late:
        try:
            yield
        except duckdb.InterruptException as error:
            if too_late.is_set():
                raise TooSlow(f"no answer within {seconds:g} seconds") from error
            raise
