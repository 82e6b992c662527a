"""The marts as plain views over whatever tables a test has made: what they tell, without the machinery of loads."""

import duckdb

from newsetl.warehouse.scripts import in_order, read_scripts


def create_views(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Views of these marts and of all that they read; without names of every mart."""
    wanted = set(names)
    ordered = list(in_order(read_scripts("marts")))
    for script, reads in reversed(ordered):
        if script.name in wanted:
            wanted |= set(reads)
    for script, _ in ordered:
        if script.name in wanted or not names:
            connection.execute(f"CREATE VIEW {script.name} AS {script.sql}")
