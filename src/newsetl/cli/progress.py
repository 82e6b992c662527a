"""Progress on the terminal: what is waited for, then a bar with rate and time left, or plain lines unwatched."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from newsetl.stages.progress import Step, listen

PLAIN_SECONDS = 10.0  # between two plain lines of a stage


@contextmanager
def progress_shown(waiting_for: str) -> Iterator[None]:
    """Shows the steps of the stages on standard error while the block runs.

    Args:
        waiting_for: what is waited for until the first step.
    """
    console = Console(stderr=True)
    shown = _bars(console, waiting_for) if console.is_terminal else _lines()
    with shown:
        yield


@contextmanager
def _bars(console: Console, waiting_for: str) -> Iterator[None]:
    columns = (
        TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bars:
        tasks = {waiting_for: bars.add_task(waiting_for, total=None, rate="")}

        def show(step: Step) -> None:
            bars.update(tasks[waiting_for], visible=False)
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total, rate="")
            speed = bars.tasks[tasks[step.stage]].speed
            bars.update(
                tasks[step.stage],
                completed=step.done,
                total=step.total,
                rate=f"{speed:.1f}/s" if speed else "",
            )

        stop = listen(show)
        try:
            yield
        finally:
            stop()


@contextmanager
def _lines() -> Iterator[None]:
    last: dict[str, float] = {}

    def show(step: Step) -> None:
        now = time.monotonic()
        is_over = step.done == step.total
        if is_over or now - last.get(step.stage, 0.0) >= PLAIN_SECONDS:
            last[step.stage] = now
            print(f"{step.stage}: {step.done:,} of {step.total:,}", file=sys.stderr, flush=True)

    stop = listen(show)
    try:
        yield
    finally:
        stop()
