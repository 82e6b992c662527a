"""What people have said of force figures since the last publish, laid over the published ones as they are read.

A published state is never changed: the rows that corrections touch are rebuilt in memory, once for each state of
the log, by the SQL of the mart itself, and put in place of the published ones in every list.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsetl.corrections import Correction, Standing, log_path, overlay, read_corrections, standing
from newsetl.corrections.metadata import ARTICLES, OF_ROWS, metadata_said, of_article, with_metadata
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import rows_of
from newsetl.desk.laying import drop, put, put_ids
from newsetl.desk.stored import (
    TABLE,
    applied_rows,
    base_of,
    figures_of,
    machine_articles,
    machine_of_article,
    machine_row,
    machine_rows,
    published_rows,
    reviewed_ids,
    state_of_file,
)
from newsetl.tables import ANNOTATION_TABLES

KEPT = 20  # overlays, of which all but the last may still be read by a visitor


@dataclass(frozen=True, slots=True)
class Overlay:
    """What stands of the corrections, and the rows that lists read instead of the published ones.

    Args:
        known: the verdicts.
        rows: what stands behind FROM in a list of figures.
    """

    known: Standing
    rows: str


@dataclass(frozen=True, slots=True)
class Made:
    """An overlay and what it was made of, so that the next one makes anew only what was said since.

    Args:
        state: of the database.
        log: of the log of corrections.
        name: of its tables; None where nothing lies over the published rows.
        said: row's id -> ids of what was said of it.
        told: articles that are shown otherwise than they are published.
    """

    state: str
    log: tuple[int, int, int]
    overlay: Overlay
    name: str | None = None
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: Mapping[str, Record] = field(default_factory=dict)


class Reviews:
    """The corrections of a data directory as a desk shows them.

    Args:
        data_dir: the data directory.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._made: Made | None = None
        self._published: tuple[str, dict[str, str], list[str]] | None = None
        self._last_told: tuple[str, tuple[str, ...], dict[str, Record]] | None = None
        self._numbers: list[str] = []
        self._count = 0
        self._lock = threading.Lock()

    def overlay(self, reading: Reading) -> Overlay:
        """What is to be shown of force figures now."""
        log = state_of_file(log_path(self.data_dir))
        with self._lock:
            if self._made is None or (self._made.state, self._made.log) != (reading.state, log):
                self._made = self._make(reading, log, self._made)
            return self._made.overlay

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

    def rows(self, reading: Reading, ids: Sequence[str], table: str = TABLE) -> list[Record]:
        """Rows of a table by their ids as they are to be shown now, added ones too; without those taken out."""
        return _rows(reading, self.overlay(reading).known, ids, table)

    def article(self, reading: Reading, found: Record) -> Record:
        """A published article as people say that it is."""
        return self.articles(reading, [found])[0]

    def articles(self, reading: Reading, found: Sequence[Record]) -> list[Record]:
        """Published articles as people say that they are."""
        said = metadata_said(read_corrections(self.data_dir))
        machine = machine_articles(reading, [row["article_id"] for row in found])
        return [
            with_metadata(
                row | machine.get((row["article_id"], row["revision"]), {}), said.get(row["article_id"], {})
            )
            for row in found
        ]

    def as_machine(self, reading: Reading, row_id: str) -> Record | None:
        """A figure as lists showed it before anyone judged it; None where it is in no published article."""
        row = machine_row(reading, row_id)
        if row is None:
            return None
        with self._lock:
            self._count += 1
            name = f"desk_machine_{self._count}"
        own = {**row, "review": "machine", "reviewed_by": None, "reviewed_at": None}
        put(reading, name, [own])
        found = reading.record(f"FROM memory.main.{name}")
        drop(reading, name)
        return found

    def _make(self, reading: Reading, log: tuple[int, int, int], before: Made | None) -> Made:
        """The overlay of a state of the log; `before` is the last one, whose rows are taken over where they can be."""
        corrections, (applied, reviewed) = read_corrections(self.data_dir), self._of_state(reading)
        known, base = standing(corrections, applied), base_of(reading)
        told = self._told(reading, corrections)
        # Also what was undone since the last publish, which shows what the machine said again
        ids = {c.row_id for c in corrections if c.table == TABLE and c.row_id}
        ids |= {*reviewed, *figures_of(reading, told)}
        said = {row_id: _said_of(known, row_id) for row_id in ids}
        if not ids:
            return Made(reading.state, log, Overlay(known, base))
        is_same = before is not None and before.state == reading.state and before.told == told
        old = before if is_same and before and before.name else None
        changed = sorted(row_id for row_id in ids if old is None or old.said.get(row_id) != said[row_id])
        name = self._next(reading)
        rows = [
            of_article(row, told.get(row["article_id"], row)) for row in _rows(reading, known, changed, TABLE)
        ]
        put(reading, name, rows, old.name if old else None, changed)
        put_ids(reading, name, sorted(ids))
        shown = (
            f"(SELECT * FROM {base} WHERE force_level_id NOT IN (FROM memory.main.{name}_ids) "
            f"UNION ALL BY NAME FROM memory.main.{name})"
        )
        return Made(reading.state, log, Overlay(known, shown), name, said, told)

    def _of_state(self, reading: Reading) -> tuple[dict[str, str], list[str]]:
        """What a published state holds of corrections, looked up once: rows they were put into, and reviewed rows."""
        if self._published is None or self._published[0] != reading.state:
            self._published = (reading.state, applied_rows(reading), reviewed_ids(reading))
        return self._published[1:]

    def _told(self, reading: Reading, corrections: Sequence[Correction]) -> Mapping[str, Record]:
        """The articles that people say are otherwise than they are published, as people say that they are."""
        said = tuple(one.correction_id for one in corrections if one.table == ARTICLES)
        if self._last_told is None or self._last_told[:2] != (reading.state, said):
            self._last_told = reading.state, said, self._look_up_told(reading, corrections)
        return self._last_told[2]

    def _look_up_told(self, reading: Reading, corrections: Sequence[Correction]) -> dict[str, Record]:
        ids = sorted({one.key.article_id for one in corrections if one.table == ARTICLES and one.key})
        if not ids:
            return {}
        published = reading.records(
            "SELECT * EXCLUDE (text) FROM articles WHERE is_current AND article_id IN (SELECT unnest($ids::VARCHAR[])) "
            "ORDER BY article_id",
            {"ids": ids},
        )
        now = zip(published, self.articles(reading, published), strict=True)
        return {
            row["article_id"]: told for row, told in now if any(row[name] != told[name] for name in OF_ROWS)
        }

    def _next(self, reading: Reading) -> str:
        """A name for the tables of an overlay; those of long ago are dropped."""
        self._count += 1
        self._numbers.append(f"desk_overlay_{self._count}")
        while len(self._numbers) > KEPT:
            drop(reading, self._numbers.pop(0))
        return self._numbers[-1]


def _said_of(known: Standing, row_id: str) -> tuple[str, ...]:
    verdict = known.by_row_id.get((TABLE, row_id))
    return tuple(said.correction_id for said in verdict.corrections) if verdict else ()


def _rows(reading: Reading, known: Standing, ids: Sequence[str], table: str) -> list[Record]:
    """Some rows with what stands of the corrections: those that are published, and those that people added."""
    key = ANNOTATION_TABLES[table].key[0]
    published, machine = published_rows(reading, ids, table), machine_rows(reading, ids, table)
    there, wanted = {row[key] for row in published}, set(ids)
    taken_out = [row for row in machine if row[key] not in there]
    found = (known.by_row_id.get((table, row_id)) for row_id in ids)
    added = [verdict.key.article_id for verdict in found if verdict is not None and verdict.is_added]
    rows = overlay(table, [*published, *taken_out], known, machine, added)
    return [row for row in rows if row[key] in wanted]
