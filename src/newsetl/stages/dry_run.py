"""What the installed extractors would change, found out on a sample of published articles; nothing is written."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.lake.parquet import open_files
from newsetl.stages.annotating import annotate_each, published_rows
from newsetl.stages.backfilling import in_range
from newsetl.stages.correcting import machine_rows
from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.articles import Article
from newsetl.watching.changes import compare_states

# Columns in which rows may differ and still say the same
ASIDE = {
    "extractor",
    "extractor_version",
    "confidence",
    "name_confidence",
    "weakest_field",
    "review",
    "story_id",
}


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What would become of the machine's rows of a table in the sample.

    Args:
        table: the table.
        before: rows that are there.
        after: rows that there would be.
        alike: rows that would say the same, whatever their confidence.
    """

    table: str
    before: int
    after: int
    alike: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a backfill would change.

    Args:
        articles: articles in the sample.
        of: articles that a backfill would annotate again.
        tables: table by table.
        columns, figures: force levels that would be new, withdrawn or revised, as `newsetl changes` shows them.
        failed: articles of the sample that met a bug.
    """

    articles: int
    of: int
    tables: tuple[TableChanges, ...]
    columns: tuple[str, ...]
    figures: tuple[tuple[Any, ...], ...]
    failed: int


def dry_run_backfill(lake: Lake, size: int, first: date | None = None, last: date | None = None) -> DryRun:
    """Annotates a sample of published articles with the installed extractors, and compares.

    Args:
        lake: the lake.
        size: articles in the sample; it is the same each time.
        first: first day of publication; None is open.
        last: last day of publication.

    Raises:
        UserError: no article was published on these days.
    """
    schema = TABLES["articles"].arrow_schema
    wanted = in_range(first, last)
    ids = sorted(_articles(lake, wanted, ["article_id"])["article_id"].to_pylist())
    if not ids or size < 1:
        raise UserError("no articles to try it on: were any published on these days?")
    chosen = sorted(random.Random(0).sample(ids, min(size, len(ids))))  # noqa: S311 - a sample, no secret
    rows = _articles(lake, wanted & pc.field("article_id").isin(pa.array(chosen)), schema.names)
    annotated, failures = annotate_each([Article(**row) for row in rows.to_pylist()])
    after = {
        name: [row for article in annotated for row in published_rows(name, article)]
        for name in ANNOTATION_TABLES
    }
    before = {name: machine_rows(lake, name, chosen) for name in ANNOTATION_TABLES}
    states = [
        {"force_levels": TABLES["force_levels"].to_arrow(each["force_levels"]), "articles": rows}
        for each in (before, after)
    ]
    compared = compare_states(*states)
    return DryRun(len(chosen), len(ids), tuple(_table_changes(before, after)), *compared, len(failures))


def _articles(lake: Lake, wanted: pc.Expression, columns: Sequence[str]) -> pa.Table:
    found = open_files(lake.paths("articles"), TABLES["articles"].arrow_schema)
    return found.to_table(list(columns), filter=wanted)


def _table_changes(
    before: Mapping[str, Sequence[dict[str, Any]]], after: Mapping[str, Sequence[dict[str, Any]]]
) -> Iterable[TableChanges]:
    for name in ANNOTATION_TABLES:
        old, new = _sayings(before[name]), _sayings(after[name])
        yield TableChanges(name, old.total(), new.total(), (old & new).total())


def _sayings(rows: Iterable[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    return Counter(
        tuple(
            value
            for name, value in sorted(row.items())
            if name not in ASIDE and not name.startswith("reviewed_")
        )
        for row in rows
    )
