"""The marts as plain views over whatever tables a test has made: their rows, without the machinery of loads."""

import duckdb

from newsetl.warehouse.sql_files import in_order, read_scripts


def create_views(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Views of these marts and of all marts and macros that they read; without names of every mart."""
    macros = {script.name for script in read_scripts("macros")}
    ordered = list(in_order([*read_scripts("marts"), *read_scripts("macros")]))
    wanted = set(names) or {script.name for script, _ in ordered} - macros
    for script, reads in reversed(ordered):
        if script.name in wanted:
            wanted |= set(reads)
    for script, _ in ordered:
        if script.name in wanted:
            is_macro = script.name in macros
            connection.execute(script.sql if is_macro else f"CREATE VIEW {script.name} AS {script.sql}")
