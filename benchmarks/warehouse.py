"""What loading one day costs in an archive of ten million mentions, and what each question costs to ask.

Run as `python benchmarks/warehouse.py [DAYS [ARTICLES_PER_DAY [FOLDER]]]`; the default makes 388 days of 1,400
synthetic articles with 20 region mentions each, loads two days more, the first with the time of each mart, and asks
every mart, question and check. A folder is kept, so that a second run continues from there.
"""

import os
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pyarrow as pa

from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.warehouse import build_database, put_in_place, run_checks
from newsetl.warehouse import load as load_module
from newsetl.warehouse import marts as marts_module
from newsetl.warehouse.sql_files import Script, read_scripts
from synthetic_lake import make_rows

FIRST_DAY = date(2023, 1, 1)
Took = tuple[float, float]
# What questions are asked with: names that the synthetic archive has
NAMES = {"actor": "Country 1", "place": "Place 1", "source": "Source 0"}
MONTH = 30  # days in one load while the archive is made


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints wall-clock and processor seconds: on a busy machine only the second counts."""
    started, used = time.perf_counter(), time.process_time()
    yield
    wall, processor = time.perf_counter() - started, time.process_time() - used
    print(f"{what:<52} {wall:8.2f} s {processor:8.2f} s cpu", flush=True)


def publish_days(folder: Path, number: int, days: int, articles: int) -> None:
    """Adds days to the lake and to the database, as one run does."""
    lake, database = Lake(folder / "lake"), folder / "news.duckdb"
    run_id = f"run-{number:05}"
    added: dict[str, pa.Table] = make_rows(FIRST_DAY + timedelta(number), days, articles, run_id)
    with timed(f"  lake: stage a snapshot, {days} day(s)"):
        manifest = stage_snapshot(lake, run_id, Changes(added))
    with timed("  database: copy, load, refresh marts"):
        beside = build_database(lake, manifest, database, folder / "next.duckdb")
    with timed("  checks"):
        findings = run_checks(beside, everything=False)
    assert not findings, findings
    publish_snapshot(lake, manifest, keep=2)
    put_in_place(beside, database)


def publish_archive(folder: Path, days: int, articles: int) -> None:
    """The lake of many days, a month a run, and its database from nothing."""
    lake = Lake(folder / "lake")
    for number in range(0, days, MONTH):
        run_id, count = f"run-{number:05}", min(MONTH, days - number)
        with timed(f"  lake: make and stage {count} days"):
            changes = Changes(make_rows(FIRST_DAY + timedelta(number), count, articles, run_id))
            manifest = stage_snapshot(lake, run_id, changes)
        publish_snapshot(lake, manifest, keep=1)
    with timed("  database: load everything, make marts"):
        beside = build_database(lake, lake.manifest(), folder / "news.duckdb", folder / "next.duckdb")
    put_in_place(beside, folder / "news.duckdb")


def show_sizes(folder: Path) -> None:
    """How large what is kept has become."""
    files = list((folder / "lake" / "current").resolve().rglob("*.parquet"))
    lake, database = sum(path.stat().st_size for path in files), (folder / "news.duckdb").stat().st_size
    print(f"lake {lake / 1e9:.2f} GB in {len(files)} files, database {database / 1e9:.2f} GB")
    with timed("  the copy of the database alone"):
        shutil.copyfile(folder / "news.duckdb", folder / "copy")
    (folder / "copy").unlink()


def ask_everything(database: Path) -> None:
    """Every mart read in full, as a BI tool does, then every question; last, which of them take too long."""
    took: dict[str, Took] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for script in read_scripts("marts"):
            name = f"mart {script.name}{' (stored)' if script.refresh_by else ''}"
            took[name] = usual(name, partial(read, connection, f"FROM {script.name}"))
        for script in read_scripts("examples"):
            # days that the archive has
            sql = re.sub(r"DATE '20\d\d-", f"DATE '{FIRST_DAY.year}-", script.sql)
            given = {known: NAMES.get(known, value) for known, value in script.parameters.items()}
            name = f"question {script.name}"
            took[name] = usual(name, partial(read, connection, sql, given))
    for what, above in (
        ("clock", [name for name, (wall, _) in took.items() if wall > 1]),
        ("processor", [name for name, (_, processor) in took.items() if processor > 1]),
    ):
        print(f"above one second by the {what}: {', '.join(above) or 'none'}")


def read(connection: duckdb.DuckDBPyConnection, sql: str, given: Mapping[str, str] | None = None) -> int:
    """Takes every row, as Arrow."""
    return sum(batch.num_rows for batch in connection.execute(sql, given or None).to_arrow_reader())


def usual(what: str, asked: Callable[[], int]) -> Took:
    """Prints and returns clock and processor seconds, the medians of three times."""
    times = []
    for _ in range(3):
        started, used = time.perf_counter(), time.process_time()
        rows = asked()
        times.append((time.perf_counter() - started, time.process_time() - used))
    wall, processor = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"  {what:<50} {wall:8.2f} s {processor:8.2f} s cpu {rows:10,} rows", flush=True)
    return wall, processor


def main(days: int = 388, articles: int = 1400, where: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(where or name)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "news.duckdb").exists():
            with _steps_shown():
                publish_archive(folder, days, articles)
        last = int(Lake(folder / "lake").manifest().snapshot_id.removeprefix("run-"))
        print("\none day more, its marts one after the other:")
        with _steps_shown(), timed("one day in all"):
            publish_days(folder, max(days, last + 1), 1, articles)
        print("\nanother day, as runs load it:")
        with timed("one day in all"):
            publish_days(folder, max(days, last + 1) + 1, 1, articles)
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")
        show_sizes(folder)
        ask_everything(folder / "news.duckdb")


@contextmanager
def _steps_shown() -> Iterator[None]:
    """Shows each mart's refresh by itself, for which one runs at a time."""
    with ExitStack() as shown:
        shown.enter_context(patch.object(load_module, "AT_ONCE", 1))
        for name in ("refresh", "make_whole"):
            step = getattr(marts_module, name)
            shown.enter_context(patch.object(marts_module, name, partial(_timed_step, step)))
        yield


def _timed_step(
    step: Callable[..., None], connection: duckdb.DuckDBPyConnection, mart: Script, **known: Any
) -> None:
    with timed(f"    refresh {mart.name}"):
        step(connection, mart, **known)


if __name__ == "__main__":
    os.nice(10)
    given = dict(zip(("days", "articles"), map(int, sys.argv[1:3]), strict=False))
    main(**given, where=sys.argv[3] if len(sys.argv) > 3 else None)
