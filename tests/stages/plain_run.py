"""The stages in the flow's order without Prefect: for tests that kill it, or that need no server."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from newsetl.inputs import expand_inputs
from newsetl.pipeline import EXTRACTORS
from newsetl.settings import Settings
from newsetl.stages.annotating import annotate_batch
from newsetl.stages.backfilling import Backfill, outdated_tables, plan_backfill
from newsetl.stages.ledger import Ledger
from newsetl.stages.parsing import parse_batch
from newsetl.stages.publishing import publish, publish_again
from newsetl.stages.reading import Reading, read_inputs, read_quarantine
from newsetl.stages.recovering import recover
from newsetl.stages.registering import register
from newsetl.stages.removing import finish_removal
from newsetl.stages.retrying import plan_retry
from newsetl.stages.run_context import RunContext, RunCounts, new_run, writing


def plain_run(data_dir: Path, inputs: list[str], batch_size: int = 5) -> RunCounts:
    run = new_run(Settings(data_dir=data_dir, batch_size=batch_size, workers=1))
    with writing(run.data_dir):
        recover(run)
        finish_removal(new_run(run.settings))
        return process(run, read_inputs(run, expand_inputs(inputs), Ledger.of(run.lake)))


def plain_replay(data_dir: Path, reason_codes: Sequence[str] = ()) -> RunCounts:
    run = new_run(Settings(data_dir=data_dir, workers=1))
    with writing(run.data_dir):
        recover(run)
        counts = process(run, read_quarantine(run, reason_codes))
        again(run, plan_retry(run, reason_codes))
        return counts


def plain_backfill(data_dir: Path, first: date | None = None, last: date | None = None) -> Backfill:
    run = new_run(Settings(data_dir=data_dir, workers=1))
    with writing(run.data_dir):
        recover(run)
        tables = outdated_tables(run.lake) if first is None and last is None else tuple(EXTRACTORS)
        backfill = plan_backfill(run, tables, first, last)
        again(run, backfill)
        again(run, plan_retry(run, only_changed=True))
        return backfill


def again(run: RunContext, backfill: Backfill) -> None:
    if backfill.batches:
        annotated = [annotate_batch(run, batch) for batch in backfill.batches]
        publish_again(new_run(run.settings), backfill.article_ids, backfill.tables, annotated)


def process(run: RunContext, reading: Reading) -> RunCounts:
    parsed = [parse_batch(run, batch) for batch in reading.batches]
    registration = register(run, parsed)
    annotated = [annotate_batch(run, batch) for batch in registration.batches]
    return publish(run, reading, registration, annotated)
