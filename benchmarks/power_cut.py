"""Power cuts on a real file system: an ext4 image is copied while a run writes to it, and its journal replayed.

`python benchmarks/power_cut.py [CUTS]` (as root, on Linux with mkfs.ext4 and loop devices): for each cut, a run over
new articles is stopped at a moment drawn by chance, the image is copied as the disk holds it then, without what only
the kernel's memory holds, and the copy is mounted. Told: whether the published state is one run's whole, byte for byte,
with all its originals; and whether a run over the same input then ends with every article, once.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsetl.lake import Lake
from newsetl.lake.repairing import repair
from newsetl.lake.verifying import fault_of
from newsetl.storage.raw_store import load_raw
from tests.forking import forked, kill_after, seconds_of
from tests.stages.plain_run import plain_run
from tests.stages.test_kill import write_articles

MEGABYTES = 400
FIRST, MORE = 6, 6  # articles published before the cuts, and those of the run that is cut off


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop,data=ordered", str(image), str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def new_image(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(MEGABYTES * 1_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(path)], check=True)
    return path


def cut_off(folder: Path, image: Path, inbox: Path, after: float) -> Path:
    """Starts a run, stops it after so many seconds, and copies what the disk holds."""
    run = forked(plain_run, folder / "data", [str(inbox)])
    run.join(after)
    if run.is_alive() and run.pid is not None:
        with suppress(ProcessLookupError):
            os.kill(run.pid, signal.SIGSTOP)
    copy = image.with_name("cut.ext4")
    shutil.copyfile(image, copy)
    kill_after(run, 0)
    return copy


def faults(data_dir: Path) -> list[str]:
    """What is wrong with the state that is shown after a cut, repaired first."""
    lake = Lake(data_dir / "lake")
    repair(lake)
    manifest = lake.manifest()
    folder = lake.snapshot(manifest.snapshot_id)
    found = [fault for file in manifest.files if (fault := fault_of(folder / file.path, file))]
    for entry in lake.read("inputs", ["raw_sha256"]).to_pylist():
        load_raw(data_dir, entry["raw_sha256"])
    return found


def articles(data_dir: Path) -> tuple[int, int]:
    with duckdb.connect(str(data_dir / "news.duckdb"), read_only=True) as connection:
        sql = "SELECT count(*), count(DISTINCT input_id) FROM articles WHERE is_current"
        return connection.execute(sql).fetchall()[0]


def main(cuts: int) -> None:
    chance = random.Random(3)
    whole = complete = 0
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        inbox = home / "in"
        write_articles(inbox, 0, FIRST)
        base = new_image(home / "base.ext4")
        with mounted(base, home / "disk") as disk:
            plain_run(disk / "data", [str(inbox)])
        write_articles(inbox, FIRST, FIRST + MORE)
        with mounted(Path(shutil.copyfile(base, home / "timed.ext4")), home / "disk") as disk:
            span = seconds_of(plain_run, disk / "data", [str(inbox)])
            assert articles(disk / "data") == (FIRST + MORE, FIRST + MORE)
        for number in range(cuts):
            image = Path(shutil.copyfile(base, home / "image.ext4"))
            with mounted(image, home / "disk") as disk:
                copy = cut_off(disk, image, inbox, chance.uniform(0.5 * span, span))
            with mounted(copy, home / "after") as disk:
                found = faults(disk / "data")
                whole += not found
                plain_run(disk / "data", [str(inbox)])
                complete += articles(disk / "data") == (FIRST + MORE, FIRST + MORE)
            print(json.dumps({"cut": number, "faults": found}), flush=True)
    print(f"{whole} of {cuts} cuts left a whole state; after {complete} the next run had every article once")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
