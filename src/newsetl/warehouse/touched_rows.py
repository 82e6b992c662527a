"""What a load touched: articles with their days, stories and claims. Decides what to check and to rebuild."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from newsetl.lake.manifest import Delta
from newsetl.warehouse.connection import connect
from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.row_subset import DAY

FRESH = "newsetl_fresh"
FRESH_CLAIMS = "newsetl_fresh_claims"
FORMER = "newsetl_fresh_former"
_OF_A_RUN = f"""
    SELECT article_id, {DAY} AS published_date FROM articles WHERE run_id = {{run}}
    UNION
    SELECT article_id, {DAY} FROM articles WHERE article_id IN (SELECT unnest($1::VARCHAR[]))
"""
TOUCHED = {
    "story": f"SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM {FRESH}) "
    f"UNION SELECT story_id FROM {FORMER}",
    "claim": f"SELECT claim_id FROM {FRESH_CLAIMS}",
}


def note_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    """Before a load: nothing is touched yet."""
    connection.execute(f"CREATE OR REPLACE TABLE {FRESH} (article_id VARCHAR, published_date DATE)")
    connection.execute(f"CREATE OR REPLACE TABLE {FRESH_CLAIMS} (claim_id VARCHAR)")
    _no_former(connection)


def note_gone(connection: duckdb.DuckDBPyConnection, delta: Delta) -> None:
    """Before rows are taken out: the claims that they make.

    Articles keep all revisions, and so need no other source; of those that people say are of another day or story, the
    former ones are noted.
    """
    connection.execute(
        f"INSERT INTO {FORMER} SELECT DISTINCT article_id, {DAY}, story_id FROM articles "
        "WHERE article_id IN (SELECT unnest($1::VARCHAR[]))",
        [list(delta.reannotated) if "articles" in delta.replaced else []],
    )
    _note_claims(connection, [*delta.superseded, *delta.reannotated])


def note_added(connection: duckdb.DuckDBPyConnection, run_id: str, delta: Delta) -> None:
    """After rows were put in: the articles of a run and those that it changed, with the claims that they make now."""
    connection.execute(
        f"INSERT INTO {FRESH} {_OF_A_RUN.format(run=quoted(run_id))} "
        f"UNION SELECT article_id, published_date FROM {FORMER}",
        [_changed(delta)],
    )
    touched = connection.execute(f"SELECT DISTINCT article_id FROM {FRESH}").fetchall()
    _note_claims(connection, [article_id for (article_id,) in touched])


def fresh_articles(database: Path) -> list[str]:
    """The articles that the load of a database touched."""
    with connect(database, read_only=True) as connection:
        return [
            str(found)
            for (found,) in connection.execute(f"SELECT DISTINCT article_id FROM {FRESH}").fetchall()
        ]


def forget_earlier(
    connection: duckdb.DuckDBPyConnection, run_id: str, delta: Delta, earlier: Sequence[str]
) -> None:
    """Where a spare followed two runs: leaves what the second touched, as a copy of the published database would.

    Args:
        run_id, delta: of the second run.
        earlier: articles that the load of the first touched.
    """
    of_the_run = _OF_A_RUN.format(run=quoted(run_id))
    connection.execute(
        f"DELETE FROM {FRESH} WHERE article_id IN (SELECT unnest($2::VARCHAR[])) "
        f"AND article_id NOT IN (SELECT article_id FROM ({of_the_run}))",
        [_changed(delta), list(earlier)],
    )


def note_everything(connection: duckdb.DuckDBPyConnection) -> None:
    """After a database was made from nothing."""
    articles = f"SELECT DISTINCT article_id, {DAY} AS published_date FROM articles"
    connection.execute(f"CREATE OR REPLACE TABLE {FRESH} AS {articles}")
    connection.execute(
        f"CREATE OR REPLACE TABLE {FRESH_CLAIMS} AS SELECT DISTINCT claim_id FROM force_levels"
    )
    _no_former(connection)


def touched_days(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Days of publication that the last load touched, ISO 8601; '' stands for unknown."""
    return _days(connection, f"SELECT published_date AS day FROM {FRESH}")


def all_days(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Days of publication of all articles, as `touched_days` gives them."""
    return _days(connection, f"SELECT {DAY} AS day FROM articles")


def _no_former(connection: duckdb.DuckDBPyConnection) -> None:
    columns = "article_id VARCHAR, published_date DATE, story_id VARCHAR"
    connection.execute(f"CREATE OR REPLACE TABLE {FORMER} ({columns})")


def _changed(delta: Delta) -> list[str]:
    return [*delta.superseded, *delta.reannotated]


def _days(connection: duckdb.DuckDBPyConnection, days: str) -> list[str]:
    rows = connection.execute(f"SELECT DISTINCT coalesce(day::VARCHAR, '') FROM ({days}) ORDER BY 1")
    return [str(day) for (day,) in rows.fetchall()]


def _note_claims(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> None:
    connection.execute(
        f"INSERT INTO {FRESH_CLAIMS} SELECT DISTINCT claim_id FROM force_levels "
        "WHERE article_id IN (SELECT unnest($1::VARCHAR[]))",
        [list(articles)],
    )
