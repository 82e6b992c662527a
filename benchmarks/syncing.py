"""What waiting for the disk costs: originals and a snapshot of 1,000 articles, with every sync and with none.

`python benchmarks/syncing.py [FOLDER]` (on the disk that is meant; a temporary folder without): syncs and seconds by
the clock, the median of three. Processor time says nothing here: a sync waits.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsetl.core.documents import RawDocument
from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.storage.raw_store import store_originals
from newsetl.tables import TABLES
from tests.lake.rows import article, mention

ARTICLES, MENTIONS, BATCH = 1000, 10, 200
PAGE = 7000  # bytes of an original


class Cost(NamedTuple):
    """Of one step."""

    syncs: int
    seconds: float


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else None
    pages = [RawDocument(os.urandom(PAGE), "text/html", f"{number}.html") for number in range(ARTICLES)]
    measured: dict[bool, list[tuple[Cost, Cost]]] = {True: [], False: []}
    for is_synced in (True, False) * 3:
        with tempfile.TemporaryDirectory(dir=folder) as data_dir:
            measured[is_synced].append(costs(Path(data_dir), pages, is_synced=is_synced))
    print(f"{'':24}{'syncs':>8}{'s':>8}{'s without':>12}")
    for step, name in enumerate(("originals", "snapshot")):
        synced, bare = ([each[step] for each in measured[is_synced]] for is_synced in (True, False))
        medians = [statistics.median(cost.seconds for cost in costs) for costs in (synced, bare)]
        print(f"{name:24}{synced[0].syncs:8}{medians[0]:8.2f}{medians[1]:12.2f}")


def costs(data_dir: Path, pages: list[RawDocument], *, is_synced: bool) -> tuple[Cost, Cost]:
    """What originals and a snapshot cost where syncs wait, or are left out."""
    waited, real = [0], os.fsync

    def sync(descriptor: int) -> None:
        waited[0] += 1
        if is_synced:
            real(descriptor)

    os.fsync = sync  # type: ignore[assignment] # the same, but counted
    try:
        started = time.monotonic()
        for first in range(0, ARTICLES, BATCH):
            store_originals(data_dir, pages[first : first + BATCH])
        originals = Cost(waited[0], time.monotonic() - started)
        started = time.monotonic()
        publish(Lake(data_dir / "lake"))
        return originals, Cost(waited[0] - originals.syncs, time.monotonic() - started)
    finally:
        os.fsync = real


def publish(lake: Lake) -> None:
    """A snapshot of all articles with their mentions."""
    names = [f"a{number}" for number in range(ARTICLES)]
    mentions = [mention(name, number) for name in names for number in range(MENTIONS)]
    added = {
        "articles": TABLES["articles"].to_arrow([article(name) for name in names]),
        "region_mentions": TABLES["region_mentions"].to_arrow(mentions),
    }
    publish_snapshot(lake, stage_snapshot(lake, "run", Changes(added)), 2)


if __name__ == "__main__":
    main()
