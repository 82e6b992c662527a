"""Stage 5: what a run made -> the changes that are staged, and released."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from newsetl import __version__
from newsetl.gazetteer import load_gazetteer
from newsetl.lake import Changes, stage_snapshot
from newsetl.lake.parquet import read_table
from newsetl.language import model_info
from newsetl.stages.annotating import failures_of
from newsetl.stages.reading import Reading
from newsetl.stages.registering import STATE, Registration
from newsetl.stages.releasing import release
from newsetl.stages.retrying import documents_of, quarantine_rows, settled
from newsetl.stages.run import RunContext, RunCounts
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.runs import Run, RunStatus


def publish(
    run: RunContext, reading: Reading, registration: Registration, annotated: Sequence[Path]
) -> RunCounts:
    """Publishes what a run read.

    Raises:
        CheckFailed: a check found rows; lake and database stay as they were, the refused database is kept
            in staging/ to be looked at.
    """
    counts = RunCounts(
        read=reading.read,
        published=registration.published,
        duplicate=reading.duplicate + registration.duplicate,
        quarantined=len(reading.quarantine) + len(registration.quarantine),
    )
    counts.assert_nothing_lost()
    of_documents = {row["article_id"]: row["document_id"] for row in registration.ledger}
    failed = quarantine_rows(run, failures_of(annotated), of_documents)
    newer = settled(run.lake, registration.superseded)
    rows = {
        "articles": registration.articles,
        "quarantine": reading.quarantine + registration.quarantine + failed,
        "inputs": reading.ledger + registration.ledger + list(newer.ledger),
    }
    added = annotation_tables(annotated)
    status: RunStatus = "published" if counts.published else "unchanged"
    rows["runs"] = [asdict(_run_row(run, counts, status, added))]
    added |= {name: TABLES[name].to_arrow(entries) for name, entries in rows.items()}
    if registration.stories is not None:
        added[STATE] = registration.stories
    changes = Changes(
        added=added,
        superseded=frozenset(registration.superseded),
        retried=newer.documents | frozenset(reading.retried),
    )
    release(run, stage_snapshot(run.lake, run.run_id, changes))
    return counts


def publish_again(
    run: RunContext, articles: Sequence[str], tables: Sequence[str], annotated: Sequence[Path]
) -> None:
    """Publishes new rows of some tables for articles that are published already.

    Raises:
        CheckFailed: as for publish.
    """
    added = {name: rows for name, rows in annotation_tables(annotated).items() if name in tables}
    failures = failures_of(annotated)
    failing = [failure.article_id for failure in failures]
    again = settled(run.lake, set(articles if set(tables) == set(ANNOTATION_TABLES) else failing))
    rows = {
        "runs": [asdict(_run_row(run, RunCounts(), "backfilled", added))],
        "quarantine": quarantine_rows(run, failures, documents_of(run.lake, failing)),
        "inputs": list(again.ledger),
    }
    added |= {name: TABLES[name].to_arrow(entries) for name, entries in rows.items()}
    changes = Changes(
        added, replaced=frozenset(tables), reannotated=frozenset(articles), retried=again.documents
    )
    release(run, stage_snapshot(run.lake, run.run_id, changes))


def removal_row(run: RunContext) -> pa.Table:
    """The row of a run that removed articles."""
    return TABLES["runs"].to_arrow([asdict(_run_row(run, RunCounts(), "removed", {}))])


def annotation_tables(annotated: Sequence[Path]) -> dict[str, pa.Table]:
    """The rows of annotated batches by table, in the batches' order."""
    return {
        name: read_table([folder / f"{name}.parquet" for folder in annotated], table.arrow_schema)
        for name, table in ANNOTATION_TABLES.items()
    }


def _run_row(
    run: RunContext, counts: RunCounts, status: RunStatus, annotations: Mapping[str, pa.Table]
) -> Run:
    return Run(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=datetime.now(UTC),
        status=status,
        read=counts.read,
        published=counts.published,
        duplicate=counts.duplicate,
        quarantined=counts.quarantined,
        **{name: rows.num_rows for name, rows in annotations.items()},
        code_version=__version__,
        model_name=model_info().name,
        model_hash=model_info().hash,
        gazetteer_version=load_gazetteer().version,
        settings=json.dumps(asdict(run.settings), default=str, sort_keys=True),
    )
