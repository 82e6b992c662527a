"""Creates marts and macros: quick marts as views, slow ones as tables that each load refreshes in part."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import duckdb

from newsetl import __version__
from newsetl.settings import DEFAULT_BORDERS
from newsetl.tables import schema_version
from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.mart_headers import require_columns
from newsetl.warehouse.refresh import make_whole, refresh, touched
from newsetl.warehouse.side_by_side import run_side_by_side
from newsetl.warehouse.source_relinking import LINKS, relink, with_aliases
from newsetl.warehouse.sql_files import Script, in_order, read_scripts

DEFINITIONS = "newsetl_marts"  # from which SQL each view, macro and stored mart was made
EVERYTHING = "*"  # in their place: from which SQL, tables and aliases all of the database was made


def refresh_marts(
    connection: duckdb.DuckDBPyConnection,
    aliases: Mapping[str, str] | None = None,
    borders: str = DEFAULT_BORDERS,
    at_once: int = 1,
) -> None:
    """Brings every mart, index and macro to the state of the tables; those that build on others come after them.

    Args:
        connection: to the database that is built.
        aliases: the user's own names of sources: alias -> name.
        borders: which borders the countries of maps and roll-ups follow: un, control or none.
        at_once: how many stored marts are refreshed at a time.
    """
    # Indexes first, where they can be: that of words takes longest.
    marts = {
        script.name: with_aliases(script, aliases or {})
        for script in (*read_scripts("indexes"), *read_scripts("marts"))
    }
    scripts = list(in_order([*marts.values(), *read_scripts("macros", borders)]))
    digests = _digests(scripts) | {EVERYTHING: definition(aliases, borders)}
    made_of = _noted(connection)
    kept = {name for name, mart in marts.items() if mart.refresh_by and made_of.get(name) == digests[name]}
    if made_of.get(EVERYTHING) != digests[EVERYTHING]:
        kept -= _drop_views(connection, marts)
        for script, _ in scripts:
            if script.name not in marts:
                connection.execute(script.sql)
            elif script.name not in kept:
                _create(connection, script)
        _note(connection, digests)
    if LINKS in kept:
        relink(connection, marts[LINKS])
    known = touched(connection)
    tasks = {
        name: partial(refresh, mart=mart, known=known) if name in kept else partial(make_whole, mart=mart)
        for name, mart in marts.items()
        if mart.refresh_by and not (name == LINKS and name in kept)
    }
    run_side_by_side(connection, tasks, {script.name: reads for script, reads in scripts}, at_once)


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


def _digests(scripts: Iterable[tuple[Script, Sequence[str]]]) -> dict[str, str]:
    """SHA-256 of each script's SQL, of how it is refreshed, and of all marts and macros that it is built from."""
    digests: dict[str, str] = {}
    for script, reads in scripts:
        parts = [script.sql, str(script.refresh_by), *(digests[name] for name in reads)]
        digests[script.name] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return digests


def _create(connection: duckdb.DuckDBPyConnection, mart: Script) -> None:
    """Makes a view, or an empty table."""
    if mart.refresh_by is None:
        connection.execute(f"CREATE VIEW {mart.name} AS {mart.sql}")
        connection.execute(f"COMMENT ON VIEW {mart.name} IS {quoted(mart.comment)}")
        return
    connection.execute(f"CREATE OR REPLACE TABLE {mart.name} AS {mart.sql} WITH NO DATA")
    connection.execute(f"COMMENT ON TABLE {mart.name} IS {quoted(mart.comment)}")
    require_columns(mart.name, mart.refresh_by, _columns(connection, mart.name))


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE {table}").fetchall()}


def _noted(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What each mart and macro of a database was made from: digests by name; none where nothing was made yet."""
    connection.execute(f"CREATE TABLE IF NOT EXISTS {DEFINITIONS} (name VARCHAR, sha256 VARCHAR)")
    return dict(connection.execute(f"SELECT name, sha256 FROM {DEFINITIONS}").fetchall())


def _note(connection: duckdb.DuckDBPyConnection, digests: Mapping[str, str]) -> None:
    connection.execute(f"DELETE FROM {DEFINITIONS}")
    connection.execute(
        f"INSERT INTO {DEFINITIONS} SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [list(digests.keys()), list(digests.values())],
    )


def _drop_views(connection: duckdb.DuckDBPyConnection, marts: Mapping[str, Script]) -> set[str]:
    """Drops what is rebuilt anyway: a view over a mart whose columns change would be broken; also tables of
    marts that have become views. Returns the names of what was dropped."""
    found = connection.execute(
        "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main'"
    ).fetchall()
    dropped = {
        name: "VIEW" if kind == "VIEW" else "TABLE"
        for name, kind in found
        if name in marts and (kind == "VIEW" or not marts[name].refresh_by)
    }
    for name, kind in dropped.items():
        connection.execute(f"DROP {kind} {name}")
    return set(dropped)
