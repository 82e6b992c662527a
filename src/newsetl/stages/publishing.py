"""Stage 5: stages a run's changes as a snapshot and releases it."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from newsetl.lake import Changes, stage_snapshot
from newsetl.lake.parquet import read_table
from newsetl.stages.annotating import failures_of
from newsetl.stages.correcting import current_articles, publish_waiting, with_corrections
from newsetl.stages.reading import Reading
from newsetl.stages.registering import STATE, Registration
from newsetl.stages.releasing import release
from newsetl.stages.retrying import documents_of, quarantine_rows, settled
from newsetl.stages.run_context import RunContext, RunCounts
from newsetl.stages.run_rows import run_row
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.runs import RunStatus
from newsetl.watching import watch


def publish(
    run: RunContext, reading: Reading, registration: Registration, annotated: Sequence[Path]
) -> RunCounts:
    """Publishes what a run read.

    Raises:
        CheckFailed: a check found rows; lake and database stay as they were, the refused database is kept
            in staging/ to be looked at.
    """
    counts = _counts(reading, registration)
    counts.assert_nothing_lost()
    of_documents = {row["article_id"]: row["document_id"] for row in registration.ledger}
    failed = quarantine_rows(run, failures_of(annotated), of_documents)
    newer = settled(run.lake, registration.superseded)
    rows = {
        "articles": registration.articles,
        "quarantine": reading.quarantine + registration.quarantine + failed,
        "inputs": reading.ledger + registration.ledger + list(newer.ledger),
    }
    made = annotation_tables(annotated)
    status: RunStatus = "published" if counts.published else "unchanged"
    current = {row["article_id"]: row for row in registration.articles if row["is_current"]}
    added, rewritten = with_corrections(run, made, current, is_whole=True)
    added = {**added, "runs": run_row(run, status, counts, made)}
    added |= {name: TABLES[name].to_arrow(entries) for name, entries in rows.items()}
    changes = Changes(
        added=added | _registered(registration, added.get("machine_rows")),
        superseded=frozenset(registration.superseded),
        retried=newer.documents | frozenset(reading.retried),
        rewritten=rewritten,
    )
    release(run, stage_snapshot(run.lake, run.run_id, changes))
    watch(run.data_dir, run.started_at, run.settings.allowed_hosts)
    publish_waiting(run)
    return counts


def _counts(reading: Reading, registration: Registration) -> RunCounts:
    return RunCounts(
        read=reading.read,
        published=registration.published,
        duplicate=reading.duplicate + registration.duplicate,
        quarantined=len(reading.quarantine) + len(registration.quarantine),
    )


def _registered(registration: Registration, corrected: pa.Table | None) -> dict[str, pa.Table]:
    """The machine's rows of articles, behind those of corrected rows where there are any, and the state of stories."""
    made = {}
    if registration.machine:
        ours = TABLES["machine_rows"].to_arrow(registration.machine)
        made["machine_rows"] = ours if corrected is None else pa.concat_tables([corrected, ours])
    if registration.stories is not None:
        made[STATE] = registration.stories
    return made


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
        "quarantine": quarantine_rows(run, failures, documents_of(run.lake, failing)),
        "inputs": list(again.ledger),
    }
    made = {**added, "runs": run_row(run, "backfilled", RunCounts(), added)}
    made |= {name: TABLES[name].to_arrow(entries) for name, entries in rows.items()}
    corrected, rewritten = with_corrections(run, added, current_articles(run.lake, articles), is_whole=False)
    changes = Changes(
        {**made, **corrected},
        replaced=frozenset(tables),
        reannotated=frozenset(articles),
        retried=again.documents,
        rewritten=rewritten,
    )
    release(run, stage_snapshot(run.lake, run.run_id, changes))
    publish_waiting(run)


def removal_row(run: RunContext) -> pa.Table:
    """The row of a run that removed articles."""
    return run_row(run, "removed", RunCounts(), {})


def annotation_tables(annotated: Sequence[Path]) -> dict[str, pa.Table]:
    """The rows of annotated batches by table, in the batches' order."""
    return {
        name: read_table([folder / f"{name}.parquet" for folder in annotated], table.arrow_schema)
        for name, table in ANNOTATION_TABLES.items()
    }
