"""The jobs: which stage follows which. How a stage is carried out, and how often it is tried, is for `Steps` to say.

The flows carry them out as Prefect's tasks, `stages/direct.py` in this process alone: the same stages either way.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from newsetl.errors import StoreUnreachable
from newsetl.extractors.versions import MADE_BY
from newsetl.inputs import expand_inputs
from newsetl.replicas.delta import mirror_logs
from newsetl.replicas.mirror import mirror
from newsetl.settings import Settings
from newsetl.stages.annotating import annotate_batch, failures_of
from newsetl.stages.anything_to_do import is_up_to_date
from newsetl.stages.backfilling import Backfill, outdated_tables, plan_backfill
from newsetl.stages.ledger import Ledger
from newsetl.stages.parsing import parse_batch
from newsetl.stages.publishing import publish, publish_again
from newsetl.stages.reading import Reading, read_inputs, read_quarantine
from newsetl.stages.recovering import recover
from newsetl.stages.registering import register
from newsetl.stages.removing import finish_removal
from newsetl.stages.reporting import report
from newsetl.stages.retrying import plan_retry
from newsetl.stages.run_context import RunContext, RunCounts, new_run, writing
from newsetl.stages.shared_state import prepare
from newsetl.stages.workers import Call, worker_processes
from newsetl.watching import watch

Result = TypeVar("Result")
RETRY_SECONDS = (2, 10)  # before the second and the third try
log = logging.getLogger(__name__)


class Steps(Protocol):
    """Carries out stages."""

    def do(self, stage: Callable[..., Result], /, *args: object) -> Result:
        """One stage, with its retries."""
        ...

    def each(
        self, stage: Callable[..., Path], run: RunContext, batches: Sequence[Path], call: Call
    ) -> list[Path]:
        """A stage for every batch, several at once, each with its retries; results in the order of the batches."""
        ...


def go_on_from(run: RunContext, target: str) -> None:
    """Goes on from the state in the object store where nothing is here; stops where another machine has gone on."""
    restored = prepare(run, target)
    if restored is not None:
        # A warning, so that it is seen at any level: on most days there is nothing to restore.
        log.warning(
            "nothing was published in %s: restored %s with %s articles from %s (%s files, %.1f MB)",
            *(run.data_dir, restored.snapshot_id, f"{restored.articles:,}", target),
            *(restored.fetched.files, restored.fetched.bytes / 1e6),
        )


def read_new(run: RunContext, inputs: list[str]) -> Reading:
    """Stages what is new in the inputs."""
    return read_inputs(run, expand_inputs(inputs), Ledger.of(run.lake))


def write_report(run: RunContext, call: Call) -> Path:
    """Writes the HTML report of what has just been published: the checks found nothing, or it would not have been."""
    return report(run.settings, found={}, call=call)


def bring_to_store(run: RunContext, target: str) -> None:
    """Copies the published state to an object store."""
    mirror(run.data_dir, target, keep=run.settings.keep_snapshots)
    if run.settings.delta:
        mirror_logs(run.data_dir, target)


BATCHED: tuple[Callable[..., Path], ...] = (parse_batch, annotate_batch)  # tried again, whatever met them
OF_THE_STORE: tuple[Callable[..., None], ...] = (
    go_on_from,
    bring_to_store,
)  # tried again if it did not answer


def may_answer_later(error: BaseException) -> bool:
    """True after a failure that the object store may recover from by itself."""
    return isinstance(error, StoreUnreachable)


@contextmanager
def started(steps: Steps, settings: Settings) -> Iterator[RunContext]:
    """A run that holds the lock and starts from a whole state."""
    run = new_run(settings)
    with writing(run.data_dir):
        if settings.mirror is not None:
            steps.do(go_on_from, run, settings.mirror)
        recover(run)
        finish_removal(new_run(settings))
        yield run


def main_job(steps: Steps, run: RunContext, inputs: list[str]) -> dict[str, Any]:
    """Inputs -> articles -> rows -> lake -> database -> checks -> report.

    Returns:
        run_id, the counts of `RunCounts`, and how many documents met a bug.
    """
    return _process(steps, run, steps.do(read_new, run, inputs))


def replay_job(steps: Steps, run: RunContext, reason_codes: list[str]) -> dict[str, Any]:
    """Rejected documents again, all or those of some reasons, and articles that could not be annotated."""
    result = _process(steps, run, steps.do(read_quarantine, run, reason_codes))
    again, bugs = _annotate_again(steps, run, plan_retry(run, reason_codes))
    return result | {"bugs": result["bugs"] + bugs, "annotated_again": again}


def backfill_job(steps: Steps, run: RunContext, first: date | None, last: date | None) -> dict[str, Any]:
    """Published articles again: those of a date range, or else what an older extractor made."""
    tables = outdated_tables(run.lake) if first is None and last is None else tuple(MADE_BY)
    articles, bugs = _annotate_again(steps, run, plan_backfill(run, tables, first, last))
    again, more = _annotate_again(steps, run, plan_retry(run, only_changed=True))
    counts = {"articles": articles, "annotated_again": again, "bugs": bugs + more}
    return {"run_id": run.run_id, **counts, "tables": list(tables)}


def _process(steps: Steps, run: RunContext, reading: Reading) -> dict[str, Any]:
    if reading.is_empty and is_up_to_date(run):
        watch(run.data_dir, run.started_at, run.settings.allowed_hosts, has_news=False)
        _bring_to_store(steps, run)  # a run that was killed may not have come so far
        return {"run_id": run.run_id, **RunCounts(reading.read, 0, reading.duplicate, 0).as_dict(), "bugs": 0}
    with worker_processes(run.settings.workers) as call:
        parsed = steps.each(parse_batch, run, reading.batches, call)
        registration = steps.do(register, run, parsed, call)
        annotated = steps.each(annotate_batch, run, registration.batches, call)
        bugs = registration.bugs + _bugs(annotated)  # counted before publishing takes away what was staged
        counts = steps.do(publish, run, reading, registration, annotated)
        _bring_to_store(steps, run)
        if run.settings.report:
            steps.do(write_report, run, call)
    return {"run_id": run.run_id, **counts.as_dict(), "bugs": bugs}


def _annotate_again(steps: Steps, run: RunContext, backfill: Backfill) -> tuple[int, int]:
    """Annotates and publishes, where there is something to do, as a run of its own.

    Returns:
        How many articles, and how many of them met a bug.
    """
    if not backfill.batches:
        return 0, 0
    batches = list(backfill.batches)
    with worker_processes(run.settings.workers) as call:
        annotated = steps.each(annotate_batch, run, batches, call)
    bugs = _bugs(annotated)
    steps.do(publish_again, new_run(run.settings), backfill.article_ids, backfill.tables, annotated)
    _bring_to_store(steps, run)
    return len(backfill.article_ids), bugs


def _bring_to_store(steps: Steps, run: RunContext) -> None:
    if run.settings.mirror is not None:
        steps.do(bring_to_store, run, run.settings.mirror)


def _bugs(annotated: Sequence[Path]) -> int:
    return sum(failure.reason_code == "processing_failed" for failure in failures_of(annotated))
