"""Readers of the lake and of the database while a writer works and is killed, again and again."""

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.lake import Lake
from tests.forking import PATIENCE, forked, kill_after, seconds_of
from tests.lake.endless_writer import ARTICLES, MENTIONS, publish_next, publish_on

KILLS = 50
PAUSE = 0.02  # seconds between two looks of the reader, which leave the writer a processor
COUNTS = "count(*), count(DISTINCT {key}), count(DISTINCT article_id)"


def read_lake(data_dir: Path) -> tuple[tuple[int, ...], ...]:
    """What a reader sees who lists `current` and reads what it lists, table by table."""
    current = (data_dir / "lake" / "current").resolve()
    return tuple(
        duckdb.sql(
            f"SELECT {COUNTS.format(key=key)} FROM read_parquet('{current}/{table}/*/*.parquet')"
        ).fetchall()[0]
        for table, key in (("articles", "article_id"), ("region_mentions", "region_mention_id"))
    )


def read_database(data_dir: Path) -> tuple[tuple[int, ...], ...]:
    """The same from news.duckdb."""
    with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
        return tuple(
            connection.execute(f"SELECT {COUNTS.format(key=key)} FROM {table}").fetchall()[0]
            for table, key in (("articles", "article_id"), ("region_mentions", "region_mention_id"))
        )


def is_whole(seen: tuple[tuple[int, ...], ...]) -> bool:
    """True for the state after some number of whole runs."""
    (articles, keys, ids), (mentions, mention_keys, with_mentions) = seen
    return (
        articles == keys == ids == with_mentions
        and articles % ARTICLES == 0
        and mentions == mention_keys == articles * MENTIONS
    )


def keep_reading(data_dir: Path, results: Connection, stop: Any) -> None:
    """Reads in a loop; sends how often it read and every state that was not whole or that went back."""
    reads, missed, wrong, last = 0, 0, [], 0
    while not stop.wait(PAUSE):
        for read in (read_lake, read_database):
            try:
                seen = read(data_dir)
            except duckdb.IOException:  # the snapshot was dropped between listing and reading: read again
                missed += 1
                continue
            reads += 1
            if not is_whole(seen):
                wrong.append(seen)
        last = max(last, seen[0][0])
    results.send((reads, missed, wrong, last))


def wait_for_next_run(data_dir: Path) -> None:
    """Returns when one more run is published; TimeoutError where none ever is."""
    lake = Lake(data_dir / "lake")
    before, end = lake.manifest().number, time.monotonic() + PATIENCE
    while lake.manifest().number == before:
        if time.monotonic() > end:
            raise TimeoutError(f"the writer published nothing within {PATIENCE} s")
        time.sleep(PAUSE)


@pytest.mark.slow
def test_readers_see_whole_runs_only_while_the_writer_is_killed_fifty_times(tmp_path: Path) -> None:
    """Every read of lake and database in all that time is the state after a whole number of runs."""
    publish_next(tmp_path)
    calm = seconds_of(publish_next, tmp_path)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    stop = context.Event()
    reader = context.Process(target=keep_reading, args=(tmp_path, sender, stop))
    reader.start()
    moments = random.Random(11)
    killed = []
    for number in range(KILLS):
        writer = forked(publish_on, tmp_path)
        if number % 10 == 0:  # a busy machine may kill all others before their first run is done
            wait_for_next_run(tmp_path)
        killed.append(kill_after(writer, moments.uniform(0.0, 1.5 * calm)))
    stop.set()
    reads, missed, wrong, last = receiver.recv()
    reader.join()
    assert killed == [True] * KILLS, "a writer that never ends by itself had ended"
    assert wrong == []
    assert reads > KILLS
    assert missed < reads / 10
    assert last > 3 * ARTICLES, "the writer never got anywhere"
    publish_next(tmp_path)
    assert is_whole(read_lake(tmp_path))
    assert read_lake(tmp_path) == read_database(tmp_path)


def test_an_open_reader_keeps_its_state_while_a_run_loads(tmp_path: Path) -> None:
    """Neither waits for the other, and a new reader sees the new state."""
    publish_next(tmp_path)
    with duckdb.connect(str(tmp_path / "news.duckdb"), read_only=True) as old:
        before = old.execute("SELECT count(*) FROM articles").fetchall()
        seconds_of(publish_next, tmp_path)
        assert old.execute("SELECT count(*) FROM articles").fetchall() == before
    assert read_database(tmp_path)[0][0] == 2 * ARTICLES


def test_an_earlier_snapshot_can_be_opened(tmp_path: Path) -> None:
    """The state before the last run is still there under its run's name."""
    for _ in range(3):
        publish_next(tmp_path)
    lake = Lake(tmp_path / "lake")
    old = lake.snapshot(lake.manifest().parent)
    count = duckdb.sql(f"SELECT count(*) FROM read_parquet('{old}/articles/*/*.parquet')").fetchall()
    assert count == [(2 * ARTICLES,)]
