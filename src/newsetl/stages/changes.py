"""What has changed between two published states: figures new, withdrawn and revised, each with its cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newsetl.connection import connect
from newsetl.errors import UserError
from newsetl.lake import Lake, Manifest
from newsetl.lake.history import published
from newsetl.lake.parquet import open_files
from newsetl.resources import folder
from newsetl.tables import TABLES
from newsetl.warehouse.scripts import read_script

READ = ("force_levels", "articles", "machine_rows")


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since a state.

    Args:
        since: the state that the published one is set against.
        is_later: True where no kept state is as old as was asked for: it is the oldest.
        columns: names of the columns.
        rows: one a figure.
    """

    since: str
    is_later: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def changes_since(lake: Lake, since: str) -> Changed:
    """The figures that differ from an earlier state.

    Args:
        lake: the lake.
        since: a day, such as 2024-05-31: what was published before it; or how a run's id begins: what it left.

    Raises:
        UserError: it is neither, or nothing was published yet.
    """
    known = published(lake)
    if not known:
        raise UserError(f"nothing published in {lake.folder}: run `newsetl run INPUT…` first")
    base, is_later = _state(known, since)
    script = read_script(folder("sql") / "changes" / "force_levels.sql")
    with connect() as connection:
        for prefix, manifest in (("old", base), ("new", lake.manifest())):
            for name in READ:
                paths = [lake.snapshot(manifest.snapshot_id) / file.path for file in manifest.of(name)]
                connection.register(f"{prefix}_{name}", open_files(paths, TABLES[name].arrow_schema))
        cursor = connection.execute(script.sql)
        columns = tuple(entry[0] for entry in cursor.description)
        return Changed(base.snapshot_id, is_later, columns, tuple(cursor.fetchall()))


def _state(known: Sequence[Manifest], since: str) -> tuple[Manifest, bool]:
    """The state that was shown at a time, of those that are kept, newest first."""
    named = [manifest for manifest in known if manifest.snapshot_id.startswith(since)]
    if len(named) == 1:
        return named[0], False
    try:
        day = datetime.fromisoformat(since)
    except ValueError as error:
        kept = ", ".join(manifest.snapshot_id for manifest in known)
        raise UserError(f"{since!r} is neither a day nor one of the kept runs: {kept}") from error
    moment = day if day.tzinfo else day.replace(tzinfo=UTC)
    before = [
        manifest for manifest in known if manifest.snapshot_id < f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}"
    ]
    return (before[0], False) if before else (known[-1], True)
