"""`news.duckdb` is a link to a file in `databases/` whose name is never used again: how it is read and switched.

DuckDB keeps a write-ahead log beside the file that a link leads to. So a log that some client leaves, before the
switch or after it, belongs to a file that no later database takes the name of. What was put in place is noted
beside it, so that a change by another program is seen, and no run continues from it.
"""

import json
import logging
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from newsetl.storage.durable import make_folders, point_durably, replace_durably, write_durably
from newsetl.warehouse.connection import connect
from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.marts import DEFINITIONS, EVERYTHING

META = "newsetl_snapshot"
FOLDER = "databases"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Placed:
    """What was put in place: the snapshot that the file holds, how the file looked, and `marts.definition` of it."""

    snapshot_id: str
    bytes: int
    mtime_ns: int
    definition: str = ""


def put_in_place(beside: Path, database: Path, *, keep_spare: bool = False) -> Path:
    """Shows the database built at `beside` under the name `database`; readers of the old one keep it.

    Args:
        beside: the new database.
        database: the name that it gets.
        keep_spare: keeps the old one too, which the next load may continue from (`newsetl.warehouse.working_copy`).

    Returns:
        The file that the name leads to from now on.
    """
    snapshot_id, definition = _held(beside) or ("unknown", "")
    folder = database.parent / FOLDER
    make_folders(folder)
    target = folder / f"{snapshot_id}-{secrets.token_hex(4)}.duckdb"
    replace_durably(beside, target)
    found = target.stat()
    placed = Placed(snapshot_id, found.st_size, found.st_mtime_ns, definition)
    write_durably(note_of(target), json.dumps(asdict(placed)).encode())
    _move_log_aside(database)
    spare = real_file(database) if keep_spare else target
    point_durably(database, Path(FOLDER) / target.name)
    _drop_others(folder, target, spare)
    return target


def retired(database: Path) -> list[Path]:
    """Databases that were published before and are kept."""
    published = real_file(database)
    folder = database.parent / FOLDER
    return [path for path in sorted(folder.glob("*.duckdb")) if path != published and note_of(path).is_file()]


def real_file(database: Path) -> Path:
    """The file that a database's name leads to; the name itself where it is a file."""
    return database.resolve() if database.is_symlink() else database


def database_snapshot(database: Path) -> str | None:
    """Id of the snapshot that a database holds; None where there is no readable database of ours."""
    if not database.is_file():
        return None
    placed = _placed(real_file(database))
    if placed:
        return placed.snapshot_id
    held = _held(database)
    return held[0] if held else None


def is_made_of(database: Path, snapshot_id: str, definition: str) -> bool:
    """True if the database holds a snapshot, made by what `marts.definition` says, and nobody has written to it."""
    placed = _placed(real_file(database)) if database.is_file() else None
    made_of = (placed.snapshot_id, placed.definition) if placed else None
    return made_of == (snapshot_id, definition) and disturbance(database) is None


def is_made_by(database: Path, definition: str) -> bool:
    """True if what `marts.definition` says made the database."""
    placed = _placed(real_file(database))
    return placed is not None and placed.definition == definition


def is_changed(database: Path) -> bool:
    """True if another program has written to the file since it was put in place."""
    file = real_file(database)
    placed = _placed(file)
    if placed is None or not file.is_file():
        return False
    found = file.stat()
    return (found.st_size, found.st_mtime_ns) != (placed.bytes, placed.mtime_ns)


def disturbance(database: Path) -> str | None:
    """What another program has left in the published database, in one line; None where it is as we placed it."""
    if is_changed(database):
        return f"another program has written to {database} since it was published"
    written = log_of(database)
    if written.is_file() and written.stat().st_size:
        return f"another program has left {written.stat().st_size:,} unpublished bytes in {written}"
    return None


def log_of(database: Path) -> Path:
    """Where a client that writes keeps its write-ahead log."""
    file = real_file(database)
    return file.with_name(f"{file.name}.wal")


def _held(database: Path) -> tuple[str, str] | None:
    """Which snapshot a database holds, and `marts.definition` of it; None where it is none of ours."""
    try:
        with connect(database, read_only=True) as connection:
            row = connection.execute(f"SELECT snapshot_id FROM {META}").fetchone()
            return (str(row[0]), _held_definition(connection)) if row else None
    except duckdb.Error:
        return None


def _held_definition(connection: duckdb.DuckDBPyConnection) -> str:
    made_by = f"SELECT sha256 FROM {DEFINITIONS} WHERE name = '{EVERYTHING}'"
    try:
        row = connection.execute(made_by).fetchone()
    except duckdb.CatalogException:  # an earlier newsetl made it
        return ""
    return str(row[0]) if row else ""


def note_snapshot(connection: duckdb.DuckDBPyConnection, snapshot_id: str) -> None:
    """Has a database say which snapshot it holds."""
    connection.execute(f"CREATE OR REPLACE TABLE {META} AS SELECT {quoted(snapshot_id)} AS snapshot_id")


def note_of(file: Path) -> Path:
    """Where it is noted how a database looked when it was put in place."""
    return file.with_suffix(".json")


def _placed(file: Path) -> Placed | None:
    try:
        return Placed(**json.loads(note_of(file).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # of an earlier version, or copied without its note
        return None


def _move_log_aside(database: Path) -> None:
    """A log beside the name itself, as clients leave that do not follow the link, or of the time before the link."""
    stale = database.with_name(f"{database.name}.wal")
    if stale.is_file():
        aside = stale.with_name(f"{stale.name}.{secrets.token_hex(4)}.aside")
        stale.replace(aside)
        log.warning("a log that another program left beside %s was moved to %s", database, aside)


def _drop_others(folder: Path, *kept: Path) -> None:
    """Removes earlier databases with their notes and logs; a process that has one open keeps it until it closes."""
    stems = tuple(path.stem for path in kept)
    for path in folder.iterdir():
        if not path.name.startswith(stems) and path.is_file():
            path.unlink(missing_ok=True)
