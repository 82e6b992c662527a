"""DuckDB's answers as pandas frames with Arrow's types: what `newsetl.api` is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, TypedDict

import duckdb
import pandas as pd
import pyarrow as pa

from newsetl.errors import UserError
from newsetl.warehouse.ddl import identifier
from newsetl.warehouse.sandbox import DEFAULT_LIMITS, Limits, answering
from newsetl.warehouse.search_hits import find_articles
from newsetl.warehouse.sql_files import question

Day = date | str
Params = Sequence[Any] | Mapping[str, Any]
# The column with the day of a row: the first of these that a table or view has.
DAY_COLUMNS = (
    "published_date",
    "published_at",
    "day",
    "month",
    "first_published",
    "quarantined_at",
    "started_at",
    "read_at",
)
HIT_SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("published_at", pa.timestamp("us", tz="UTC")),
        ("outlet", pa.string()),
        ("title", pa.string()),
        ("url", pa.string()),
        ("snippet", pa.string()),
        ("score", pa.float64()),
    ]
)


class Rows(TypedDict, total=False):
    """Which rows of a table are wanted.

    Args:
        columns: those wanted; else all.
        since: first day of publication (of reading, for quarantine, runs and inputs), a date or "2024-05-01".
        until: last day; rows without a day are left out where since or until is given.
        limit: most rows.
    """

    columns: Sequence[str]
    since: Day
    until: Day
    limit: int


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """An article and the rows extracted from it, each table in the order of the text.

    Args:
        article: its columns; `article["text"]` is what the offsets count in.
    """

    article: "pd.Series[Any]"
    attributions: pd.DataFrame
    region_mentions: pd.DataFrame
    force_levels: pd.DataFrame
    refused_figures: pd.DataFrame
    date_mentions: pd.DataFrame
    entity_mentions: pd.DataFrame


def ask(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    params: Params | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> pd.DataFrame:
    """The answer to one SELECT, or to a question of sql/examples/ by its name.

    Raises:
        UserError: the query does not run, writes or takes too long; the message says what may have been meant.
    """
    asked = question(query, params)
    with answering(connection, asked.sql, limits):
        return frame_of(connection.execute(asked.sql, asked.values).to_arrow_table())


def read_rows(connection: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> pd.DataFrame:
    """Rows of a table or view.

    Raises:
        UserError: no such table, view or column, no column of days, or something else than `Rows` is asked for.
    """
    unknown = sorted(set(rows) - set(Rows.__annotations__))
    if unknown:
        raise UserError(
            f"rows are asked for by {', '.join(Rows.__annotations__)}, not by {unknown[0]!r}: narrow the frame, or "
            f'news.sql("FROM {name} WHERE …")'
        )
    selected = ", ".join(identifier(column) for column in rows["columns"]) if "columns" in rows else "*"
    query = f"SELECT {selected} FROM {identifier(name)}"  # noqa: S608 - quoted names
    params: list[Any] = []
    if "since" in rows or "until" in rows:
        day = _day_column(connection, name)
        # Bare comparisons, which are answered from the statistics of files and row groups first.
        bounds = [(f"{day} >= ?::DATE", rows.get("since")), (f"{day} < ?::DATE + 1", rows.get("until"))]
        given = [(condition, str(value)) for condition, value in bounds if value is not None]
        query += " WHERE " + " AND ".join([f"{day} IS NOT NULL", *(condition for condition, _ in given)])
        params = [value for _, value in given]
    if "limit" in rows:
        query += " LIMIT ?"
        params.append(rows["limit"])
    return ask(connection, query, params)


def read_article(
    connection: duckdb.DuckDBPyConnection, table: str, article_id: str, order: str
) -> pd.DataFrame:
    """Rows of a table that belong to the current revision of an article, in the order of a column."""
    current = "is_current" if table == "articles" else "true"  # annotations are of the current revision only
    query = f"FROM {identifier(table)} WHERE article_id = ? AND {current} ORDER BY {identifier(order)}"
    return ask(connection, query, [article_id])


def read_hits(
    connection: duckdb.DuckDBPyConnection, database: Path | None, text: str, limit: int
) -> pd.DataFrame:
    """Articles that a search finds, best first; attrs["method"] is "bm25" or "words"."""
    hits, method = find_articles(connection, database, text, limit)
    frame = frame_of(pa.Table.from_pylist([asdict(hit) for hit in hits], schema=HIT_SCHEMA))
    frame.attrs["method"] = method
    return frame


def frame_of(table: pa.Table) -> pd.DataFrame:
    """A frame of Arrow's types: whole numbers with nulls stay whole, unknown is pd.NA."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def tables_html(connection: duckdb.DuckDBPyConnection, source: str, names: pd.DataFrame) -> str:
    """The tables and marts as a table of HTML: name, kind, rows, and what a row of each is."""
    counts = [
        connection.execute(f"SELECT count(*) FROM {identifier(name)}").fetchall()[0][0]  # noqa: S608
        for name in names["name"]
    ]
    shown = zip(names["name"], names["kind"], (f"{n:,}" for n in counts), names["comment"], strict=True)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in shown)
    head = "<tr><th>name</th><th>kind</th><th>rows</th><th>a row is</th></tr>"
    return f"<p>newsetl: <code>{escape(source)}</code></p><table>{head}{rows}</table>"


def _day_column(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    query = "SELECT column_name FROM duckdb_columns() WHERE table_name = ?"
    known = {row[0] for row in connection.execute(query, [name]).fetchall()}
    for column in DAY_COLUMNS:
        if column in known:
            return identifier(column)
    problem = (
        f"{name} has no column with the day of a row" if known else f"there is no table or view {name!r}"
    )
    raise UserError(problem)
