"""The tables of an overlay in memory: rows of force figures as the mart shows them."""

from collections.abc import Sequence

import pyarrow as pa

from newsetl.desk.archive import Reading, Record
from newsetl.desk.figures import PUBLISHED
from newsetl.desk.stored import REVIEW, TABLE
from newsetl.tables import TABLES
from newsetl.warehouse.scripts import read_scripts

# The mart's own SQL sees only the rows that were touched and what hangs together with them
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


def put(
    reading: Reading,
    name: str,
    rows: Sequence[Record],
    before: str | None = None,
    changed: Sequence[str] = (),
) -> None:
    """Makes the table of an overlay.

    Args:
        name: of the table.
        rows: rows of force_levels, to be shown as the mart shows them.
        before: the last overlay, whose other rows are taken over.
        changed: ids of the rows that are not taken over.
    """
    columns = [column.name for column in TABLES[TABLE].columns]
    whole = [{column: row.get(column) for column in columns} for row in rows]
    connection = reading.connection
    connection.register("desk_rows", pa.Table.from_pylist(whole, schema=TABLES[TABLE].arrow_schema))
    connection.execute(f"CREATE TABLE memory.main.{name}_rows AS FROM desk_rows")
    connection.unregister("desk_rows")
    (mart,) = (script for script in read_scripts("marts") if script.name == PUBLISHED)
    counts = ["claim_mentions", "claim_articles", "claim_stories"]
    replaced = counts + [column for column in REVIEW if f"f.{column}" in mart.sql]
    connection.execute(
        MART.format(name=name, sql=mart.sql, replaced=", ".join(replaced), days=_days(reading, rows))
    )
    if before is not None:
        connection.execute(
            f"INSERT INTO memory.main.{name} BY NAME SELECT * FROM memory.main.{before} "
            "WHERE NOT list_contains($changed::VARCHAR[], force_level_id)",
            {"changed": list(changed)},
        )


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


def put_ids(reading: Reading, name: str, ids: Sequence[str]) -> None:
    """Makes the table of the published rows that an overlay stands for."""
    sql = f"CREATE TABLE memory.main.{name}_ids AS SELECT unnest($ids::VARCHAR[]) AS id"
    reading.connection.execute(sql, {"ids": list(ids)})


def drop(reading: Reading, name: str) -> None:
    """Takes an overlay's tables away."""
    for table in (name, f"{name}_rows", f"{name}_ids"):
        reading.connection.execute(f"DROP TABLE IF EXISTS memory.main.{table}")
