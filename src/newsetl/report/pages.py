"""Which articles get an evidence page, and the rows for each, read in batches so that memory stays flat."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from newsetl.tables import ANNOTATION_TABLES, TABLES

BATCH = 500
_ORDER = {"articles": "t.article_id", "attributions": "t.content_start, t.depth"}


def choose(connection: duckdb.DuckDBPyConnection, limit: int | None) -> list[int]:
    """Positions of the articles that get a page: those with force figures first, then the newest.

    Those of outlets that may be quoted in part only get none: a page shows the whole text.

    Makes the temporary table report_page (position, title).
    """
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE report_page AS
        SELECT r.position, a.title
        FROM report_article AS r JOIN articles AS a USING (article_id, revision)
        WHERE r.most_words IS NULL
        ORDER BY r.position IN (SELECT position FROM report_figure) DESC,
            r.published_at DESC NULLS LAST, r.position
        LIMIT ?
        """,
        [2**62 if limit is None else limit],
    )
    rows = connection.execute("SELECT position FROM report_page ORDER BY position").fetchall()
    return [position for (position,) in rows]


def read_pages(
    connection: duckdb.DuckDBPyConnection, positions: list[int]
) -> Iterator[tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]:
    """Each chosen article with its rows by table."""
    for start in range(0, len(positions), BATCH):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE report_batch AS SELECT position, article_id, revision FROM report_article "
            "WHERE position IN (SELECT unnest(?))",
            [positions[start : start + BATCH]],
        )
        annotations = {name: _by_position(connection, name) for name in ANNOTATION_TABLES}
        for position, (article,) in _by_position(connection, "articles").items():
            yield article, {name: found.get(position, []) for name, found in annotations.items()}


def _by_position(connection: duckdb.DuckDBPyConnection, table: str) -> Mapping[int, list[dict[str, Any]]]:
    order = _ORDER.get(table, "t.start")
    cursor = connection.execute(
        f"SELECT b.position, t.* FROM {table} AS t JOIN report_batch AS b USING (article_id, revision) "  # noqa: S608
        f"ORDER BY b.position, {order}, {', '.join(TABLES[table].key)}"  # whatever the order of rows in the file
    )
    names = [entry[0] for entry in cursor.description]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in cursor.fetchall():
        found[row[0]].append(dict(zip(names, row, strict=True)))
    return found
