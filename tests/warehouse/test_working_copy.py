"""A load of a large database begins at the one before the published one, and copies nothing."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import duckdb
import pytest

from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.warehouse import build_database, put_in_place, working_copy
from newsetl.warehouse.database_link import log_of, real_file, retired
from newsetl.warehouse.touched_rows import fresh_articles
from newsetl.warehouse.working_copy import is_unused, is_worth_keeping
from tests.warehouse.archive import changes
from tests.warehouse.test_load import RUNS, at_once, rows
from tests.warehouse.test_load import follow as follow_copies

COUNT = "SELECT count(*) FROM runs"
HOLD = "import sys; held = open(sys.argv[1], 'rb'); print('open', flush=True); sys.stdin.readline()"


@pytest.fixture(autouse=True)
def no_copies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every database is large, on a file system that shares no blocks; names those that were copied."""
    copied: list[str] = []
    copy = working_copy._copy
    monkeypatch.setattr(working_copy, "SPARE_BYTES", 0)
    monkeypatch.setattr(working_copy, "shares_blocks", lambda *_: False)
    monkeypatch.setattr(
        working_copy, "_copy", lambda source, target: (copied.append(source.name), copy(source, target))
    )
    return copied


def follow(folder: Path, runs: Iterable[Changes]) -> Iterator[tuple[Lake, Path]]:
    """A lake and the database that follows it with a spare, after each run."""
    lake, database = Lake(folder / "lake"), folder / "news.duckdb"
    for number, changed in enumerate(runs):
        manifest = stage_snapshot(lake, f"run-{number}", changed)
        beside = build_database(lake, manifest, database, folder / "next.duckdb")
        publish_snapshot(lake, manifest, keep=2)
        put_in_place(beside, database, keep_spare=is_worth_keeping(database))
        yield lake, database


def four_runs() -> Iterator[Changes]:
    return (changes(f"run-{number}", RUNS[number]) for number in range(4))


def test_a_spare_comes_to_the_same_as_a_copy(tmp_path: Path, no_copies: list[str]) -> None:
    """Tables, marts, indexes and what the load touched; only the second load of all copies.

    That a copy comes to the same as a load from nothing is shown in test_load, on the same runs.
    """
    copies = follow_copies(tmp_path / "copies", four_runs())
    for (_, database), (_, copied) in zip(follow(tmp_path, four_runs()), copies, strict=True):
        assert rows(database) == rows(copied)
        assert sorted(fresh_articles(database)) == sorted(fresh_articles(copied))
        assert len(retired(database)) <= 1
    of_spares = [name for name in no_copies if (tmp_path / "databases" / name).parent.exists()]
    assert len(of_spares) == 1 + 3, "one for the first spare, three for the database that is always copied"


@pytest.mark.parametrize("client", ["DuckDB", "a program that copies the file"])
def test_a_spare_that_someone_reads_is_never_written_to(
    tmp_path: Path, no_copies: list[str], client: str
) -> None:
    """Whoever opened the database two runs ago keeps it, byte for byte; the load copies the published one instead."""
    states = follow(tmp_path, four_runs())
    _, database = next(states)
    held = real_file(database)
    if client == "DuckDB":
        with duckdb.connect(str(held), read_only=True) as old:
            next(states)
            lake, _ = next(states)
            assert old.execute(COUNT).fetchall() == [(1,)]
    else:
        command = [sys.executable, "-c", HOLD, str(held)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "open\n"
            assert not is_unused(held)
            before = held.read_bytes()
            descriptor = Path(f"/proc/{reader.pid}/fd")
            next(states)
            lake, _ = next(states)
            opened = [path for path in descriptor.iterdir() if ".duckdb" in str(path.readlink())]
            assert [path.read_bytes() for path in opened] == [before]
            reader.communicate("\n", timeout=60)
    assert len(no_copies) == 2
    assert rows(database) == rows(at_once(lake, tmp_path))


def test_a_spare_that_another_program_wrote_to_is_left(tmp_path: Path, no_copies: list[str]) -> None:
    """Neither its rows nor its log reach a later database."""
    states = follow(tmp_path, four_runs())
    next(states)
    _, database = next(states)
    (old,) = retired(database)
    log_of(old).write_bytes(b"a log of a client that was killed")
    copied = len(no_copies)
    lake, _ = next(states)
    assert len(no_copies) == copied + 1
    assert rows(database) == rows(at_once(lake, tmp_path))


def test_what_cannot_be_opened_to_write_is_no_spare(tmp_path: Path) -> None:
    """As the file of another user: it stops no load."""
    assert not is_unused(tmp_path)


def test_a_database_put_in_place_for_good_leaves_no_spare(tmp_path: Path) -> None:
    """As after a removal: no earlier state is kept."""
    *_, (lake, database) = follow(tmp_path, islice(four_runs(), 2))
    assert len(retired(database)) == 1
    put_in_place(at_once(lake, tmp_path), database)
    assert retired(database) == []
    assert [path.name for path in (tmp_path / "databases").glob("*.duckdb")] == [real_file(database).name]
