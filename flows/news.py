"""The flows: which stage follows which, how often a stage is tried, how many run at once. Nothing else."""

import os
from pathlib import Path
from typing import Any

from prefect import flow, task, unmapped
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import wait
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from newsetl.inputs import expand_inputs
from newsetl.settings import load_settings
from newsetl.stages.annotating import annotate_batch
from newsetl.stages.parsing import parse_batch
from newsetl.stages.publishing import publish, recover
from newsetl.stages.reading import Ledger, Reading, read_inputs
from newsetl.stages.registering import Registration, register
from newsetl.stages.run import RunContext, RunCounts, new_run, writing
from newsetl.stages.summary import summary_markdown
from newsetl.stages.workers import Call, worker_processes

RETRY: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "retries": 2,
    "retry_delay_seconds": [2, 10],
    "retry_jitter_factor": 0.5,
}


@task(name="read", cache_policy=NO_CACHE)
def read_task(run: RunContext, inputs: list[str]) -> Reading:
    """Stages what is new in the inputs."""
    return read_inputs(run, expand_inputs(inputs), Ledger.of(run.lake))


@task(name="parse", task_run_name="parse {batch.name}", **RETRY)
def parse_task(run: RunContext, batch: Path, call: Call) -> Path:
    """Parses one batch."""
    return call(parse_batch, run, batch)


@task(name="register", cache_policy=NO_CACHE)
def register_task(run: RunContext, parsed: list[Path]) -> Registration:
    """Tells new articles, revisions and duplicates apart."""
    return register(run, parsed)


@task(name="annotate", task_run_name="annotate {batch.name}", **RETRY)
def annotate_task(run: RunContext, batch: Path, call: Call) -> Path:
    """Annotates one batch."""
    return call(annotate_batch, run, batch)


@task(name="publish", cache_policy=NO_CACHE)
def publish_task(
    run: RunContext, reading: Reading, registration: Registration, annotated: list[Path]
) -> RunCounts:
    """Publishes lake and database together, or neither."""
    return publish(run, reading, registration, annotated)


@flow(
    name="newsetl-run",
    validate_parameters=False,
    task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1),
)
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
    run = new_run(load_settings(Path(config) if config else None, data_dir=data_dir, **settings))
    with writing(run.data_dir):
        recover(run)
        reading = read_task(quote(run), inputs)
        with worker_processes(min(run.settings.workers, len(reading.batches))) as call:
            parsed = _all(parse_task.map(unmapped(quote(run)), reading.batches, unmapped(call)))
            registration = register_task(quote(run), parsed)
            annotated = _all(annotate_task.map(unmapped(quote(run)), registration.batches, unmapped(call)))
        counts = publish_task(quote(run), quote(reading), quote(registration), annotated)
    create_markdown_artifact(summary_markdown(run, counts), key="newsetl-run", description=run.run_id)
    return {"run_id": run.run_id, **counts.as_dict(), "bugs": registration.bugs}


def _all(futures: Any) -> list[Path]:
    """Results in the order of the batches; raises the first failure once all have ended."""
    wait(futures)
    return [future.result() for future in futures]
