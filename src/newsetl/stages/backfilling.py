"""Annotating published articles again: a range of dates, or whatever an older extractor made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsetl.lake import Lake, write_table
from newsetl.pipeline import EXTRACTORS
from newsetl.stages.run import RunContext
from newsetl.tables import TABLES


@dataclass(frozen=True, slots=True)
class Backfill:
    """What is to be done again: batches of articles, their ids, and the tables concerned."""

    tables: tuple[str, ...]
    batches: tuple[Path, ...]
    article_ids: tuple[str, ...]


def outdated_tables(lake: Lake) -> tuple[str, ...]:
    """Annotation tables with rows that an older version of their extractor made."""
    return tuple(
        name for name, module in EXTRACTORS.items() if _has_other_version(lake, name, module.VERSION)
    )


def plan_backfill(
    run: RunContext, tables: Sequence[str], first: date | None = None, last: date | None = None
) -> Backfill:
    """Stages the current articles published from `first` to `last` (both included; None is open).

    Args:
        run: a run that has begun.
        tables: those to be made again; without any there is nothing to stage.
        first: first day of publication.
        last: last day of publication.
    """
    if not tables:
        return Backfill((), (), ())
    articles = run.lake.read("articles")
    articles = articles.filter(_in_range(articles, first, last))
    size = run.settings.batch_size
    batches = tuple(
        write_table(articles.slice(start, size), _batch_path(run, number))
        for number, start in enumerate(range(0, articles.num_rows, size))
    )
    return Backfill(tuple(tables), batches, tuple(articles["article_id"].to_pylist()))


def _batch_path(run: RunContext, number: int) -> Path:
    return run.staging / "backfill" / run.run_id / f"{number:05}.parquet"


def _has_other_version(lake: Lake, table: str, version: str) -> bool:
    for path in lake.paths(table):
        versions = pq.read_table(path, columns=["extractor_version"], partitioning=None).column(0)
        if pc.any(pc.not_equal(versions, version)).as_py():
            return True
    return False


def _in_range(articles: pa.Table, first: date | None, last: date | None) -> pa.Array:
    chosen = articles["is_current"]
    days = pc.cast(articles["published_at"], TABLES["attributions"].arrow_schema.field("published_date").type)
    if first is not None:
        chosen = pc.and_(chosen, pc.fill_null(pc.greater_equal(days, pa.scalar(first)), False))
    if last is not None:
        chosen = pc.and_(chosen, pc.fill_null(pc.less_equal(days, pa.scalar(last)), False))
    return chosen
