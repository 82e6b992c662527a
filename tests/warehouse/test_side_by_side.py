"""Tasks on several connections to a database: in their order, apart from each other, ended by the first that fails."""

import threading
from functools import partial

import duckdb
import pytest

from newsetl.warehouse.side_by_side import Task, run_side_by_side

Connection = duckdb.DuckDBPyConnection


@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_a_task_begins_once_those_before_it_have_ended(at_once: int) -> None:
    """Also where a name between them stands for no work."""
    ended: list[str] = []

    def work(connection: Connection, name: str) -> None:
        connection.execute(f"INSERT INTO done VALUES ('{name}')")
        ended.append(name)

    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE done (name VARCHAR)")
        tasks: dict[str, Task] = {name: partial(work, name=name) for name in "dcba"}
        run_side_by_side(connection, tasks, {"d": ["view"], "view": ["c"], "c": ["b"], "b": []}, at_once)
        rows = connection.execute("SELECT name FROM done ORDER BY name").fetchall()
    assert rows == [("a",), ("b",), ("c",), ("d",)]
    assert [name for name in ended if name != "a"] == ["b", "c", "d"]


def test_the_first_of_those_that_can_begin_begins() -> None:
    begun: list[str] = []
    with duckdb.connect() as connection:
        tasks: dict[str, Task] = {name: lambda _, name=name: begun.append(name) for name in "dcba"}
        run_side_by_side(connection, tasks, {"d": ["a"]}, 1)
    assert begun == ["c", "b", "a", "d"]


def test_tasks_run_together_with_temporary_views_of_their_own() -> None:
    """Each waits until the other has made its view under the same name."""
    both = threading.Barrier(2, timeout=20)
    found: dict[str, object] = {}

    def work(connection: Connection, name: str) -> None:
        connection.execute(f"CREATE TEMP VIEW rows AS SELECT '{name}' AS name")
        both.wait()
        found[name] = connection.execute("FROM rows").fetchone()

    with duckdb.connect() as connection:
        run_side_by_side(connection, {name: partial(work, name=name) for name in "ab"}, {}, 2)
    assert found == {"a": ("a",), "b": ("b",)}


@pytest.mark.parametrize("at_once", [1, 2])
def test_no_task_begins_after_one_that_failed(at_once: int) -> None:
    begun: list[str] = []

    def work(_: Connection, name: str) -> None:
        begun.append(name)
        raise ValueError(name)

    tasks: dict[str, Task] = {name: partial(work, name=name) for name in "abcdef"}
    with duckdb.connect() as connection, pytest.raises(ValueError, match=r"[ac]"):
        run_side_by_side(connection, tasks, {"b": ["a"]}, at_once)
    assert len(begun) <= at_once
    assert "b" not in begun
