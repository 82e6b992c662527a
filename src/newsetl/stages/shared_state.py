"""Before stage 1: fetches the state to continue from, where machines share it on an object store."""

from newsetl.errors import UserError
from newsetl.lake.divergence import conflict
from newsetl.lake.remote import shown_snapshot
from newsetl.replicas.delta import restore_logs
from newsetl.replicas.restore import Restored, restore
from newsetl.stages.progress import report_progress
from newsetl.stages.run_context import RunContext
from newsetl.storage.object_store import open_store


def prepare(run: RunContext, mirror: str) -> Restored | None:
    """Restores a data directory in which nothing was published; one that has its own state must follow the store's.

    Args:
        run: a run that has begun, under the lock.
        mirror: the object store that it will bring its state to.

    Returns:
        What was restored, if anything.

    Raises:
        UserError: another machine has published what is not here, or has a clock that is ahead of this one's.
        StoreUnreachable: the store does not answer: nothing was done, the next run does the work.
    """
    store = open_store(mirror)
    restored = None
    if not run.lake.manifest().files and shown_snapshot(store) is not None:
        settings = run.settings
        restored = restore(run.data_dir, mirror, settings.keep_snapshots, _report, delta=settings.delta)
    reason = conflict(run.lake, store)
    if reason is not None:
        raise UserError(reason)
    if run.settings.delta:  # those that a restore that was cut off has left there
        restore_logs(run.data_dir, mirror)
    last = run.lake.manifest()
    if last.files and last.snapshot_id >= run.run_id:
        raise UserError(
            f"the last run, {last.snapshot_id}, is ahead of this machine's clock: set the clocks right"
        )
    return restored


def _report(done: int, total: int) -> None:
    report_progress("fetching from the object store", done, total)
