"""A database that followed runs one by one equals one that was made at once."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.lake import Changes, Lake, Manifest, publish_snapshot, stage_snapshot
from newsetl.lake.manifest import DataFile, Delta
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.warehouse import build_database, load, put_in_place
from newsetl.warehouse.marts import DEFINITIONS, EVERYTHING
from newsetl.warehouse.refresh import PERIODS_AT_ONCE, together
from newsetl.warehouse.sql_files import Script, in_order, read_script, read_scripts
from tests.warehouse.archive import Entry, changes, random_runs

# Days of two months and of weeks that straddle them
RUNS = [
    [
        Entry("a", 1, date(2024, 1, 30), "s1"),
        Entry("b", 1, date(2024, 1, 31), "s1", (4000,)),
        Entry("c", 1, None, "s2", (7000,)),
    ],
    [
        Entry("d", 1, date(2024, 2, 1), "s1", (4000,)),
        Entry("a", 2, date(2024, 2, 3), "s1", (5000,), seed=1),
        Entry("c", 2, date(2024, 1, 31), "s2", ()),
    ],
    [
        Entry("e", 1, date(2024, 1, 31), "s2", (9000,)),
        Entry("f", 1, None, "s3", (9000, 4000)),
        Entry("b", 2, None, "s1", (4000, 9000)),
    ],
    [
        Entry("g", 1, date(2023, 12, 31), "s3", (5000, 4000)),
        Entry("d", 2, date(2024, 2, 1), "s4", (5000,), seed=1),
    ],
]
MARTS = [script.name for kind in ("marts", "indexes") for script in read_scripts(kind)]


def follow(folder: Path, runs: Iterable[Changes]) -> Iterator[tuple[Lake, Path]]:
    """A lake and the database that follows it, after each run."""
    lake, database = Lake(folder / "lake"), folder / "news.duckdb"
    for number, changed in enumerate(runs):
        manifest = stage_snapshot(lake, f"run-{number}", changed)
        beside = build_database(lake, manifest, database, folder / "next.duckdb")
        publish_snapshot(lake, manifest, keep=2)
        put_in_place(beside, database)
        yield lake, database


def followed(folder: Path, number: int = len(RUNS)) -> tuple[Lake, Path]:
    """The same after the last of some runs."""
    *_, last = follow(folder, (changes(f"run-{n}", RUNS[n]) for n in range(number)))
    return last


def at_once(lake: Lake, folder: Path, name: str = "at-once") -> Path:
    """The database of the published snapshot made from nothing."""
    return build_database(lake, lake.manifest(), folder / "none.duckdb", folder / f"{name}.duckdb")


def rows(database: Path, names: Iterable[str] = (*TABLES, *MARTS)) -> dict[str, list[tuple[Any, ...]]]:
    """Of every table, mart and index, or of some."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return {name: sorted(connection.execute(f"FROM {name}").fetchall(), key=repr) for name in names}


@dataclass(frozen=True)
class Both:
    """The database that followed all runs, its rows, and those of the one made at once of the last snapshot."""

    lake: Lake
    database: Path
    followed: dict[str, list[tuple[Any, ...]]]
    at_once: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("followed")
    lake, database = followed(folder)
    return Both(lake, database, rows(database), rows(at_once(lake, folder)))


@dataclass(frozen=True)
class SecondRun:
    """A database that followed one run, the snapshot of the next, and the rows of that made at once."""

    lake: Lake
    before: Path
    manifest: Manifest
    at_once: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def second_run(tmp_path_factory: pytest.TempPathFactory) -> SecondRun:
    folder = tmp_path_factory.mktemp("second")
    lake, database = followed(folder, 1)
    manifest = stage_snapshot(lake, "run-1", changes("run-1", RUNS[1]))
    publish_snapshot(lake, manifest, keep=2)
    return SecondRun(lake, database, manifest, rows(at_once(lake, folder)))


@pytest.mark.parametrize("name", [*TABLES, *MARTS])
def test_following_and_making_at_once_come_to_the_same(both: Both, name: str) -> None:
    """Late articles, corrected dates and unknown ones leave no row too many in any table or mart."""
    assert both.followed[name] == both.at_once[name]


@pytest.mark.parametrize(("seed", "small"), [(0, load.SMALL), (1, 0)])
def test_any_course_of_runs_comes_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, small: int
) -> None:
    """After each of some runs drawn by chance, the last of which annotates articles again; small and as if large."""
    monkeypatch.setattr(load, "SMALL", small)
    for lake, database in follow(tmp_path, random_runs(seed, 4)):
        assert rows(database) == rows(at_once(lake, tmp_path))


# Of sources under several names, tests/sql/test_sources.py has the rows; of percentages, test_force_level_views.py; of
# what people said, tests/corrections/.
OF_PEOPLE = ("corrections_to_check", "reviewer_agreement")
FILLED = ("attributions", "entity_mentions", "force_levels", "region_mentions")  # by `random_runs`
NOT_FILLED = (f"{table}_machine" for table in ANNOTATION_TABLES if table not in FILLED)
ROWS_ELSEWHERE = frozenset(
    ("force_level_derived", "source_aliases", "source_links", "user_aliases", *OF_PEOPLE, *NOT_FILLED)
)


@pytest.mark.parametrize("name", sorted({*MARTS} - ROWS_ELSEWHERE))
def test_marts_of_every_kind_have_rows(both: Both, name: str) -> None:
    """What is compared is not nothing."""
    assert len(both.followed[name]) >= 2


def test_an_archive_longer_than_a_month_is_made_piece_by_piece(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pieces come to the same as the whole."""
    for period in PERIODS_AT_ONCE:
        monkeypatch.setitem(PERIODS_AT_ONCE, period, 1)
    monkeypatch.setattr("newsetl.warehouse.refresh.ARTICLES_AT_ONCE", 1)
    pieces = at_once(both.lake, tmp_path, "pieces")
    assert rows(pieces, MARTS) == {name: both.at_once[name] for name in MARTS}


@pytest.mark.parametrize(("least", "pieces"), [(1, [[0, 1], [9], [10]]), (2, [[0, 1], [9, 10]])])
def test_periods_go_together_while_few_articles_lie_in_and_between_them(
    monkeypatch: pytest.MonkeyPatch, least: int, pieces: list[list[int]]
) -> None:
    """Of days 0 to 10, each with one article but the last with five, those that were touched."""
    monkeypatch.setattr("newsetl.warehouse.refresh.ARTICLES_AT_ONCE", 5)
    days = [date(2024, 1, 1) + timedelta(n) for n in range(11)]
    counts = "SELECT DATE '2024-01-01' + n::INTEGER, if(n = 10, 5, 1) FROM range(11) AS r(n)"
    found = together(duckdb.connect(), [days[n] for n in (0, 1, 9, 10)], counts, least)
    assert [[days.index(day) for day in piece] for piece in found] == pieces
    assert not list(together(duckdb.connect(), [], counts, least))


def test_one_at_a_time_with_a_log_comes_to_the_same(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large archive is made so, a small one from several tables and marts at a time."""
    monkeypatch.setattr(load, "SMALL", 0)
    assert rows(at_once(both.lake, tmp_path)) == both.at_once


def _adds(months: Iterable[str], size: int = 1000) -> Manifest:
    """A snapshot of 30 MB that adds articles of some months, of `size` bytes each."""
    held = DataFile("articles", "2024-01", "held.parquet", 9, 30_000_000)
    added = [DataFile("articles", month, "new.parquet", 1, size) for month in months]
    ledger = DataFile("inputs", "unknown", "new.parquet", 1, size)
    delta = Delta(files=tuple(file.path for file in (*added, ledger)))
    return Manifest("run-2", "run-1", 1, (held, *added, ledger), delta)


NEWS = _adds(["2024-02", "2024-03"])


@pytest.mark.parametrize(
    ("steps", "is_as_defined", "is_small"),
    [
        ([NEWS], True, True),
        ([NEWS], False, False),  # other marts: all are made anew
        ([NEWS, _adds(["2023-01", "2023-02"])], True, False),  # corrections of many months
        ([_adds(["2024-02"], 25_000_000)], True, False),
        ([], True, False),
    ],
)
def test_little_of_a_large_archive_is_loaded_like_a_small_one(
    steps: list[Manifest], is_as_defined: bool, is_small: bool
) -> None:
    assert load._is_small(NEWS, steps, is_as_defined) == is_small
    assert load._is_small(replace(NEWS, files=NEWS.files[1:]), steps, is_as_defined)


def test_articles_of_unknown_days_alone_can_be_loaded(tmp_path: Path) -> None:
    runs = (changes(f"run-{number}", [Entry(f"u{number}", 1, None, "s")]) for number in (0, 1))
    for lake, database in follow(tmp_path, runs):
        assert rows(database, MARTS) == rows(at_once(lake, tmp_path), MARTS)


@pytest.mark.parametrize("stops_after", [0, 4096])
def test_a_database_follows_where_files_cannot_share_blocks(
    second_run: SecondRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stops_after: int
) -> None:
    """The copy is made the slow way, whether the quick one fails at once or stops half way."""

    def copy_some(read: int, written: int, count: int) -> int:
        del count
        if os.lseek(read, 0, os.SEEK_CUR) >= stops_after:
            raise OSError("not here")
        return os.write(written, os.read(read, stops_after))

    monkeypatch.setattr("newsetl.warehouse.working_copy.os.copy_file_range", copy_some, raising=False)
    beside = build_database(second_run.lake, second_run.manifest, second_run.before, tmp_path / "next.duckdb")
    assert rows(beside) == second_run.at_once


def test_a_mart_can_become_a_table_or_a_view(second_run: SecondRun, tmp_path: Path) -> None:
    """A database whose mart was of the other kind follows the new definition."""
    older = shutil.copyfile(second_run.before, tmp_path / "older.duckdb")
    with duckdb.connect(str(older)) as connection:
        connection.execute("DROP TABLE region_weeks")
        connection.execute("CREATE VIEW region_weeks AS SELECT 1 AS week")
        connection.execute("DROP VIEW data_quality")
        connection.execute("CREATE TABLE data_quality AS SELECT 1 AS run_id")
        connection.execute(f"UPDATE {DEFINITIONS} SET sha256 = 'of earlier SQL' WHERE name = '{EVERYTHING}'")
    database = tmp_path / "news.duckdb"
    put_in_place(older, database)
    beside = build_database(second_run.lake, second_run.manifest, database, tmp_path / "next.duckdb")
    changed = ("region_weeks", "data_quality")
    assert rows(beside, changed) == {name: second_run.at_once[name] for name in changed}


def test_only_what_is_known_can_be_refreshed_by(tmp_path: Path) -> None:
    """Another unit is an error of the file's author."""
    file = tmp_path / "mart.sql"
    file.write_text("-- A mart\n-- refresh by: hour\nSELECT 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="refresh by: hour"):
        read_script(file)


@pytest.mark.parametrize(
    "mart", [script for script in read_scripts("marts") if script.refresh_by], ids=lambda mart: mart.name
)
def test_a_stored_mart_has_the_column_it_is_refreshed_by(both: Both, mart: Script) -> None:
    """Without it a load could not say which of its rows to rebuild."""
    with duckdb.connect(str(both.database), read_only=True) as connection:
        columns = {column[0] for column in connection.execute(f"FROM {mart.name} LIMIT 0").description}
    asked_for = {"month of the story": "month", "story": "story_id", "claim": "claim_id"}
    wanted = asked_for.get(str(mart.refresh_by), mart.refresh_by)
    assert mart.refresh_by == "load" or any(f"_{column}".endswith(f"_{wanted}") for column in columns)


def test_what_is_read_comes_first() -> None:
    """Marts, indexes and macros come after all that they name behind FROM or JOIN."""
    scripts = [script for kind in ("macros", "marts", "indexes") for script in read_scripts(kind)]
    done: set[str] = set()
    for script, reads in in_order(scripts):
        assert set(reads) == script.reads & {each.name for each in scripts}
        assert set(reads) <= done
        done.add(script.name)
    assert done == {script.name for script in scripts}
    by_name = {script.name: script.reads for script in scripts}
    assert "region_weeks" in by_name["region_trend"]
    assert "newsetl_words" in by_name["search_articles"]
