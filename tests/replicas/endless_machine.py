"""A machine that publishes and mirrors until it is killed: `python -m tests.replicas.endless_machine HOME URI`.

Overtaken by another, it loses its disk and continues from the store, as a worker without one does.
"""

import shutil
import sys
from pathlib import Path

from newsetl.errors import UserError
from newsetl.lake.remote import shown_snapshot
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.stages.run_context import new_run
from newsetl.storage.object_store import open_store
from tests.replicas.machines import publish_rows


def one_run(home: Path, uri: str) -> str:
    """One run that continues from the store; returns its id, or "overtaken"."""
    if not (home / "data").exists() and shown_snapshot(open_store(uri)) is not None:
        restore(home / "data", uri)
    run_id = new_run(Settings(data_dir=home / "data")).run_id
    publish_rows(home, run_id)
    try:
        mirror(home / "data", uri, keep=3)
    except UserError:
        shutil.rmtree(home / "data")
        return "overtaken"
    return run_id


if __name__ == "__main__":
    while True:
        print(one_run(Path(sys.argv[1]), sys.argv[2]), flush=True)
