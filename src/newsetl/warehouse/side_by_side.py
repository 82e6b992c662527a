"""Statements that do not wait for each other, on several connections to one database at once.

DuckDB gives a second core something to do from some 120,000 rows on. Of fewer rows it makes a mart on one core, so that
several marts, or tables, made at a time take as long as the longest.
"""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter

import duckdb

from newsetl.warehouse.ddl import identifier

AT_ONCE = 3  # one is the index of words, which takes as long as all others
Task = Callable[[duckdb.DuckDBPyConnection], None]


def run_side_by_side(
    connection: duckdb.DuckDBPyConnection,
    tasks: Mapping[str, Task],
    after: Mapping[str, Collection[str]],
    at_once: int,
) -> None:
    """Runs tasks, each once those that it comes after have ended.

    Args:
        connection: to the database; every task gets a connection of its own, or this one where one runs at a time.
        tasks: by name; of those that could begin, the first begins.
        after: what each task comes after, by name; names without a task take no time.
        at_once: how many may run at a time.

    Raises:
        graphlib.CycleError: two come after each other.
        Exception: what the first task that failed raised; no other begins.
    """
    order = TopologicalSorter({**dict.fromkeys(tasks, ()), **after})
    order.prepare()
    ranks = {name: rank for rank, name in enumerate(tasks)}
    waiting: list[str] = []
    running: dict[Future[None], str] = {}
    with ThreadPoolExecutor(at_once) as threads:
        while order.is_active():
            for name in order.get_ready():
                if name in tasks:
                    waiting.append(name)
                else:
                    order.done(name)
            waiting.sort(key=ranks.__getitem__)
            while waiting and len(running) < at_once:
                name = waiting.pop(0)
                used = connection if at_once == 1 else _second_connection(connection)
                running[threads.submit(tasks[name], used)] = name
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                order.done(running.pop(future))
                future.result()


def _second_connection(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection to the same database that has temporary tables and views of its own."""
    row = connection.execute("SELECT current_database()").fetchone()
    cursor = connection.cursor()
    cursor.execute(f"USE {identifier(str(row[0]) if row else '')}")
    return cursor
