"""Which articles get an evidence page, and the pages, written in batches so that memory stays flat."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from newsetl.report.evidence import evidence_page
from newsetl.report.safety import file_stem
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.warehouse.connection import connect

BATCH = 500
Key: TypeAlias = tuple[str, int]  # an article's id and its revision
_ORDER = {"articles": "t.article_id", "attributions": "t.content_start, t.depth"}


def choose(connection: duckdb.DuckDBPyConnection, limit: int | None) -> list[Key]:
    """The articles that get a page: those with force figures first, then the newest.

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
    return connection.execute(
        "SELECT article_id, revision FROM report_page JOIN report_article USING (position) ORDER BY position"
    ).fetchall()


def write_pages(
    database: Path | duckdb.DuckDBPyConnection, folder: Path, articles: Sequence[Key]
) -> list[None]:
    """Writes the evidence pages of some articles into a folder.

    Args:
        database: a database file, opened read-only, or an open connection, of which a cursor is used.

    Returns:
        None for each article.
    """
    with cursor_of(database) as connection:
        for article, rows in _read_pages(connection, articles):
            stem = file_stem(article["article_id"])
            (folder / f"{stem}.html").write_text(evidence_page(article, rows, home="../index.html"), "utf-8")
    return [None] * len(articles)


@contextmanager
def cursor_of(database: Path | duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on an open database, or on a file that is opened and closed with it."""
    if not isinstance(database, duckdb.DuckDBPyConnection):
        with connect(database, read_only=True) as connection, cursor_of(connection) as cursor:
            yield cursor
        return
    name = database.execute("SELECT current_database()").fetchall()[0][0]
    with database.cursor() as cursor:
        cursor.execute(f'USE "{name}"')  # a cursor does not inherit it
        yield cursor


def _read_pages(
    connection: duckdb.DuckDBPyConnection, articles: Sequence[Key]
) -> Iterator[tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]:
    """Each article with its rows by table."""
    for start in range(0, len(articles), BATCH):
        ids, revisions = zip(*articles[start : start + BATCH], strict=True)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE report_batch AS "
            "SELECT unnest($1::VARCHAR[]) AS article_id, unnest($2::INTEGER[]) AS revision, "
            "unnest(range(len($1))) AS position",
            [ids, revisions],
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
