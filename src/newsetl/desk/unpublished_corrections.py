"""Corrections since the last publish, applied to published figures, statements and articles as they are read.

A published state is never changed: the rows that corrections touch are rebuilt in memory, once for each state of
the log, by the SQL of the mart itself, and put in place of the published ones in every list.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsetl.corrections import Correction, Verdicts, log_path, read_corrections, verdicts_of
from newsetl.corrections.metadata import ARTICLES, Said, corrected_metadata, of_article
from newsetl.desk.archive import Reading, Record
from newsetl.desk.articles import rows_of
from newsetl.desk.overlay_tables import Layer, drop, lay, put
from newsetl.desk.overlays import (
    Made,
    Overlay,
    Published,
    corrected_articles,
    corrections_of_row,
    overlaid,
    rows_now,
    unpublished_article_corrections,
    unpublished_corrections,
)
from newsetl.desk.published_corrections import (
    applied_rows,
    base_of,
    figures_inside,
    ids_of,
    machine_of_article,
    machine_row,
    reviewed_ids,
    state_of_file,
)
from newsetl.tables import ANNOTATION_TABLES, ATTRIBUTIONS, FORCE_LEVELS

OVERLAID_TABLES = (FORCE_LEVELS, ATTRIBUTIONS)  # whose lists show at once what people say
KEPT = 40  # layers, of which all but the last two may still be read by a visitor


class UnpublishedCorrections:
    """The corrections of a data directory as a desk shows them.

    Args:
        data_dir: the data directory.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._made: Made | None = None
        self._published: Published | None = None
        self._last_articles: tuple[str, tuple[str, ...], dict[str, Record]] | None = None
        self._numbers: list[str] = []
        self._count = 0
        self._lock = threading.Lock()

    def overlay(self, reading: Reading) -> Overlay:
        """What should be shown now of figures, statements and articles."""
        log = state_of_file(log_path(self.data_dir))
        with self._lock:
            if self._made is None or (self._made.state, self._made.log) != (reading.state, log):
                self._made = self._make(reading, log, self._made)
            return self._made.overlay

    def of_article(self, reading: Reading, article: Record, table: str) -> list[Record]:
        """The rows of a table of an article's current revision as they should be shown now, in text order."""
        known, key = self.overlay(reading).known, ANNOTATION_TABLES[table].key[0]
        published = rows_of(reading, article, table)
        machine = machine_of_article(reading, article, table)
        there = {row[key] for row in published}
        rows = [*published, *(row for row in machine if row[key] not in there)]
        shown = overlaid(table, rows, known, machine, [article["article_id"]])
        of_text = [row for row in shown if row["revision"] == article["revision"]]
        return sorted(of_text, key=lambda row: (row.get("content_start", row.get("start")), row[key]))

    def rows(self, reading: Reading, ids: Sequence[str], table: str = FORCE_LEVELS) -> list[Record]:
        """Rows of a table by their ids as they should be shown now, added ones too; without those taken out."""
        return rows_now(reading, self.overlay(reading).known, ids, table)

    def article(self, reading: Reading, found: Record) -> Record:
        """A published article as people say that it is."""
        return self.articles(reading, [found])[0]

    def articles(self, reading: Reading, found: Sequence[Record]) -> list[Record]:
        """Published articles as people say that they are."""
        return corrected_articles(reading, found, self.overlay(reading).metadata)

    def as_machine(self, reading: Reading, row_id: str) -> Record | None:
        """A figure as lists showed it before anyone judged it; None where it is in no published article."""
        row = machine_row(reading, row_id)
        if row is None:
            return None
        with self._lock:
            self._count += 1
            name = f"desk_machine_{self._count}"
        own = {**row, "review": "machine", "reviewed_by": None, "reviewed_at": None}
        put(reading, name, FORCE_LEVELS, [own])
        found = reading.record(f"FROM memory.main.{name}")
        drop(reading, name)
        return found

    def _make(self, reading: Reading, log: tuple[int, int, int], before: Made | None) -> Made:
        """The overlay of a state of the log; `before` is the last one, whose rows are taken over where they can be."""
        corrections, published = read_corrections(self.data_dir), self._of_state(reading)
        known, metadata = verdicts_of(corrections, published.applied), corrected_metadata(corrections)
        told = self._article_corrections(reading, corrections, metadata)
        is_same = before is not None and before.state == reading.state and before.told == told
        layers = {
            table: self._layer(
                reading, table, known, corrections, told,
                before.overlay.layers[table] if is_same and before else None,
            )
            for table in OVERLAID_TABLES
        }  # fmt: skip
        waiting = unpublished_corrections(corrections, published.applied)
        return Made(reading.state, log, Overlay(known, metadata, layers, waiting), told)

    def _layer(
        self,
        reading: Reading,
        table: str,
        known: Verdicts,
        corrections: Sequence[Correction],
        told: Mapping[str, Record],
        before: Layer | None,
    ) -> Layer:
        """What lies over a table: also over what was undone, which shows again what the machine said."""
        ids = {said.row_id for said in corrections if said.table == table and said.row_id}
        ids |= {*self._of_state(reading).reviewed[table], *ids_of(reading, table, told)}
        inside = self._inside(reading, corrections) if table == FORCE_LEVELS else {}
        ids |= inside.keys()
        if not ids:
            return Layer(base_of(reading, table))

        def rows_of(changed: Sequence[str]) -> list[Record]:
            rows = rows_now(reading, known, changed, table)
            return [of_article(row, told.get(row["article_id"], row)) for row in rows]

        said = {
            row_id: corrections_of_row(known, table, row_id)
            + corrections_of_row(known, ATTRIBUTIONS, inside.get(row_id, ""))
            for row_id in ids
        }
        return lay(reading, self._next(reading), table, said, rows_of, before)

    def _inside(self, reading: Reading, corrections: Sequence[Correction]) -> dict[str, str]:
        """The figures inside statements of which people ever said another source: figure -> statement."""
        applied = self._of_state(reading).applied
        told = [one for one in corrections if one.table == ATTRIBUTIONS and one.field == "source_name"]
        ids = {row_id for one in told for row_id in (one.row_id, applied.get(one.correction_id)) if row_id}
        return figures_inside(reading, sorted(ids))

    def _of_state(self, reading: Reading) -> Published:
        """What a published state holds of corrections, looked up once."""
        if self._published is None or self._published.state != reading.state:
            reviewed = {table: reviewed_ids(reading, table) for table in OVERLAID_TABLES}
            self._published = Published(reading.state, applied_rows(reading), reviewed)
        return self._published

    def _article_corrections(
        self, reading: Reading, corrections: Sequence[Correction], metadata: Said
    ) -> Mapping[str, Record]:
        """The articles that people say are otherwise than they are published, as people say that they are."""
        said = tuple(one.correction_id for one in corrections if one.table == ARTICLES)
        if self._last_articles is None or self._last_articles[:2] != (reading.state, said):
            self._last_articles = (
                reading.state,
                said,
                unpublished_article_corrections(reading, corrections, metadata),
            )
        return self._last_articles[2]

    def _next(self, reading: Reading) -> str:
        """A name for the tables of a layer; those of long ago are dropped."""
        self._count += 1
        self._numbers.append(f"desk_overlay_{self._count}")
        while len(self._numbers) > KEPT:
            drop(reading, self._numbers.pop(0))
        return self._numbers[-1]
