"""What has changed between two published states: figures new, withdrawn and revised, each with its cause."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
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
        table: one row a figure.
    """

    since: str
    is_later: bool
    table: pa.Table

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.table.column_names)

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """Its rows."""
        return _rows(self.table)


def kept_states(lake: Lake) -> list[Manifest]:
    """The states that can be set against the published one, newest first.

    Raises:
        UserError: nothing was published yet.
    """
    known = published(lake)
    if not known:
        raise UserError(f"nothing published in {lake.folder}: run `newsetl run INPUT…` first")
    return known


def changes_since(lake: Lake, since: str, connection: duckdb.DuckDBPyConnection | None = None) -> Changed:
    """The figures that differ from an earlier state.

    Args:
        lake: the lake.
        since: a day, such as 2024-05-31: what was published before it; or how a run's id begins: what it left.
        connection: compares them, within its limits; None for one of its own.

    Raises:
        UserError: it is neither, or nothing was published yet.
    """
    base, is_later = _state(kept_states(lake), since)
    shown = lake.manifest()
    # Files are named after their content: what both states have is the same in both
    shared = {file.path for file in base.files} & {file.path for file in shown.files}
    states = [
        {
            name: open_files(_paths(lake, manifest, name, shared), TABLES[name].arrow_schema).to_table(
                columns
            )
            for name, columns in READ.items()
        }
        for manifest in (base, shown)
    ]
    return Changed(base.snapshot_id, is_later, _compared(states[0], states[1], connection))


def compare_states(
    old: Mapping[str, pa.Table], new: Mapping[str, pa.Table]
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """The figures that differ between two states, as columns and rows.

    Args:
        old: force_levels and articles (article_id, revision, is_current) of the earlier one, and machine_rows if any.
        new: the same of the later one.
    """
    table = _compared(old, new)
    return tuple(table.column_names), _rows(table)


def _compared(
    old: Mapping[str, pa.Table],
    new: Mapping[str, pa.Table],
    connection: duckdb.DuckDBPyConnection | None = None,
) -> pa.Table:
    script = read_script(folder("sql") / "changes" / "force_levels.sql")
    with connect() if connection is None else nullcontext(connection) as comparing:
        for prefix, state in (("old", old), ("new", new)):
            for name in READ:
                comparing.register(
                    f"{prefix}_{name}", state.get(name, TABLES[name].arrow_schema.empty_table())
                )
        return comparing.execute(script.sql).to_arrow_table()


def _rows(table: pa.Table) -> tuple[tuple[Any, ...], ...]:
    return tuple(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _paths(lake: Lake, manifest: Manifest, table: str, shared: Collection[str]) -> list[Path]:
    """Files of a table, without the shared ones but for what people said, which explains rows of other files."""
    files = [file.path for file in manifest.of(table) if table == "machine_rows" or file.path not in shared]
    return [lake.snapshot(manifest.snapshot_id) / path for path in files]


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
