"""The stages in the flow's order without Prefect: for tests that kill it, or that need no server.

Run as `python plain_run.py DATA_DIR INPUT…`; prints the counts as JSON.
"""

import json
import sys
from pathlib import Path

from newsetl.inputs import expand_inputs
from newsetl.settings import Settings
from newsetl.stages.annotating import annotate_batch
from newsetl.stages.parsing import parse_batch
from newsetl.stages.publishing import publish
from newsetl.stages.reading import Ledger, read_inputs
from newsetl.stages.registering import register
from newsetl.stages.releasing import recover
from newsetl.stages.run import RunCounts, new_run, writing


def plain_run(data_dir: Path, inputs: list[str], batch_size: int = 5) -> RunCounts:
    run = new_run(Settings(data_dir=data_dir, batch_size=batch_size, workers=1))
    with writing(run.data_dir):
        recover(run)
        reading = read_inputs(run, expand_inputs(inputs), Ledger.of(run.lake))
        parsed = [parse_batch(run, batch) for batch in reading.batches]
        registration = register(run, parsed)
        annotated = [annotate_batch(run, batch) for batch in registration.batches]
        return publish(run, reading, registration, annotated)


if __name__ == "__main__":
    print(json.dumps(plain_run(Path(sys.argv[1]), sys.argv[2:]).as_dict()))
