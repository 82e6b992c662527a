"""Creates marts and macros: quick marts as views, slow ones as tables that each load refreshes in part."""

import hashlib
from collections.abc import Mapping, Sequence

import duckdb

from newsetl import __version__
from newsetl.settings import DEFAULT_BORDERS
from newsetl.tables import schema_version
from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.mart_headers import require_columns
from newsetl.warehouse.refresh import Touched, make_whole, refresh, touched
from newsetl.warehouse.source_relinking import note_relinked, with_aliases
from newsetl.warehouse.sql_files import Script, in_order, read_scripts

DEFINITIONS = "newsetl_marts"  # from which SQL each stored mart was made
EVERYTHING = "*"  # in their place: from which SQL, tables and aliases all of the database was made


def refresh_marts(
    connection: duckdb.DuckDBPyConnection,
    aliases: Mapping[str, str] | None = None,
    borders: str = DEFAULT_BORDERS,
) -> None:
    """Brings every mart, index and macro to the state of the tables; those that build on others come after them.

    Args:
        connection: to the database that is built.
        aliases: the user's own names of sources: alias -> name.
        borders: which borders the countries of maps and roll-ups follow: un, control or none.
    """
    connection.execute(f"CREATE TABLE IF NOT EXISTS {DEFINITIONS} (name VARCHAR, sha256 VARCHAR)")
    marts = [
        with_aliases(script, aliases or {}) for script in (*read_scripts("marts"), *read_scripts("indexes"))
    ]
    macros = {script.name: script for script in read_scripts("macros", borders)}
    _drop_views(connection, marts)
    note_relinked(connection, marts)
    _note(connection, EVERYTHING, definition(aliases, borders))
    known = touched(connection)
    digests: dict[str, str] = {}
    for script, reads in in_order([*marts, *macros.values()]):
        digests[script.name] = _digest(script, reads, digests)
        if script.name in macros:
            connection.execute(script.sql)
        elif script.refresh_by is None:
            _create_view(connection, script)
        else:
            _bring_up_to_date(connection, script, digests[script.name], known)


def definition(aliases: Mapping[str, str] | None = None, borders: str = DEFAULT_BORDERS) -> str:
    """What a database is made from apart from the lake: a hash of all SQL with the borders, tables and aliases.

    Where it differs from that of a database, a load without news brings that up to date.
    """
    kinds = ("marts", "indexes", "macros")
    sql = [
        f"{script.name} {script.refresh_by} {script.sql}"
        for kind in kinds
        for script in read_scripts(kind, borders)
    ]
    parts = [
        __version__,
        str(schema_version()),
        *sql,
        *(f"{alias}={name}" for alias, name in sorted((aliases or {}).items())),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _digest(script: Script, reads: Sequence[str], digests: Mapping[str, str]) -> str:
    """SHA-256 of a mart's SQL, of how it is refreshed, and of all marts and macros that it is built from."""
    parts = [script.sql, str(script.refresh_by), *(digests[name] for name in reads)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _create_view(connection: duckdb.DuckDBPyConnection, mart: Script) -> None:
    connection.execute(f"CREATE VIEW {mart.name} AS {mart.sql}")
    connection.execute(f"COMMENT ON VIEW {mart.name} IS {quoted(mart.comment)}")


def _bring_up_to_date(
    connection: duckdb.DuckDBPyConnection, mart: Script, digest: str, known: Touched
) -> None:
    if _is_stored(connection, mart.name, digest):
        refresh(connection, mart, known)
        return
    connection.execute(f"CREATE OR REPLACE TABLE {mart.name} AS {mart.sql} WITH NO DATA")
    connection.execute(f"COMMENT ON TABLE {mart.name} IS {quoted(mart.comment)}")
    require_columns(mart.name, str(mart.refresh_by), _columns(connection, mart.name))
    make_whole(connection, mart)
    _note(connection, mart.name, digest)


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE {table}").fetchall()}


def _note(connection: duckdb.DuckDBPyConnection, name: str, digest: str) -> None:
    connection.execute(f"DELETE FROM {DEFINITIONS} WHERE name = $1", [name])
    connection.execute(f"INSERT INTO {DEFINITIONS} VALUES ($1, $2)", [name, digest])


def _drop_views(connection: duckdb.DuckDBPyConnection, marts: Sequence[Script]) -> None:
    """Drops what is rebuilt anyway: a view over a mart whose columns change would be broken; also tables of
    marts that have become views."""
    stored = {mart.name for mart in marts if mart.refresh_by}
    names = {mart.name for mart in marts}
    found = connection.execute(
        "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main'"
    ).fetchall()
    for name, kind in found:
        if name in names and (kind == "VIEW" or name not in stored):
            connection.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {name}")
            connection.execute(f"DELETE FROM {DEFINITIONS} WHERE name = $1", [name])


def _is_stored(connection: duckdb.DuckDBPyConnection, name: str, digest: str) -> bool:
    found = connection.execute(
        f"SELECT count(*) FROM {DEFINITIONS} WHERE name = $1 AND sha256 = $2", [name, digest]
    ).fetchone()
    return bool(found and found[0])
