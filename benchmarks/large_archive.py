"""What one article, and nothing new, cost on an archive of N synthetic articles, beside an empty one.

Run as `python benchmarks/large_archive.py [N [FOLDER]] [--no-report]`, by default with 85,000. Prints processor seconds
and memory of `newsetl run --direct`, also without the report, with all its workers, and what the archive adds to
either. Three articles come one after the other, since the first load copies the database and leaves a spare to those
after it. The archive in a folder is kept as it was made, and copied for each call.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np

from newsetl.articles.fingerprints import PERMUTATIONS
from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.stages.registering import STATE
from newsetl.warehouse import build_database, put_in_place
from stories import _state
from synthetic_lake import make_rows
from warehouse import FIRST_DAY, MONTH, timed

PER_DAY = 1400
SAMPLE = Path(__file__).parents[1] / "data" / "sample"
ARTICLES = ("01-iraq-drawdown.txt", "08-hodeidah.txt", "10-bamako-wagner.txt")


def make_archive(folder: Path, count: int) -> None:
    """Lake with the stories' state and database."""
    lake, random = Lake(folder / "lake"), np.random.default_rng(5)
    days = -(-count // PER_DAY)
    for number in range(0, days, MONTH):
        run_id, some = f"run-{number:05}", min(MONTH, days - number)
        with timed(f"  lake: make and stage {some} days"):
            rows = make_rows(FIRST_DAY + timedelta(number), some, PER_DAY, run_id)
            signatures = random.integers(0, 2**32, (some * PER_DAY, PERMUTATIONS), dtype=np.uint32)
            manifest = stage_snapshot(
                lake, run_id, Changes(rows | {STATE: _state(number * PER_DAY, signatures)})
            )
        publish_snapshot(lake, manifest, keep=1)
    with timed("  database: load everything, make marts"):
        beside = build_database(lake, lake.manifest(), folder / "news.duckdb", folder / "next.duckdb")
    put_in_place(beside, folder / "news.duckdb")


def run(what: str, *arguments: str) -> tuple[float, float]:
    """Prints and returns processor seconds and the peak of memory, in MB, of a command with all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsetl", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = _Peak(process.pid)
    _, told = process.communicate()
    peak.ends.set()
    peak.thread.join()
    if process.returncode:
        raise SystemExit(f"newsetl {' '.join(arguments)} failed:\n{told[-600:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    clock = time.perf_counter() - started
    print(f"{what:<46} {cpu:7.2f} s cpu {clock:7.2f} s clock {peak.megabytes:7,.0f} MB at most", flush=True)
    return cpu, peak.megabytes


class _Peak:
    """The proportional memory (PSS) of a process and those below it, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        self.megabytes, self.ends, self._pid = 0.0, threading.Event(), pid
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self) -> None:
        while not self.ends.wait(0.1):
            self.megabytes = max(self.megabytes, sum(_pss(pid) for pid in _tree(self._pid)) / 1024)


def _tree(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in below for each in _tree(child))]


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main(count: int, where: Path | None, options: Sequence[str]) -> None:
    """Makes the archive where there is none, runs the commands on it and on an empty one, and prints what they cost."""
    os.environ.pop("PREFECT_API_URL", None)
    with tempfile.TemporaryDirectory() as name:
        archive, empty, large = where or Path(name) / "made", Path(name) / "empty", Path(name) / "large"
        if not (archive / "news.duckdb").exists():
            make_archive(archive, count)
        size = (archive / "news.duckdb").stat().st_size
        print(f"{count:,} articles, database {size / 1e9:.2f} GB")
        shutil.copytree(archive, large, symlinks=True)
        took = {}
        for folder, kind in ((empty, "empty"), (large, "large")):
            for number, article in enumerate(ARTICLES, 1):
                shutil.copy(SAMPLE / article, Path(name) / article)
                what = f"{kind}: article {number}"
                arguments = ["run", str(Path(name) / article), "--data-dir", str(folder), *options]
                took[kind] = run(what, *arguments)
            took[f"{kind}, nothing new"] = run(f"{kind}: nothing new", *arguments)
    for what, kind in (("one article", ""), ("nothing new", ", nothing new")):
        cpu, memory = (took[f"large{kind}"][i] - took[f"empty{kind}"][i] for i in (0, 1))
        print(f"{what}: the archive adds {cpu:.2f} s of CPU and {memory:,.0f} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=85_000)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--no-report", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    arguments = _arguments()
    main(arguments.count, arguments.folder, ["--direct", *(["--no-report"] if arguments.no_report else [])])
