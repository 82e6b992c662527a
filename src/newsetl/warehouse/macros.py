"""Macros of this version for a database that an older one made, which has not all of them."""

from collections.abc import Iterable
from typing import Any

from newsetl.core.resources import folder


def create_temporary_macros(connection: Any, names: Iterable[str]) -> None:
    """Gives a connection macros of this version, as temporary ones that go with it and win over the database's own.

    Args:
        connection: to the database, which may be open read-only.
        names: of files in `sql/macros`; one that uses another is behind it.
    """
    for name in names:
        macro = (folder("sql") / "macros" / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute(macro.replace("CREATE OR REPLACE MACRO", "CREATE OR REPLACE TEMP MACRO"))


def missing_macros(connection: Any, names: Iterable[str]) -> list[str]:
    """Those of the names that the database has no macro of, in their order."""
    found = connection.execute("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()
    return [name for name in names if (name,) not in set(found)]
