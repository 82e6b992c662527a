"""In-memory tables with corrected rows over the published ones: statements, and force figures as the mart has them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from newsetl.desk.archive import Reading, Record
from newsetl.desk.figures import PUBLISHED
from newsetl.desk.published_corrections import REVIEW, base_of
from newsetl.tables import ANNOTATION_TABLES, FORCE_LEVELS, TABLES
from newsetl.warehouse.macros import macros_for
from newsetl.warehouse.sql_files import read_scripts

# The mart's own SQL sees only the rows that were touched and what depends on them
MART = """
CREATE TABLE memory.main.{name} AS
WITH touched AS (FROM memory.main.{name}_rows),
force_levels AS (FROM touched),
region_mentions AS (FROM news.region_mentions WHERE {days} AND article_id IN (SELECT article_id FROM touched)),
articles AS (FROM news.articles WHERE {days} AND article_id IN (SELECT article_id FROM touched)),
attributions AS (FROM news.attributions WHERE {days} AND article_id IN (SELECT article_id FROM touched)),
made AS ({sql})
SELECT m.* EXCLUDE ({replaced}),
    coalesce(p.claim_mentions, m.claim_mentions) AS claim_mentions,
    coalesce(p.claim_articles, m.claim_articles) AS claim_articles,
    coalesce(p.claim_stories, m.claim_stories) AS claim_stories,
    coalesce(t.review, 'machine') AS review, t.reviewed_by, t.reviewed_at
FROM made AS m
JOIN touched AS t ON t.force_level_id = m.force_level_id AND t.article_id = m.article_id
LEFT JOIN news.force_level_reports AS p ON p.force_level_id = m.force_level_id AND p.claim_id = m.claim_id
"""


@dataclass(frozen=True, slots=True)
class Layer:
    """Corrected rows over a published table.

    Args:
        rows: the SQL to put behind FROM in a list.
        name: of its tables in memory; None where no row is corrected.
        said: id of each row that it replaces -> ids of its corrections.
    """

    rows: str
    name: str | None = None
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def lay(
    reading: Reading,
    name: str,
    table: str,
    said: Mapping[str, tuple[str, ...]],
    rows_of: Callable[[Sequence[str]], Sequence[Record]],
    before: Layer | None,
) -> Layer:
    """Makes the layer over a table.

    Args:
        name: of its tables.
        table: force_levels or attributions.
        said: id of each row that it is to replace -> ids of its corrections.
        rows_of: the rows of some ids as they should be shown.
        before: the last layer, whose other rows are taken over.
    """
    old = before if before is not None and before.name else None
    changed = sorted(row_id for row_id, told in said.items() if old is None or old.said.get(row_id) != told)
    put(reading, name, table, rows_of(changed))
    if old is not None:
        reading.connection.execute(
            f"INSERT INTO memory.main.{name} BY NAME SELECT * FROM memory.main.{old.name} "
            f"WHERE NOT list_contains($changed::VARCHAR[], {ANNOTATION_TABLES[table].key[0]})",
            {"changed": changed},
        )
    sql = f"CREATE TABLE memory.main.{name}_ids AS SELECT unnest($ids::VARCHAR[]) AS id"
    reading.connection.execute(sql, {"ids": sorted(said)})
    shown = (
        f"(SELECT * FROM {base_of(reading, table)} "
        f"WHERE {ANNOTATION_TABLES[table].key[0]} NOT IN (FROM memory.main.{name}_ids) "
        f"UNION ALL BY NAME FROM memory.main.{name})"
    )
    return Layer(shown, name, said)


def put(reading: Reading, name: str, table: str, rows: Sequence[Record]) -> None:
    """Makes a table in memory of rows of force_levels, as the mart shows them, or of attributions."""
    columns = [column.name for column in TABLES[table].columns]
    whole = [{column: row.get(column) for column in columns} for row in rows]
    connection = reading.connection
    connection.register("desk_rows", pa.Table.from_pylist(whole, schema=TABLES[table].arrow_schema))
    kept = f"{name}_rows" if table == FORCE_LEVELS else name
    connection.execute(f"CREATE TABLE memory.main.{kept} AS FROM desk_rows")
    connection.unregister("desk_rows")
    if table == FORCE_LEVELS:
        _make_mart(reading, name, rows)


def _make_mart(reading: Reading, name: str, rows: Sequence[Record]) -> None:
    (mart,) = (script for script in read_scripts("marts") if script.name == PUBLISHED)
    reading.add_missing_macros(macros_for(sql=mart.sql))
    counts = ["claim_mentions", "claim_articles", "claim_stories"]
    replaced = ", ".join(counts + [column for column in REVIEW if f"f.{column}" in mart.sql])
    sql = MART.format(name=name, sql=mart.sql, replaced=replaced, days=_days(reading, rows))
    reading.connection.execute(sql)


def _days(reading: Reading, rows: Sequence[Record]) -> str:
    """A condition that leads DuckDB to the parts of the tables that hold the rows' articles, as they are published."""
    ids = sorted({row["article_id"] for row in rows})
    span = reading.record(
        "SELECT min(published_date)::VARCHAR AS first, max(published_date)::VARCHAR AS last FROM articles "
        "WHERE article_id IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": ids},
    )
    if not span or span["first"] is None:
        return "published_date IS NULL"
    return (
        f"(published_date BETWEEN DATE '{span['first']}' AND DATE '{span['last']}' OR published_date IS NULL)"
    )


def drop(reading: Reading, name: str) -> None:
    """Drops an overlay's tables."""
    for table in (name, f"{name}_rows", f"{name}_ids"):
        reading.connection.execute(f"DROP TABLE IF EXISTS memory.main.{table}")
