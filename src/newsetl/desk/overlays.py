"""An overlay: the corrections in force, and the published rows and articles with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsetl.corrections import Correction, Verdicts, live, overlay
from newsetl.corrections.figure_sources import renamed, with_speakers
from newsetl.corrections.metadata import ARTICLES, OF_ROWS, Said, with_metadata
from newsetl.desk.archive import Reading, Record
from newsetl.desk.overlay_tables import Layer
from newsetl.desk.published_corrections import machine_articles, machine_rows, published_rows
from newsetl.tables import ANNOTATION_TABLES, ATTRIBUTIONS, FORCE_LEVELS


@dataclass(frozen=True, slots=True)
class Overlay:
    """The corrections in force, and the rows that lists read instead of the published ones.

    Args:
        known: the verdicts.
        metadata: corrections of articles: article_id -> column -> its new value.
        layers: what lies over the published tables.
        waiting: what no publish has put in yet.
    """

    known: Verdicts
    metadata: Said
    layers: Mapping[str, Layer]
    waiting: Sequence[Correction] = ()

    @property
    def rows(self) -> str:
        """The SQL behind FROM in a list of figures."""
        return self.layers[FORCE_LEVELS].rows

    @property
    def statements(self) -> str:
        """The SQL behind FROM in a list of statements."""
        return self.layers[ATTRIBUTIONS].rows

    def waits(self, *tables: str) -> int:
        """How many things that were said of some tables no publish has put in; what is right changes nothing."""
        return len({(c.at, c.by) for c in self.waiting if c.table in tables and c.kind != "confirm"})


@dataclass(frozen=True, slots=True)
class Made:
    """An overlay and what it was made of, so that the next one rebuilds only what was said since.

    Args:
        state: of the database.
        log: of the log of corrections.
        told: articles that are shown otherwise than they are published.
    """

    state: str
    log: tuple[int, int, int]
    overlay: Overlay
    told: Mapping[str, Record] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What a published state holds of corrections.

    Args:
        state: of the database.
        applied: correction_id -> the row that it was put into.
        reviewed: ids of reviewed rows by table.
    """

    state: str
    applied: Mapping[str, str | None]
    reviewed: Mapping[str, Sequence[str]]


def unpublished_corrections(
    corrections: Sequence[Correction], applied: Mapping[str, str | None]
) -> list[Correction]:
    """Corrections that no publish has applied: later ones in force, and earlier ones that were undone."""
    fresh = {said.correction_id: said for said in corrections if said.correction_id not in applied}
    taken_back = {said.undoes for said in fresh.values()}
    undone = [said for said in fresh.values() if said.kind == "undo" and said.undoes not in fresh]
    return [*live(fresh.values()), *(said for said in undone if said.correction_id not in taken_back)]


def unpublished_article_corrections(
    reading: Reading, corrections: Sequence[Correction], metadata: Said
) -> dict[str, Record]:
    """The articles with corrections that are not published yet, as corrected."""
    ids = sorted({one.key.article_id for one in corrections if one.table == ARTICLES and one.key})
    if not ids:
        return {}
    published = reading.records(
        "SELECT * EXCLUDE (text) FROM articles WHERE is_current AND article_id IN (SELECT unnest($ids::VARCHAR[])) "
        "ORDER BY article_id",
        {"ids": ids},
    )
    now = zip(published, corrected_articles(reading, published, metadata), strict=True)
    return {row["article_id"]: told for row, told in now if any(row[name] != told[name] for name in OF_ROWS)}


def corrected_articles(reading: Reading, found: Sequence[Record], metadata: Said) -> list[Record]:
    """Published articles with their corrections."""
    machine = machine_articles(reading, [row["article_id"] for row in found])
    return [
        with_metadata(
            row | machine.get((row["article_id"], row["revision"]), {}), metadata.get(row["article_id"], {})
        )
        for row in found
    ]


def corrections_of_row(known: Verdicts, table: str, row_id: str) -> tuple[str, ...]:
    verdict = known.by_row_id.get((table, row_id))
    return tuple(said.correction_id for said in verdict.corrections) if verdict else ()


def rows_now(reading: Reading, known: Verdicts, ids: Sequence[str], table: str) -> list[Record]:
    """Some rows with the corrections in force: those that are published, and those that people added."""
    key = ANNOTATION_TABLES[table].key[0]
    published, machine = published_rows(reading, ids, table), machine_rows(reading, ids, table)
    there, wanted = {row[key] for row in published}, set(ids)
    taken_out = [row for row in machine if row[key] not in there]
    found = (known.by_row_id.get((table, row_id)) for row_id in ids)
    added = [verdict.key.article_id for verdict in found if verdict is not None and verdict.is_added]
    rows = overlaid(table, [*published, *taken_out], known, machine, added)
    return [row for row in rows if row[key] in wanted]


def overlaid(
    table: str, rows: Sequence[Record], known: Verdicts, machine: Sequence[Record], articles: Sequence[str]
) -> list[Record]:
    """Rows as corrections have them; figures with the sources that people gave to their statements."""
    shown = overlay(table, rows, known, machine, articles)
    return with_speakers(shown, renamed(known)) if table == FORCE_LEVELS else shown
