"""What has changed between two published states: figures new, withdrawn and revised, each with its cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from newsetl.core.resources import folder
from newsetl.errors import UserError
from newsetl.lake import Lake, Manifest
from newsetl.lake.history import published
from newsetl.lake.parquet import open_files
from newsetl.tables import TABLES
from newsetl.warehouse.connection import connect
from newsetl.warehouse.sql_files import read_script

READ: dict[str, list[str] | None] = {
    "force_levels": None,
    "articles": ["article_id", "revision", "is_current"],
    "machine_rows": ["row_id", "became"],
}


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
    states = [
        {
            name: open_files(_paths(lake, manifest, name), TABLES[name].arrow_schema).to_table(columns)
            for name, columns in READ.items()
        }
        for manifest in (base, lake.manifest())
    ]
    return Changed(base.snapshot_id, is_later, *compare_states(*states))


def compare_states(
    old: Mapping[str, pa.Table], new: Mapping[str, pa.Table]
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """The figures that differ between two states, as columns and rows.

    Args:
        old: force_levels and articles (article_id, revision, is_current) of the earlier one, and machine_rows if any.
        new: the same of the later one.
    """
    script = read_script(folder("sql") / "changes" / "force_levels.sql")
    with connect() as connection:
        for prefix, state in (("old", old), ("new", new)):
            for name in READ:
                connection.register(
                    f"{prefix}_{name}", state.get(name, TABLES[name].arrow_schema.empty_table())
                )
        cursor = connection.execute(script.sql)
        columns = tuple(entry[0] for entry in cursor.description)
        return columns, tuple(cursor.fetchall())


def _paths(lake: Lake, manifest: Manifest, table: str) -> list[Path]:
    return [lake.snapshot(manifest.snapshot_id) / file.path for file in manifest.of(table)]


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
