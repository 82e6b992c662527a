"""Repairs what a killed run left: the lake switched without the database, a damaged snapshot, staged files."""

import logging

from newsetl.lake.compatibility import require_readable
from newsetl.lake.repairing import drop_unpublished, repair
from newsetl.stages.releasing import BESIDE, build_beside, follow
from newsetl.stages.run_context import RunContext
from newsetl.warehouse import database_snapshot, put_in_place
from newsetl.warehouse.database_link import disturbance
from newsetl.warehouse.working_copy import copy_unchanged

log = logging.getLogger(__name__)


def recover(run: RunContext) -> None:
    """Brings the database to the published snapshot where a killed run had switched only the lake.

    Before that, a damaged snapshot makes way for the newest whole one, and that is said. A database that another
    program has written to is restored: what it wrote is left behind.
    """
    said = repair(run.lake)
    if said is not None:
        log.warning("%s", said)
    manifest = run.lake.manifest()
    require_readable(run.lake.snapshot(manifest.snapshot_id), manifest)
    is_behind = database_snapshot(run.database) != manifest.snapshot_id
    if manifest.files and (is_behind or disturbance(run.database)):
        beside = run.data_dir / BESIDE
        if is_behind or not copy_unchanged(run.database, beside):
            build_beside(run, manifest, run.database)
        put_in_place(beside, run.database)
    drop_unpublished(run.lake)
    if manifest.files:
        follow(run)
