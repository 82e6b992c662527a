"""Applies people's corrections of article metadata to a run's rows and to published rows."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newsetl.corrections.making import as_json
from newsetl.corrections.metadata import ARTICLES, KEPT, corrected_metadata, of_article, with_metadata
from newsetl.corrections.model import Correction
from newsetl.corrections.overlay import typed_row
from newsetl.lake import Lake
from newsetl.lake.parquet import open_files
from newsetl.tables import TABLES

Row = dict[str, Any]
MACHINE = "machine_rows"


def touched_articles(corrections: Iterable[Correction]) -> set[str]:
    """The articles of which corrections say something, or no longer do."""
    return {c.key.article_id for c in corrections if c.table == ARTICLES and c.key is not None}


def corrected_articles(
    lake: Lake, ids: Iterable[str], log: Iterable[Correction]
) -> tuple[list[Row], list[Row]]:
    """All revisions of some published articles as people say that they are, and the machine's where that differs.

    Returns:
        Rows of articles, and of machine_rows.
    """
    said = corrected_metadata(log)
    wanted = pc.field("article_id").isin(pa.array(sorted(set(ids)), pa.string()))
    found = open_files(lake.paths(ARTICLES), TABLES[ARTICLES].arrow_schema).to_table(filter=wanted)
    machine = _kept(lake, wanted)
    rows: list[Row] = []
    kept: list[Row] = []
    stories: dict[str, str] = {}  # all revisions are of the story of the first
    for published in sorted(found.to_pylist(), key=lambda row: (row["article_id"], row["revision"])):
        own = {**published, **machine.get(_row_id(published), {})}
        own["story_id"] = stories.setdefault(own["article_id"], own["story_id"])
        corrected = with_metadata(own, said.get(own["article_id"], {}))
        rows.append(corrected)
        kept += machine_row_of(own, corrected)
    return rows, kept


def machine_row_of(own: Row, corrected: Row) -> list[Row]:
    """The row of machine_rows of an article that people say is otherwise; none where it is not."""
    if all(own[name] == corrected[name] for name in KEPT):
        return []
    return [
        {
            "table": ARTICLES,
            "row_id": _row_id(own),
            "article_id": own["article_id"],
            "published_date": corrected["published_date"],
            "became": "corrected",
            "row": json.dumps(as_json({name: own[name] for name in KEPT})),
        }
    ]


def following(table: str, rows: Iterable[Row], articles: Mapping[str, Row]) -> list[Row]:
    """Rows of an annotation table with what they repeat of their articles, and the claims that follow from it."""
    found = [of_article(row, articles[row["article_id"]]) for row in rows]
    return [with_claim(row) for row in found] if table == "force_levels" else found


def with_claim(row: Row) -> Row:
    """A row of force_levels with the claim that follows from its other columns."""
    from newsetl.extractors.force_levels.claims import claim_id_of_row  # noqa: PLC0415 - its package loads spaCy

    return {**row, "claim_id": claim_id_of_row(row)}


def _kept(lake: Lake, wanted: pc.Expression) -> dict[str, Row]:
    """What the machine said of articles, by article and revision."""
    found = open_files(lake.paths(MACHINE), TABLES[MACHINE].arrow_schema)
    rows = found.to_table(filter=wanted & (pc.field("table") == ARTICLES)).to_pylist()
    return {row["row_id"]: _typed(json.loads(row["row"])) for row in rows}


def _typed(row: Row) -> Row:
    typed = typed_row(ARTICLES, row)
    return {name: typed[name] for name in KEPT}


def _row_id(article: Mapping[str, Any]) -> str:
    return f"{article['article_id']}/{article['revision']}"
