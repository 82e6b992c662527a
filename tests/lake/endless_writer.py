"""Publishes small runs one after another until it is killed."""

from datetime import UTC, datetime
from pathlib import Path

from newsetl.lake import Changes, stage_snapshot
from newsetl.settings import Settings
from newsetl.stages.recovering import recover
from newsetl.stages.releasing import release
from newsetl.stages.run_context import RunContext, writing
from newsetl.tables import TABLES
from tests.lake.rows import article, mention, run_row

ARTICLES, MENTIONS = 3, 5  # added by each run
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def publish_next(data_dir: Path) -> None:
    """One run more: what it adds follows from how many there were."""
    settings = Settings(data_dir=data_dir, keep_snapshots=3)
    with writing(data_dir):
        recover(RunContext("", NOW, settings))
        number = RunContext("", NOW, settings).lake.manifest().rows("runs")
        run = RunContext(f"run-{number:05}", NOW, settings)
        ids = [f"a{number}-{i}" for i in range(ARTICLES)]
        added = {
            "articles": [article(i, run_id=run.run_id) for i in ids],
            "region_mentions": [mention(i, k) for i in ids for k in range(MENTIONS)],
            "runs": [run_row(run.run_id)],
        }
        tables = {name: TABLES[name].to_arrow(rows) for name, rows in added.items()}
        release(run, stage_snapshot(run.lake, run.run_id, Changes(tables)))


def publish_on(data_dir: Path) -> None:
    """Runs without an end."""
    while True:
        publish_next(data_dir)
