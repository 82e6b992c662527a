"""The flows: which stage follows which, how often a stage is tried, how many run at once. Nothing else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task, unmapped
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from newsetl.errors import StoreUnreachable
from newsetl.inputs import expand_inputs
from newsetl.inputs.collect import ARCHIVE_FOLDER, CollectSettings, collect
from newsetl.mirror import mirror
from newsetl.pipeline import EXTRACTORS
from newsetl.settings import load_settings
from newsetl.stages.annotating import annotate_batch, failures_of
from newsetl.stages.backfilling import Backfill, outdated_tables, plan_backfill
from newsetl.stages.parsing import parse_batch
from newsetl.stages.preparing import prepare
from newsetl.stages.progress import tell
from newsetl.stages.publishing import publish, publish_again
from newsetl.stages.reading import Ledger, Reading, read_inputs, read_quarantine
from newsetl.stages.registering import Registration, register
from newsetl.stages.releasing import recover
from newsetl.stages.removing import finish_removal
from newsetl.stages.reporting import report
from newsetl.stages.retrying import plan_retry
from newsetl.stages.run import RunContext, RunCounts, new_run, writing
from newsetl.stages.summary import summary_markdown
from newsetl.stages.workers import Call, worker_processes

RUNNER: Any = ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1)
FLOW: dict[str, Any] = {"validate_parameters": False, "task_runner": RUNNER}
ONCE: dict[str, Any] = {"cache_policy": NO_CACHE}
RETRIED: dict[str, Any] = ONCE | {"retries": 2, "retry_delay_seconds": [2, 10], "retry_jitter_factor": 0.5}


def _may_answer_later(_task: Any, _run: Any, state: Any) -> bool:
    """True after a failure that the object store may mend by itself."""
    return isinstance(state.result(raise_on_failure=False), StoreUnreachable)


OF_THE_STORE: dict[str, Any] = RETRIED | {"retry_condition_fn": _may_answer_later}


@task(name="prepare", **OF_THE_STORE)
def prepare_task(run: RunContext, target: str) -> None:
    """Goes on from the state in the object store where nothing is here; stops where another machine has gone on."""
    restored = prepare(run, target)
    if restored is not None:
        # A warning, so that it is seen at any level: on most days there is nothing to restore.
        get_run_logger().warning(
            "nothing was published in %s: restored %s with %s articles from %s (%s files, %.1f MB)",
            *(run.data_dir, restored.snapshot_id, f"{restored.articles:,}", target),
            *(restored.fetched.files, restored.fetched.bytes / 1e6),
        )


@task(name="read", **ONCE)
def read_task(run: RunContext, inputs: list[str]) -> Reading:
    """Stages what is new in the inputs."""
    return read_inputs(run, expand_inputs(inputs), Ledger.of(run.lake))


@task(name="read-quarantine", **ONCE)
def read_quarantine_task(run: RunContext, reason_codes: list[str]) -> Reading:
    """Stages quarantined documents again."""
    return read_quarantine(run, reason_codes)


@task(name="parse", task_run_name="parse {batch.name}", **RETRIED)
def parse_task(run: RunContext, batch: Path, call: Call) -> Path:
    """Parses one batch."""
    return parse_batch(run, batch, call)


@task(name="register", **ONCE)
def register_task(run: RunContext, parsed: list[Path]) -> Registration:
    """Tells new articles, revisions and duplicates apart."""
    return register(run, parsed)


@task(name="annotate", task_run_name="annotate {batch.name}", **RETRIED)
def annotate_task(run: RunContext, batch: Path, call: Call) -> Path:
    """Annotates one batch."""
    return annotate_batch(run, batch, call)


@task(name="publish", **ONCE)
def publish_task(
    run: RunContext, reading: Reading, registration: Registration, annotated: list[Path]
) -> RunCounts:
    """Publishes lake and database together, or neither."""
    return publish(run, reading, registration, annotated)


@task(name="report", **ONCE)
def report_task(run: RunContext) -> Path:
    """Writes the HTML report of the published database."""
    return report(run.settings)


@task(name="mirror", **OF_THE_STORE)
def mirror_task(run: RunContext, target: str) -> None:
    """Copies the published state to an object store."""
    mirror(run.data_dir, target, keep=run.settings.keep_snapshots)


@task(name="collect", **ONCE)
def collect_task(feeds: str, run: RunContext) -> list[str]:
    """Fetches what the feeds name anew; returns the archives of all collections, for the ledger knows the rest."""
    settings = CollectSettings(data_dir=run.data_dir, allowed_hosts=run.settings.allowed_hosts)
    collect(Path(feeds), settings)
    return sorted(str(path) for path in (run.data_dir / "raw" / ARCHIVE_FOLDER).glob("*.warc.gz"))


@task(name="publish-again", **ONCE)
def publish_again_task(run: RunContext, backfill: Backfill, annotated: list[Path]) -> None:
    """Publishes new rows for published articles, lake and database together, or neither."""
    publish_again(run, backfill.article_ids, backfill.tables, annotated)


@flow(name="newsetl-run", **FLOW)
def run_news(
    inputs: list[str], data_dir: str | None = None, config: str | None = None, **settings: Any
) -> dict[str, Any]:
    """The main job: inputs -> articles -> rows -> lake -> database -> checks.

    Args:
        inputs: files, folders, globs.
        data_dir: where everything lives; default as in newsetl.toml.
        config: a newsetl.toml; default the one in the working directory.
        settings: any other setting by name.

    Returns:
        run_id, the counts read, published, duplicate, quarantined, and how many documents met a bug.
    """
    with _run(data_dir, config, settings) as run:
        return _process(run, read_task(run, inputs))


@flow(name="newsetl-daily", **FLOW)
def daily_news(
    feeds: str,
    inputs: list[str] | None = None,
    data_dir: str | None = None,
    config: str | None = None,
    **settings: Any,
) -> dict[str, Any]:
    """Collects what the feeds of a FEEDS.toml name anew, then does the main job on it and on other inputs."""
    with _run(data_dir, config, settings) as run:
        collected = collect_task(feeds, run)
        return _process(run, read_task(run, [*collected, *(inputs or [])]))


@flow(name="newsetl-replay-quarantine", **FLOW)
def replay_quarantine(
    reason_codes: list[str] | None = None,
    data_dir: str | None = None,
    config: str | None = None,
    **settings: Any,
) -> dict[str, Any]:
    """Rejected documents again, all or those of some reasons, and articles that could not be annotated.

    Returns:
        What run_news returns, and how many articles were annotated again.
    """
    with _run(data_dir, config, settings) as run:
        result = _process(run, read_quarantine_task(run, reason_codes or []))
        retry, bugs = _annotate_again(run, plan_retry(run, reason_codes or []))
        return result | {"bugs": result["bugs"] + bugs, "annotated_again": retry}


@flow(name="newsetl-backfill", **FLOW)
def backfill_news(
    first: date | None = None,
    last: date | None = None,
    data_dir: str | None = None,
    config: str | None = None,
    **settings: Any,
) -> dict[str, Any]:
    """Annotates published articles again: those of a date range, or else what an older extractor made.

    Returns:
        run_id, how many articles were annotated again, how many that had failed were tried again, how many met a
        bug, and the tables that were replaced.
    """
    with _run(data_dir, config, settings) as run:
        tables = outdated_tables(run.lake) if first is None and last is None else tuple(EXTRACTORS)
        articles, bugs = _annotate_again(run, plan_backfill(run, tables, first, last))
        retried, more = _annotate_again(run, plan_retry(run, only_changed=True))
        counts = {"articles": articles, "annotated_again": retried, "bugs": bugs + more}
        return {"run_id": run.run_id, **counts, "tables": list(tables)}


@contextmanager
def _run(data_dir: str | None, config: str | None, settings: dict[str, Any]) -> Iterator[RunContext]:
    """A run that holds the lock and starts from a whole state."""
    run = new_run(load_settings(Path(config) if config else None, data_dir=data_dir, **settings))
    with writing(run.data_dir):
        if run.settings.mirror is not None:
            prepare_task(run, run.settings.mirror)
        recover(run)
        finish_removal(new_run(run.settings))
        yield run


def _process(run: RunContext, reading: Reading) -> dict[str, Any]:
    with worker_processes(min(run.settings.workers, len(reading.batches))) as call:
        parsed = _all("parsed batches", parse_task.map(unmapped(run), reading.batches, unmapped(call)))
        registration = register_task(run, parsed)
        annotated = _all(
            "annotated batches", annotate_task.map(unmapped(run), registration.batches, unmapped(call))
        )
    bugs = registration.bugs + _bugs(annotated)
    counts = publish_task(run, reading, registration, annotated)
    _mirror(run)
    report_task(run)
    create_markdown_artifact(summary_markdown(run, counts), key="newsetl-run", description=run.run_id)
    return {"run_id": run.run_id, **counts.as_dict(), "bugs": bugs}


def _annotate_again(run: RunContext, backfill: Backfill) -> tuple[int, int]:
    """Annotates and publishes, where there is something to do, as a run of its own.

    Returns:
        How many articles, and how many of them met a bug.
    """
    if not backfill.batches:
        return 0, 0
    annotated = _annotate(run, list(backfill.batches))
    publish_again_task(new_run(run.settings), backfill, annotated)
    _mirror(run)
    return len(backfill.article_ids), _bugs(annotated)


def _bugs(annotated: list[Path]) -> int:
    return sum(failure.reason_code == "processing_failed" for failure in failures_of(annotated))


def _mirror(run: RunContext) -> None:
    if run.settings.mirror is not None:
        mirror_task(run, run.settings.mirror)


def _annotate(run: RunContext, batches: list[Path]) -> list[Path]:
    with worker_processes(min(run.settings.workers, len(batches))) as call:
        return _all("annotated batches", annotate_task.map(unmapped(run), batches, unmapped(call)))


def _all(stage: str, futures: Any) -> list[Path]:
    """Results in the order of the batches; raises the first failure once all have ended."""
    for done, future in enumerate(futures, 1):
        future.wait()
        tell(stage, done, len(futures))
    return [future.result() for future in futures]
