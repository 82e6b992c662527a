"""Sources that a load merges or splits: what a newly learned acronym or a user's alias changes in older rows."""

from collections.abc import Mapping, Sequence
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


def note_relinked(connection: duckdb.DuckDBPyConnection, marts: Sequence[Script]) -> None:
    """Counts the articles that cite a source whose link has changed among those that the load touched."""
    scripts = {script.name: script for script in marts}
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = $1", [LINKS]
    ).fetchone()
    if LINKS not in scripts or found is None or not found[0]:
        return  # the first load makes everything
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {ALIASES} AS {scripts[ALIASES].sql}")
    connection.execute(
        f"""
        INSERT INTO {FRESH}
        WITH links AS ({scripts[LINKS].sql}),
        changed AS (
            SELECT local_id FROM (SELECT local_id, source_id FROM links EXCEPT SELECT local_id, source_id FROM {LINKS})
            UNION
            SELECT local_id FROM (SELECT local_id, source_id FROM {LINKS} EXCEPT SELECT local_id, source_id FROM links)
        )
        SELECT DISTINCT article_id, published_date
        FROM attributions
        WHERE coalesce(source_id, source_kind || ':' || lower(source_name)) IN (FROM changed)
        """
    )
    connection.execute(f"DROP VIEW temp.{ALIASES}")
