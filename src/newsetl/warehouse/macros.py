"""What an older newsetl's database lacks: adds macros and marts of this version for those who ask for them by name."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from newsetl.warehouse.sql_files import Script, in_order, read_scripts


def macros_for(*names: str, sql: str = "") -> list[str]:
    """The macros with these names, those that the SQL calls, and all that they use; each after those that it uses.

    Raises:
        ValueError: there is no macro of one of the names.
    """
    macros = _macros()
    wanted = set(names) | Script("query", "", sql).reads
    if unknown := set(names) - {macro.name for macro in macros}:
        raise ValueError(f"no such macros: {', '.join(sorted(unknown))}")
    for macro in reversed(macros):
        if macro.name in wanted:
            wanted |= macro.reads
    return [macro.name for macro in macros if macro.name in wanted]


@cache
def _macros() -> tuple[Script, ...]:
    """All macros, each after those that it uses."""
    return tuple(script for script, _ in in_order(read_scripts("macros")))


def create_temporary_macros(connection: Any, names: Iterable[str]) -> None:
    """Gives a connection macros of this version, as temporary ones that go with it and win over the database's own.

    Args:
        connection: to the database, which may be open read-only.
        names: of files in `sql/macros`, as `macros_for` returns them.
    """
    macros = {macro.name: macro.sql for macro in _macros()}
    for name in names:
        connection.execute(macros[name].replace("CREATE OR REPLACE MACRO", "CREATE OR REPLACE TEMP MACRO"))


def missing_macros(connection: Any, names: Iterable[str]) -> list[str]:
    """Those of the names that the database has no macro of, in their order."""
    found = connection.execute("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()
    return [name for name in names if (name,) not in set(found)]


def create_missing_marts(connection: Any, names: Iterable[str]) -> None:
    """Creates temporary views for the marts and indexes that the database lacks; they go with the connection.

    Args:
        connection: to the database, which may be open read-only.
        names: of files in `sql/marts` and `sql/indexes`; one that reads another is behind it.
    """
    found = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    scripts = {script.name: script for kind in ("marts", "indexes") for script in read_scripts(kind)}
    for name in names:
        if (name,) not in set(found):
            connection.execute(f"CREATE TEMP VIEW {name} AS {scripts[name].sql}")
