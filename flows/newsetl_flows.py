"""The flows: the jobs of `newsetl.stages.job` as Prefect's tasks, with how often each is tried and how it is named."""

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from prefect import flow, task, unmapped
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.task_runners import ThreadPoolTaskRunner

from newsetl.inputs.collect import ARCHIVE_FOLDER, CollectSettings, collect
from newsetl.settings import Settings, load_settings
from newsetl.stages import job
from newsetl.stages.annotating import annotate_batch
from newsetl.stages.parsing import parse_batch
from newsetl.stages.progress import report_progress
from newsetl.stages.publishing import publish, publish_again
from newsetl.stages.reading import read_quarantine
from newsetl.stages.registering import register
from newsetl.stages.run_context import RunContext, RunCounts
from newsetl.stages.summary import alerts_markdown, summary_markdown
from newsetl.stages.workers import Call
from newsetl.watching import read_alerts

RUNNER: Any = ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1)
FLOW: dict[str, Any] = {"validate_parameters": False, "task_runner": RUNNER}
MOST_EVENTS = 100  # of one run: the artifact has all its alerts
ONCE: dict[str, Any] = {"cache_policy": NO_CACHE}
RETRIED: dict[str, Any] = ONCE | {
    "retries": len(job.RETRY_SECONDS), "retry_delay_seconds": list(job.RETRY_SECONDS), "retry_jitter_factor": 0.5,
}  # fmt: skip


def _may_answer_later(_task: Any, _run: Any, state: Any) -> bool:
    return job.may_answer_later(state.result(raise_on_failure=False))


OF_THE_STORE: dict[str, Any] = RETRIED | {"retry_condition_fn": _may_answer_later}


def collect_new(feeds: str, run: RunContext) -> list[str]:
    """Fetches what is new in the feeds; returns the archives of all collections, for the ledger knows the rest."""
    settings = CollectSettings(data_dir=run.data_dir, allowed_hosts=run.settings.allowed_hosts)
    collect(Path(feeds), settings)
    return sorted(str(path) for path in (run.data_dir / "raw" / ARCHIVE_FOLDER).glob("*.warc.gz"))


TASKS: dict[Callable[..., Any], Any] = {
    job.go_on_from: task(name="prepare", **OF_THE_STORE)(job.go_on_from),
    job.read_new: task(name="read", **ONCE)(job.read_new),
    read_quarantine: task(name="read-quarantine", **ONCE)(read_quarantine),
    parse_batch: task(name="parse", task_run_name="parse {batch.name}", **RETRIED)(parse_batch),
    register: task(name="register", **ONCE)(register),
    annotate_batch: task(name="annotate", task_run_name="annotate {batch.name}", **RETRIED)(annotate_batch),
    publish: task(name="publish", **ONCE)(publish),
    publish_again: task(name="publish-again", **ONCE)(publish_again),
    job.write_report: task(name="report", **ONCE)(job.write_report),
    job.bring_to_store: task(name="mirror", **OF_THE_STORE)(job.bring_to_store),
    collect_new: task(name="collect", **ONCE)(collect_new),
}
TOLD = {parse_batch: "parsed batches", annotate_batch: "annotated batches"}


class PrefectSteps:
    """Carries out stages as Prefect's tasks, on the task runner of the flow."""

    def do(self, stage: Callable[..., job.Result], /, *args: object) -> job.Result:
        """As `Steps` says."""
        result: job.Result = TASKS[stage](*args)
        return result

    def each(
        self, stage: Callable[..., Path], run: RunContext, batches: Sequence[Path], call: Call
    ) -> list[Path]:
        """As `Steps` says; the first failure is raised once all batches have ended."""
        futures = TASKS[stage].map(unmapped(run), list(batches), unmapped(call))
        for done, future in enumerate(futures, 1):
            future.wait()
            report_progress(TOLD[stage], done, len(futures))
        return [future.result() for future in futures]


STEPS = PrefectSteps()


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
    with job.started(STEPS, _settings(data_dir, config, settings)) as run:
        return _shown(run, job.main_job(STEPS, run, inputs))


@flow(name="newsetl-daily", **FLOW)
def daily_news(
    feeds: str,
    inputs: list[str] | None = None,
    data_dir: str | None = None,
    config: str | None = None,
    **settings: Any,
) -> dict[str, Any]:
    """Collects what is new in the feeds of a FEEDS.toml, then does the main job on it and on other inputs."""
    with job.started(STEPS, _settings(data_dir, config, settings)) as run:
        collected = STEPS.do(collect_new, feeds, run)
        return _shown(run, job.main_job(STEPS, run, [*collected, *(inputs or [])]))


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
    with job.started(STEPS, _settings(data_dir, config, settings)) as run:
        return _shown(run, job.replay_job(STEPS, run, reason_codes or []))


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
    with job.started(STEPS, _settings(data_dir, config, settings)) as run:
        return job.backfill_job(STEPS, run, first, last)


def _settings(data_dir: str | None, config: str | None, settings: dict[str, Any]) -> Settings:
    return load_settings(Path(config) if config else None, data_dir=data_dir, **settings)


def _shown(run: RunContext, result: dict[str, Any]) -> dict[str, Any]:
    """Leaves the run's summary and its alerts on the server, and passes the result on."""
    counts = RunCounts(**{name: result[name] for name in RunCounts().as_dict()})
    create_markdown_artifact(summary_markdown(run, counts), key="newsetl-run", description=run.run_id)
    raised = [alert for alert in read_alerts(run.data_dir) if alert.at == run.started_at.isoformat()]
    if raised:
        create_markdown_artifact(alerts_markdown(raised), key="newsetl-alerts", description=run.run_id)
    for alert in raised[:MOST_EVENTS]:
        resource = {
            "prefect.resource.id": f"newsetl.watch.{alert.watch}",
            "prefect.resource.name": alert.title,
        }
        emit_event("newsetl.alert", resource, payload=asdict(alert))
    return result
