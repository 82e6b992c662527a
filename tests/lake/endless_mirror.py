"""Publishes and mirrors small runs until it is killed: `python -m tests.lake.endless_mirror LAKE URI`."""

import sys
from pathlib import Path

from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.lake.mirroring import mirror_snapshot
from newsetl.tables import TABLES
from tests.lake.rows import article, mention, run_row

ARTICLES, MENTIONS = 3, 5  # added by each run


def publish_next(lake: Lake) -> None:
    """One run more: what it adds follows from how many there were."""
    number = lake.manifest().rows("runs")
    run_id = f"run-{number:05}"
    ids = [f"a{number}-{i}" for i in range(ARTICLES)]
    added = {
        "articles": [article(i, run_id=run_id) for i in ids],
        "region_mentions": [mention(i, k) for i in ids for k in range(MENTIONS)],
        "runs": [run_row(run_id)],
    }
    tables = {name: TABLES[name].to_arrow(rows) for name, rows in added.items()}
    publish_snapshot(lake, stage_snapshot(lake, run_id, Changes(tables)), keep=3)


if __name__ == "__main__":
    lake = Lake(Path(sys.argv[1]))
    while True:
        publish_next(lake)
        mirror_snapshot(lake, sys.argv[2])
        print(lake.manifest().snapshot_id, flush=True)
