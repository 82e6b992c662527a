"""What people have said of force figures since the last publish, laid over the published ones as they are read.

A published state is never changed: the rows that corrections touch are rebuilt in memory, once for each state of
the log, by the SQL of the mart itself, and put in place of the published ones in every list.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from newsetl.corrections import Correction, Standing, log_path, overlay, read_corrections, standing
from newsetl.corrections.metadata import OF_ROWS, metadata_said, of_article, with_metadata
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import rows_of
from newsetl.desk.figures import PUBLISHED
from newsetl.desk.stored import (
    REVIEW,
    TABLE,
    applied_rows,
    base_of,
    figures_of,
    machine_article,
    machine_of_article,
    machine_row,
    machine_rows,
    published_rows,
    reviewed_ids,
    state_of_file,
)
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.warehouse.scripts import read_scripts

KEPT = 20  # overlays, of which all but the last may still be read by a visitor
# The mart's own SQL sees only the rows that were touched and what hangs together with them
MART = """
CREATE TABLE memory.main.{name} AS
WITH touched AS (FROM memory.main.{name}_rows),
force_levels AS (FROM touched),
region_mentions AS (SELECT * FROM news.region_mentions WHERE article_id IN (SELECT article_id FROM touched)),
articles AS (SELECT * FROM news.articles WHERE article_id IN (SELECT article_id FROM touched)),
attributions AS (SELECT * FROM news.attributions WHERE article_id IN (SELECT article_id FROM touched)),
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
class Overlay:
    """What stands of the corrections, and the rows that lists read instead of the published ones.

    Args:
        known: the verdicts.
        rows: what stands behind FROM in a list of figures.
    """

    known: Standing
    rows: str


class Reviews:
    """The corrections of a data directory as a desk shows them.

    Args:
        data_dir: the data directory.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._made: tuple[tuple[Any, ...], Overlay] | None = None
        self._numbers: list[str] = []
        self._count = 0
        self._lock = threading.Lock()

    def overlay(self, reading: Reading) -> Overlay:
        """What is to be shown of force figures now."""
        key = (reading.state, *state_of_file(log_path(self.data_dir)))
        with self._lock:
            if self._made is None or self._made[0] != key:
                self._made = (key, self._make(reading))
            return self._made[1]

    def of_article(self, reading: Reading, article: Record, table: str) -> list[Record]:
        """The rows of a table of an article's current revision as they are to be shown now, in text order."""
        known, key = self.overlay(reading).known, ANNOTATION_TABLES[table].key[0]
        published = rows_of(reading, article, table)
        machine = machine_of_article(reading, article, table)
        there = {row[key] for row in published}
        rows = [*published, *(row for row in machine if row[key] not in there)]
        shown = overlay(table, rows, known, machine, [article["article_id"]])
        of_text = [row for row in shown if row["revision"] == article["revision"]]
        return sorted(of_text, key=lambda row: (row.get("content_start", row.get("start")), row[key]))

    def article(self, reading: Reading, found: Record) -> Record:
        """A published article as people say that it is."""
        said = metadata_said(read_corrections(self.data_dir)).get(found["article_id"], {})
        return with_metadata(found | machine_article(reading, found), said)

    def as_machine(self, reading: Reading, row_id: str) -> Record | None:
        """A figure as lists showed it before anyone judged it; None where it is in no published article."""
        row = machine_row(reading, row_id)
        if row is None:
            return None
        with self._lock:
            name = self._next(reading)
        _put(
            reading, name, [row_id], [{**row, "review": "machine", "reviewed_by": None, "reviewed_at": None}]
        )
        return reading.record(f"FROM memory.main.{name}")

    def _make(self, reading: Reading) -> Overlay:
        corrections = read_corrections(self.data_dir)
        known, base = standing(corrections, applied_rows(reading)), base_of(reading)
        # Also what was undone since the last publish, which shows what the machine said again
        said = {correction.row_id for correction in corrections if correction.table == TABLE}
        told = self._told(reading, corrections)
        ids = sorted(
            {row_id for row_id in said if row_id} | {*reviewed_ids(reading), *figures_of(reading, told)}
        )
        if not ids:
            return Overlay(known, base)
        name = self._next(reading)
        published, machine = published_rows(reading, ids), machine_rows(reading, ids)
        there = {row["force_level_id"] for row in published}
        taken_out = [row for row in machine if row["force_level_id"] not in there]
        added = [v.key.article_id for v in known.verdicts.values() if v.is_added and v.table == TABLE]
        rows = overlay(TABLE, [*published, *taken_out], known, machine, added)
        rows = [of_article(row, told.get(row["article_id"], row)) for row in rows]
        _put(reading, name, ids, rows)
        return Overlay(
            known,
            f"(SELECT * FROM {base} WHERE force_level_id NOT IN (FROM memory.main.{name}_ids) "
            f"UNION ALL BY NAME FROM memory.main.{name})",
        )

    def _told(self, reading: Reading, corrections: Sequence[Correction]) -> dict[str, Record]:
        """The articles that people say are otherwise than they are published, as people say that they are."""
        ids = sorted({said.key.article_id for said in corrections if said.kind == "metadata" and said.key})
        if not ids:
            return {}
        published = reading.records(
            "SELECT * EXCLUDE (text) FROM articles WHERE is_current AND article_id IN (SELECT unnest($ids::VARCHAR[])) "
            "ORDER BY article_id",
            {"ids": ids},
        )
        found = [(row, self.article(reading, row)) for row in published]
        return {
            row["article_id"]: now for row, now in found if any(row[name] != now[name] for name in OF_ROWS)
        }

    def _next(self, reading: Reading) -> str:
        """A name for the tables of an overlay; those of long ago are dropped."""
        self._count += 1
        self._numbers.append(f"desk_overlay_{self._count}")
        while len(self._numbers) > KEPT:
            old = self._numbers.pop(0)
            for table in (old, f"{old}_rows", f"{old}_ids"):
                reading.connection.execute(f"DROP TABLE IF EXISTS memory.main.{table}")
        return self._numbers[-1]


def _put(reading: Reading, name: str, ids: Sequence[str], rows: Sequence[Record]) -> None:
    """Makes the tables of an overlay: the rows as force_levels has them, and as the mart shows them."""
    columns = [column.name for column in TABLES[TABLE].columns]
    whole = [{column: row.get(column) for column in columns} for row in rows]
    connection = reading.connection
    connection.execute(
        f"CREATE TABLE memory.main.{name}_ids AS SELECT unnest($ids::VARCHAR[]) AS id", {"ids": list(ids)}
    )
    connection.register("desk_rows", pa.Table.from_pylist(whole, schema=TABLES[TABLE].arrow_schema))
    connection.execute(f"CREATE TABLE memory.main.{name}_rows AS FROM desk_rows")
    connection.unregister("desk_rows")
    (mart,) = (script for script in read_scripts("marts") if script.name == PUBLISHED)
    counts = ["claim_mentions", "claim_articles", "claim_stories"]
    replaced = counts + [column for column in REVIEW if f"f.{column}" in mart.sql]
    connection.execute(MART.format(name=name, sql=mart.sql, replaced=", ".join(replaced)))
