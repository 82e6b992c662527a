"""Going back to an earlier published state, and forward again."""

import logging
from dataclasses import dataclass

from newsetl.errors import UserError
from newsetl.lake import Manifest
from newsetl.lake.history import order, published, show
from newsetl.lake.repairing import problems, repair
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import RunContext

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a rollback did.

    Args:
        snapshot_id: the state that is shown now.
        left: the one that was shown before.
        articles: revisions that are shown now.
        newer: states that stay until they age out, newest first.
    """

    snapshot_id: str
    left: str
    articles: int
    newer: tuple[str, ...]


def roll_back(run: RunContext, wanted: str | None = None) -> Returned:
    """Shows an earlier state, or a later one that is still kept; to be called under the lock.

    No state is removed: the ones after it stay until `keep_snapshots` newer ones have been published.

    Args:
        run: a run that has begun.
        wanted: the run that published it, or how its id begins; None for the one before the current.

    Raises:
        UserError: there is no such state, or it is damaged.
    """
    said = repair(run.lake)
    if said is not None:
        log.warning("%s", said)
    current = run.lake.manifest()
    known = published(run.lake)
    target = _named(known, wanted) if wanted else _before(known, current)
    fault = next(problems(run.lake, target), None)
    if fault is not None:
        raise UserError(f"{target.snapshot_id} is damaged: {fault}")
    show(run.lake, target.snapshot_id)
    recover(run)
    newer = tuple(manifest.snapshot_id for manifest in known if order(manifest) > order(target))
    return Returned(target.snapshot_id, current.snapshot_id, target.rows("articles"), newer)


def _named(known: list[Manifest], wanted: str) -> Manifest:
    found = [manifest for manifest in known if manifest.snapshot_id.startswith(wanted)]
    exact = [manifest for manifest in found if manifest.snapshot_id == wanted]
    if len(exact or found) != 1:
        what = "no state" if not found else f"{len(found)} states"
        raise UserError(
            f"{what} called {wanted}: kept are {', '.join(m.snapshot_id for m in known) or 'none'}"
        )
    return (exact or found)[0]


def _before(known: list[Manifest], current: Manifest) -> Manifest:
    for manifest in known:
        if order(manifest) < order(current):
            return manifest
    raise UserError("no earlier state is kept: keep_snapshots in newsetl.toml says how many are")
