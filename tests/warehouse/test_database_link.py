"""What other programs leave in the database or beside it does nothing to the next one."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from newsetl.lake import Lake
from newsetl.settings import Settings
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import new_run
from newsetl.warehouse import database_snapshot, put_in_place
from newsetl.warehouse.database_link import disturbance, is_changed, log_of, real_file
from newsetl.warehouse.load import build_database
from newsetl.warehouse.working_copy import copy_unchanged
from tests.warehouse.archive import changes
from tests.warehouse.test_load import RUNS, at_once, follow, followed, rows

COUNT = "SELECT count(*) FROM runs"
# Opens for writing as DuckDB's shell does, doubles a table, waits for a signal, and dies without a checkpoint.
CLIENT = """
import duckdb, os, signal, sys
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
connection.execute("INSERT INTO runs FROM runs")
print("written", flush=True)
sys.stdin.readline()
os.kill(os.getpid(), signal.SIGKILL)
"""


class Client:
    """A program that writes to the database."""

    def __init__(self, database: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(database)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._hear("open")

    def write(self) -> None:
        self._tell("written")

    def die(self) -> None:
        self._process.communicate("\n", timeout=60)
        assert self._process.returncode == -signal.SIGKILL

    def _tell(self, answer: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._hear(answer)

    def _hear(self, answer: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == answer


def count(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        return int(connection.execute(COUNT).fetchall()[0][0])


@pytest.mark.parametrize("dies", ["before the next load", "after it"])
def test_the_log_of_a_killed_client_does_nothing(tmp_path: Path, dies: str) -> None:
    """Whether the client wrote and died before the switch or after it: no row is doubled, and the database opens."""
    states = follow(tmp_path, (changes(f"run-{n}", RUNS[n]) for n in range(3)))
    _, database = next(states)
    client = Client(database)
    if dies == "before the next load":
        client.write()
        client.die()
        assert count(database) == 2, "the client's log is that of the file that it opened"
        assert "unpublished bytes" in str(disturbance(database))
        next(states)
    else:
        next(states)
        client.write()
        client.die()
    assert disturbance(database) is None
    for lake, following in [(Lake(tmp_path / "lake"), database), *states]:
        assert rows(following) == rows(at_once(lake, tmp_path))


def test_a_client_that_changed_the_file_is_not_followed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Rows that another program wrote into the file itself are left behind, and that is said."""
    states = follow(tmp_path, (changes(f"run-{n}", RUNS[n]) for n in range(2)))
    _, database = next(states)
    with duckdb.connect(str(database)) as connection:
        connection.execute("INSERT INTO runs FROM runs")
    assert is_changed(database)
    assert not copy_unchanged(database, tmp_path / "copy.duckdb")
    lake, _ = next(states)
    assert rows(database) == rows(at_once(lake, tmp_path))
    assert "another program has written" in caplog.text


@pytest.mark.parametrize("left", ["log", "file"])
def test_the_next_run_of_any_kind_mends_it(tmp_path: Path, left: str) -> None:
    """Also one that publishes nothing."""
    _, database = followed(tmp_path, 1)
    if left == "log":
        client = Client(database)
        client.write()
        client.die()
    else:
        with duckdb.connect(str(database)) as connection:
            connection.execute("DELETE FROM runs")
    recover(new_run(Settings(data_dir=tmp_path)))
    assert count(database) == 1
    assert disturbance(database) is None
    assert not log_of(database).exists()


def test_a_client_that_holds_the_old_database_keeps_it(tmp_path: Path) -> None:
    """Readers of before see what they opened; whoever opens now sees the new; one file is left."""
    states = follow(tmp_path, (changes(f"run-{n}", RUNS[n]) for n in range(2)))
    _, database = next(states)
    with duckdb.connect(str(database), read_only=True) as old:
        next(states)
        assert old.execute(COUNT).fetchall() == [(1,)]
        opening = f"duckdb.connect({str(database)!r}, read_only=True)"
        reading = f"import duckdb; print({opening}.execute({COUNT!r}).fetchall())"
        assert "(2,)" in subprocess.check_output([sys.executable, "-c", reading], text=True)
    assert [path.name for path in (tmp_path / "databases").glob("*.duckdb")] == [real_file(database).name]


def test_no_name_is_used_twice(tmp_path: Path) -> None:
    """The same snapshot loaded again is under another name."""
    lake, database = followed(tmp_path, 1)
    first = real_file(database)
    put_in_place(at_once(lake, tmp_path), database)
    assert real_file(database) != first
    assert database_snapshot(database) == "run-0"


def test_a_database_of_before_the_link_is_taken_over(tmp_path: Path) -> None:
    """A plain news.duckdb with a log beside it: the log is moved aside, the name becomes a link."""
    lake, database = followed(tmp_path, 1)
    plain = shutil.copyfile(real_file(database), tmp_path / "plain")
    shutil.rmtree(tmp_path / "databases")
    database.unlink()
    os.replace(plain, database)
    database.with_name("news.duckdb.wal").write_bytes(b"what some client left")
    put_in_place(at_once(lake, tmp_path), database)
    assert database.is_symlink()
    assert not database.with_name("news.duckdb.wal").exists()
    assert len(list(tmp_path.glob("*.aside"))) == 1
    assert count(database) == 1


def test_a_note_that_is_no_note_costs_a_look(tmp_path: Path) -> None:
    """The database itself then says what it holds."""
    _, database = followed(tmp_path, 1)
    note = real_file(database).with_suffix(".json")
    for content in ("", "[]", json.dumps({"snapshot_id": "x"})):
        note.write_text(content)
        assert database_snapshot(database) == "run-0"
        assert not is_changed(database)


def test_a_killed_build_leaves_nothing_that_the_next_one_reads(tmp_path: Path) -> None:
    """A half-built database with its log, under the name that builds use, is written over."""
    lake, database = followed(tmp_path, 1)
    beside = tmp_path / "next.duckdb"
    beside.write_bytes(b"half")
    Path(f"{beside}.wal").write_bytes(b"a log")
    build_database(lake, lake.manifest(), tmp_path / "none.duckdb", beside)
    assert rows(beside) == rows(database)
