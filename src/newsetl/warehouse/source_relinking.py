"""Sources that a load merges or splits: what a newly learned acronym changes in older rows.

What a user's alias changes needs no look here: it changes the SQL of `source_links`, so that every mart that follows
from it is made anew.
"""

from collections.abc import Mapping
from dataclasses import replace

import duckdb

from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.sql_files import Script
from newsetl.warehouse.touched_rows import FRESH

ALIASES, LINKS = "user_aliases", "source_links"


def with_aliases(script: Script, aliases: Mapping[str, str]) -> Script:
    """The mart of the user's aliases with these in it; any other script as it is."""
    if script.name != ALIASES or not aliases:
        return script
    rows = ", ".join(f"({quoted(alias)}, {quoted(name)})" for alias, name in sorted(aliases.items()))
    return replace(script, sql=f"SELECT alias, name FROM (VALUES {rows}) AS given (alias, name)")


def relink(connection: duckdb.DuckDBPyConnection, links: Script) -> None:
    """Brings `source_links` up to date, and counts the articles that cite a source whose link has changed among those
    that the load touched."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE new_links AS {links.sql}")
    connection.execute(
        f"""
        INSERT INTO {FRESH}
        WITH changed AS (
            SELECT coalesce(old.local_id, new.local_id) AS local_id
            FROM {LINKS} AS old FULL JOIN temp.new_links AS new USING (local_id)
            WHERE old.source_id IS DISTINCT FROM new.source_id
        )
        SELECT DISTINCT article_id, published_date
        FROM attributions
        WHERE coalesce(source_id, source_kind || ':' || lower(source_name)) IN (FROM changed)
        """
    )
    connection.execute(f"DELETE FROM {LINKS}")
    connection.execute(f"INSERT INTO {LINKS} FROM temp.new_links")
    connection.execute("DROP TABLE temp.new_links")
