"""Machines that share an object store: each is a folder with a data directory of its own."""

import contextlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import duckdb

from newsetl.inputs import expand_inputs
from newsetl.lake import Changes, Lake
from newsetl.lake.manifest import CHECKSUM
from newsetl.replicas.mirror import mirror
from newsetl.settings import Settings
from newsetl.stages import run_rows
from newsetl.stages.ledger import Ledger
from newsetl.stages.reading import read_inputs
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import RunContext, RunCounts, writing
from newsetl.stages.shared_state import prepare
from newsetl.tables import TABLES
from tests.lake.rows import article, mention, run_row
from tests.lake.test_snapshots import publish
from tests.stages.plain_run import process

DAY = datetime(2024, 5, 1, 6, tzinfo=UTC)
SAID = "KABUL - The ministry said on Monday that {troops} troops were in Kabul, and {troops} more in Herat. "


def write_articles(folder: Path, first: int, last: int) -> Path:
    """Articles by number, and every third time a document that is refused."""
    folder.mkdir(exist_ok=True)
    for number in range(first, last):
        text = "Too short." if number % 3 == 2 else SAID.format(troops=number + 200) * 3
        record = {"id": f"a{number}", "outlet": "Outlet", "published_at": f"2024-0{1 + number % 4}-05"}
        (folder / f"a{number}.json").write_text(json.dumps(record | {"text": text}))
    return folder


def run_on(home: Path, day: int, inputs: Path | None, uri: str | None = None) -> RunCounts:
    """One day's run on a machine, with all that differs between runs given: the clock, the id, the data directory.

    Args:
        home: the machine's folder.
        day: 0 is the first day.
        inputs: folder that is read; None where there is nothing to read.
        uri: object store that the machine works with.
    """
    now = DAY + timedelta(days=day)
    run = RunContext(
        f"{now:%Y%m%dT%H%M%S.%fZ}-000000", now, Settings(data_dir=Path("data"), batch_size=2, workers=1)
    )
    home.mkdir(exist_ok=True)
    with contextlib.chdir(home), mock.patch.object(run_rows, "datetime") as clock, writing(run.data_dir):
        clock.now.return_value = now
        if uri is not None:
            prepare(run, uri)
        recover(run)
        counts = process(
            run, read_inputs(run, expand_inputs([str(inputs)] if inputs else []), Ledger.of(run.lake))
        )
        if uri is not None:
            mirror(run.data_dir, uri)
    return counts


def published(home: Path) -> dict[str, bytes]:
    """Every file of the published snapshot with its content, the manifest too."""
    current = (home / "data" / "lake" / "current").resolve()
    return {
        path.relative_to(current).as_posix(): path.read_bytes()
        for path in current.rglob("*")
        if path.is_file()
    }


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the database, its rows in the order of all their columns."""
    with duckdb.connect(str(home / "data" / "news.duckdb"), read_only=True) as connection:
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in TABLES}


def publish_rows(home: Path, run_id: str) -> None:
    """Publishes a run of invented rows: for what does not depend on what a run makes."""
    ids = [f"{run_id}-{i}" for i in range(2)]
    added = {
        "articles": [article(i, run_id=run_id) for i in ids],
        "region_mentions": [mention(i, k) for i in ids for k in range(3)],
        "inputs": [
            {"document_id": f"doc_{i}", "raw_uri": "a.txt", "outcome": "published", "run_id": run_id}
            | {"read_at": DAY}
            for i in ids
        ],
        "runs": [run_row(run_id)],
    }
    tables = {name: TABLES[name].to_arrow(entries) for name, entries in added.items()}
    publish(Lake(home / "data" / "lake"), run_id, Changes(tables))


def unsigned(manifest: bytes) -> bytes:
    """A manifest without its checksum, as older versions wrote it and as whoever changes one may leave it."""
    return manifest.partition(CHECKSUM.encode())[0] + b"\n}\n"
