"""kill -9 at any moment: the published state is whole, and the next run completes the work."""

import hashlib
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from newsetl.lake import Lake
from newsetl.tables import TABLES
from newsetl.warehouse import database_snapshot
from tests.forking import forked, kill_after, seconds_of
from tests.stages.plain_run import plain_run

ROOT = Path(__file__).parents[2]
KILLS = 12
PATIENCE = 300  # seconds
# Work of a run on another process than its own, as Dask's are: nothing ends it with the run.
LEFTOVER = """
import sys, time
from pathlib import Path
from newsetl.settings import Settings
from newsetl.stages.annotating import annotate_batch
from newsetl.stages.run_context import new_run
from newsetl.stages.workers import call_here
data_dir, articles, flags = (Path(word) for word in sys.argv[1:])
run = new_run(Settings(data_dir=data_dir, workers=1))
def call(function, *args, **watched):
    (flags / "begun").touch()
    deadline = time.monotonic() + 600
    while not (flags / "go").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return call_here(function, *args)
annotate_batch(run, articles, call)
(flags / "done").touch()
"""
# A run that has handed its articles to such a process, and waits.
HANDED_OVER = f"""
import subprocess, sys, time
from pathlib import Path
from newsetl.inputs import expand_inputs
from newsetl.settings import Settings
from newsetl.stages.ledger import Ledger
from newsetl.stages.parsing import parse_batch
from newsetl.stages.reading import read_inputs
from newsetl.stages.registering import register
from newsetl.stages.run_context import new_run, writing
data_dir, folder, flags = (Path(word) for word in sys.argv[1:])
run = new_run(Settings(data_dir=data_dir, workers=1))
with writing(data_dir):
    reading = read_inputs(run, expand_inputs([str(folder)]), Ledger.of(run.lake))
    registration = register(run, [parse_batch(run, batch) for batch in reading.batches])
    (articles,) = registration.batches
    subprocess.Popen([sys.executable, "-c", {LEFTOVER!r}, str(data_dir), str(articles), str(flags)])
    time.sleep(600)
"""


def write_articles(folder: Path, first: int, last: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        record = {
            "id": f"a{number}",
            "outlet": "Outlet",
            "published_at": f"2018-{1 + number % 12:02}-05",
            "text": f"KABUL - The ministry said on Monday that {number + 2},000 troops were in Kabul. " * 3,
        }
        (folder / f"a{number}.json").write_text(json.dumps(record))


def assert_whole(data_dir: Path) -> None:
    """Whatever is published is one run's whole state, with unique keys, in lake and database."""
    manifest = Lake(data_dir / "lake").manifest()
    for name in TABLES:
        paths = Lake(data_dir / "lake").paths(name)
        assert sum(file.rows for file in manifest.of(name)) == sum(
            duckdb.sql(f"SELECT count(*) FROM read_parquet('{path}')").fetchall()[0][0] for path in paths
        )
    if database_snapshot(data_dir / "news.duckdb") is not None:
        with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
            for name, table in TABLES.items():
                keys = ", ".join(table.key)
                sql = f"SELECT count(*), count(DISTINCT ({keys})) FROM {name}"
                total, distinct = connection.execute(sql).fetchall()[0]
                assert total == distinct


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """Killed a dozen times at moments spread over its work, the run that is left alone publishes all, once."""
    folder, data_dir = tmp_path / "in", tmp_path / "data"
    write_articles(folder, 0, 10)
    calm = seconds_of(plain_run, data_dir, [str(folder)])
    moments = random.Random(7)
    killed = 0
    for kill in range(KILLS):
        write_articles(folder, 10, 12 + kill)
        moment = (kill + moments.random()) / KILLS * calm
        killed += kill_after(forked(plain_run, data_dir, [str(folder)]), moment)
        assert_whole(data_dir)
    assert killed > 2
    counts = plain_run(data_dir, [str(folder)])
    counts.assert_nothing_lost()
    assert_whole(data_dir)
    with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
        sql = "SELECT count(*), count(DISTINCT input_id) FROM articles WHERE is_current"
        assert connection.execute(sql).fetchall() == [(11 + KILLS, 11 + KILLS)]
    assert database_snapshot(data_dir / "news.duckdb") == Lake(data_dir / "lake").manifest().snapshot_id


def wait_for(flag: Path) -> None:
    """Until another process says so."""
    deadline = time.monotonic() + PATIENCE
    while not flag.exists():
        assert time.monotonic() < deadline, flag
        time.sleep(0.05)


def digests(data_dir: Path) -> dict[str, str]:
    """SHA-256 of every file that readers, or later runs, read: all but what is staged."""
    return {
        path.relative_to(data_dir).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data_dir.rglob("*")
        if path.is_file() and path.relative_to(data_dir).parts[0] != "staging"
    }


def test_a_leftover_cannot_touch_a_later_runs_files(tmp_path: Path) -> None:
    """A process that the killed run started goes on: what a later run has published stays, and the run after it too."""
    folder, data_dir, flags = tmp_path / "in", tmp_path / "data", tmp_path / "flags"
    write_articles(folder, 0, 3)
    flags.mkdir()
    arguments = [sys.executable, "-c", HANDED_OVER, str(data_dir), str(folder), str(flags)]
    with subprocess.Popen(arguments, cwd=ROOT) as killed:
        wait_for(flags / "begun")
        killed.kill()
    assert plain_run(data_dir, [str(folder)]).published == 3
    before = digests(data_dir)
    (flags / "go").touch()
    wait_for(flags / "done")
    assert list((data_dir / "staging" / "annotated").iterdir()), "the process has written what it had begun"
    assert digests(data_dir) == before
    write_articles(folder, 3, 4)
    counts = plain_run(data_dir, [str(folder)])
    assert (counts.published, counts.duplicate) == (1, 3)
    assert_whole(data_dir)
