"""Scores on what people said of rows: each confirmed, corrected, added or removed row is an example."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newsetl import pipeline
from newsetl.corrections import Verdict, Verdicts, locate, read_corrections, verdicts_of
from newsetl.corrections.model import from_text
from newsetl.corrections.overlay import typed_row
from newsetl.corrections.row_keys import anchor
from newsetl.errors import UserError
from newsetl.evaluation.evaluate import analyser_of
from newsetl.lake import Lake
from newsetl.lake.parquet import open_files
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.articles import Article

Place = tuple[str, str, int, int]
# What must be right in a row of a table: of several names for one thing, the first that is given.
FIELDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "force_levels": (
        ("value_low",), ("value_high",), ("unit",), ("measure",), ("modality",), ("actor_iso3", "actor_name"),
        ("place_iso3", "place_name"),
    ),
    "region_mentions": (("place_id",), ("mention_type",)),
    "attributions": (("source_name", "source_text"), ("cue_class",)),
    "date_mentions": (("start_date",), ("end_date",)),
    "entity_mentions": (("entity_name",), ("entity_type",)),
    "refused_figures": (("reason",),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CorrectionScore:
    """How the extractor of a table fares on rows that people judged and whose words are still there.

    Args:
        table: the table.
        judged: rows that were judged.
        right: those that should be there.
        found: of these, found by the extractor.
        all_right: of these, with every field right.
        wrong: rows that are to be none.
        still_found: of these, found all the same.
    """

    table: str
    judged: int
    right: int
    found: int
    all_right: int
    wrong: int
    still_found: int


def score_corrections(data_dir: Path, parse_cache: Path | None = None) -> list[CorrectionScore]:
    """Scores of the installed extractors, table by table.

    Raises:
        UserError: nobody has judged a row of an article that is published.
    """
    known = verdicts_of(read_corrections(data_dir))
    articles = judged_articles(Lake(data_dir / "lake"), known.by_article)
    if not articles:
        raise UserError(f"no corrections of published articles in {data_dir}")
    found: dict[Place, dict[str, Any]] = {}
    for each in pipeline.annotate(list(articles.values()), analyser_of(parse_cache)):
        found |= dict(_placed(each))
    return [score for table in ANNOTATION_TABLES if (score := _score(table, known, articles, found))]


def _placed(annotated: pipeline.AnnotatedArticle) -> Iterable[tuple[Place, dict[str, Any]]]:
    for table, rows in annotated.rows.items():
        for row in map(asdict, rows):
            span = anchor(table, row)
            yield (table, annotated.article.article_id, span.start, span.end), row


def _score(
    table: str, known: Verdicts, articles: Mapping[str, Article], found: Mapping[Place, dict[str, Any]]
) -> CorrectionScore | None:
    right: list[bool | None] = []  # None where the row was not found
    wrong: list[bool] = []
    for verdict in known.of(table, articles):
        span = locate(articles[verdict.key.article_id].text, verdict.key)
        if span is None:
            continue
        row = found.get((table, verdict.key.article_id, span.start, span.end))
        if verdict.is_removed:
            wrong.append(row is not None)
        else:
            right.append(None if row is None else _is_same(table, row, verdict))
    if not right and not wrong:
        return None
    hits = [each for each in right if each is not None]
    return CorrectionScore(
        table, len(right) + len(wrong), len(right), len(hits), sum(hits), len(wrong), sum(wrong)
    )


def _is_same(table: str, row: Mapping[str, Any], verdict: Verdict) -> bool:
    changes = {name: from_text(table, name, text) for name, text in verdict.changes.items()}
    truth = {**typed_row(table, verdict.row), **changes}
    return all(_first_set(row, names) == _first_set(truth, names) for names in FIELDS[table])


def _first_set(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if row[name] is not None), None)


def judged_articles(lake: Lake, ids: Iterable[str]) -> dict[str, Article]:
    """The current revisions of some published articles by id."""
    schema = TABLES["articles"].arrow_schema
    wanted = pc.field("is_current") & pc.field("article_id").isin(pa.array(sorted(ids), pa.string()))
    rows = open_files(lake.paths("articles"), schema).to_table(filter=wanted).to_pylist()
    return {row["article_id"]: Article(**row) for row in rows}
