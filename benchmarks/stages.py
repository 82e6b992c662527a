"""What each stage of a run costs: seconds of processor time for an input, a thousand articles, and the peak memory.

Run as `python benchmarks/stages.py INPUT… [--report]`; the stages run in this process, one batch after the other,
without Prefect, into a folder that is taken away afterwards.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsetl.inputs import expand_inputs
from newsetl.pipeline import annotate
from newsetl.report import write_report
from newsetl.settings import Settings
from newsetl.stages.annotating import annotate_batch
from newsetl.stages.ledger import Ledger
from newsetl.stages.parsing import parse_batch
from newsetl.stages.publishing import publish
from newsetl.stages.reading import read_inputs
from newsetl.stages.registering import register
from newsetl.stages.run_context import RunContext, RunCounts, new_run, writing

Clock = dict[str, tuple[float, float]]  # stage -> seconds of processor time, seconds by the clock


@contextmanager
def timed(clock: Clock, stage: str) -> Iterator[None]:
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    clock[stage] = time.process_time() - cpu, time.perf_counter() - wall


def run_stages(run: RunContext, inputs: list[str], clock: Clock) -> RunCounts:
    annotate([])  # imports what is imported once
    with writing(run.data_dir):
        with timed(clock, "read: split into documents, keep the originals"):
            reading = read_inputs(run, expand_inputs(inputs), Ledger.of(run.lake))
        with timed(clock, "parse: body, title, authors, dates, language"):
            parsed = [parse_batch(run, batch) for batch in reading.batches]
        with timed(clock, "register: duplicates, revisions, stories"):
            registration = register(run, parsed)
        with timed(clock, "annotate: text to rows"):
            annotated = [annotate_batch(run, batch) for batch in registration.batches]
        with timed(clock, "publish: snapshot, database, marts, checks"):
            return publish(run, reading, registration, annotated)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--report", action="store_true", help="time the report, too")
    arguments = parser.parse_args()
    clock: Clock = {}
    with tempfile.TemporaryDirectory() as folder:
        run = new_run(Settings(data_dir=Path(folder), workers=1))
        counts = run_stages(run, arguments.inputs, clock)
        if arguments.report:
            with timed(clock, "report"):
                write_report(run.data_dir / "news.duckdb", run.data_dir / "reports")
    published = max(1, counts.as_dict()["published"])
    print(f"{counts.as_dict()}")
    for stage, (cpu, wall) in clock.items():
        print(
            f"{stage:<52} {cpu:8.1f} s cpu {wall:8.1f} s clock {cpu / published * 1000:8.1f} s cpu for 1,000 articles"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
