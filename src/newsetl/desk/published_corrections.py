"""Corrections as the published database holds them: reviewed rows, and what the machine had made of each."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsetl.corrections.metadata import KEPT
from newsetl.corrections.overlay import typed_row
from newsetl.desk.archive import Reading, Record
from newsetl.desk.figures import PUBLISHED
from newsetl.tables import ANNOTATION_TABLES, FORCE_LEVELS
from newsetl.warehouse.sql_files import read_scripts

REVIEW = {"review": "'machine'", "reviewed_by": "NULL::VARCHAR", "reviewed_at": "NULL::TIMESTAMPTZ"}


def published_rows(reading: Reading, ids: Sequence[str], table: str = FORCE_LEVELS) -> list[Record]:
    """Published rows of an annotation table by their ids."""
    key = ANNOTATION_TABLES[table].key[0]
    return reading.records(
        f"SELECT * FROM {table} WHERE {key} IN (SELECT unnest($ids::VARCHAR[])) ORDER BY article_id, {key}",
        {"ids": list(ids)},
    )


def machine_row(reading: Reading, row_id: str, table: str = FORCE_LEVELS) -> Record | None:
    """A row as the machine read it, whether a publish has put in what people say or not."""
    found = machine_rows(reading, [row_id], table) or published_rows(reading, [row_id], table)
    return next(iter(found), None)


def applied_rows(reading: Reading) -> dict[str, str | None]:
    """Which row each published correction was put into; nothing in a database of an older newsetl."""
    if not has(reading, "corrections"):
        return {}
    rows = reading.records("SELECT correction_id, row_id FROM corrections ORDER BY correction_id")
    return {row["correction_id"]: row["row_id"] for row in rows}


def ids_of(reading: Reading, table: str, articles: Mapping[str, Record]) -> list[str]:
    """Ids of a table's rows of some articles."""
    if not articles:
        return []
    key = ANNOTATION_TABLES[table].key[0]
    rows = reading.records(
        f"SELECT {key} AS id FROM {table} WHERE article_id IN (SELECT unnest($ids::VARCHAR[])) ORDER BY 1",
        {"ids": sorted(articles)},
    )
    return [str(row["id"]) for row in rows]


def figures_inside(reading: Reading, statements: Sequence[str]) -> dict[str, str]:
    """The published figures of some statements: force_level_id -> attribution_id."""
    if not statements:
        return {}
    rows = reading.records(
        "SELECT force_level_id, attribution_id FROM force_levels "
        "WHERE attribution_id IN (SELECT unnest($ids::VARCHAR[])) ORDER BY 1",
        {"ids": list(statements)},
    )
    return {row["force_level_id"]: row["attribution_id"] for row in rows}


def machine_articles(reading: Reading, ids: Sequence[str]) -> dict[tuple[str, int], Record]:
    """What the machine said of articles, by id and revision, where a publish has put in what people say."""
    if not has(reading, "machine_rows"):
        return {}
    rows = reading.records(
        """
        SELECT article_id, split_part(row_id, '/', 2)::INTEGER AS revision, "row" FROM machine_rows
        WHERE "table" = 'articles' AND article_id IN (SELECT unnest($ids::VARCHAR[])) ORDER BY row_id
        """,
        {"ids": list(ids)},
    )
    typed = {
        (row["article_id"], row["revision"]): typed_row("articles", json.loads(row["row"])) for row in rows
    }
    return {key: {name: row[name] for name in KEPT} for key, row in typed.items()}


def machine_of_article(reading: Reading, article: Record, table: str) -> list[Record]:
    """What the machine said of an article where a publish has put in what people say."""
    if not has(reading, "machine_rows"):
        return []
    rows = reading.records(
        'SELECT "row" FROM machine_rows WHERE article_id = $id AND "table" = $table ORDER BY row_id',
        {"id": article["article_id"], "table": table},
    )
    found = [typed_row(table, json.loads(row["row"])) for row in rows]
    return [row for row in found if row["revision"] == article["revision"]]


def has(reading: Reading, table: str, column: str | None = None) -> bool:
    """True if the database has such a table, with such a column; one that an older newsetl made lacks some."""
    found = columns(reading, table)
    return column in found if column else bool(found)


def columns(reading: Reading, table: str) -> frozenset[str]:
    """The columns of a published table, none where there is no such table; asked once of a published state."""
    sql = "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = $table"
    return reading.memory.of(
        ("columns", table), lambda: frozenset(row["name"] for row in reading.records(sql, {"table": table}))
    )


def reviewed_ids(reading: Reading, table: str) -> list[str]:
    """Ids of published rows that people have reviewed; none in a database of an older newsetl."""
    if not has(reading, table, "review"):
        return []
    key = ANNOTATION_TABLES[table].key[0]
    rows = reading.records(f"SELECT {key} AS id FROM {table} WHERE review <> 'machine' ORDER BY 1")
    return [str(row["id"]) for row in rows]


def machine_rows(reading: Reading, ids: Sequence[str], table: str = FORCE_LEVELS) -> list[Record]:
    """Rows as the machine made them, whatever people have made of them; none in a database of an older newsetl."""
    view, key = f"{table}_machine", ANNOTATION_TABLES[table].key[0]
    if not has(reading, view):
        return []
    return reading.records(
        f"SELECT * FROM {view} WHERE {key} IN (SELECT unnest($ids::VARCHAR[])) ORDER BY article_id, {key}",
        {"ids": list(ids)},
    )


def mart(reading: Reading, name: str) -> str:
    """The SQL behind FROM for a stored mart: its table, or its query where an older newsetl had no such mart."""
    if has(reading, name):
        return name
    (script,) = (script for script in read_scripts("marts") if script.name == name)
    return f"({script.sql})"


def base_of(reading: Reading, table: str) -> str:
    """The published figures or statements; with the columns of reviews where an older newsetl made the mart."""
    if table != FORCE_LEVELS:
        return table
    found = columns(reading, PUBLISHED)
    lacking = [f"{sql} AS {name}" for name, sql in REVIEW.items() if name not in found]
    return f"(SELECT *, {', '.join(lacking)} FROM {PUBLISHED})" if lacking else PUBLISHED


def state_of_file(path: Path) -> tuple[int, int, int]:
    """What tells one state of a file from another."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return found.st_ino, found.st_size, found.st_mtime_ns
