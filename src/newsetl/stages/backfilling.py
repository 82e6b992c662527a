"""Annotating published articles again: a range of dates, or whatever an older extractor made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsetl.corrections.making import PERSON
from newsetl.extractors.versions import MADE_BY, installed
from newsetl.lake import Lake, write_table
from newsetl.lake.parquet import open_files
from newsetl.stages.run_context import RunContext
from newsetl.tables import TABLES


@dataclass(frozen=True, slots=True)
class Backfill:
    """What should be done again: batches of articles, their ids, and the tables concerned."""

    tables: tuple[str, ...]
    batches: tuple[Path, ...]
    article_ids: tuple[str, ...]


def outdated_tables(lake: Lake) -> tuple[str, ...]:
    """Annotation tables with rows that an older version of their extractor made, and others that it makes with them.

    An archive from before `refused_figures` has no rows there that could be old.
    """
    old = [
        made_by for name, made_by in MADE_BY.items() if _has_other_version(lake, name, installed()[made_by])
    ]
    return tuple(name for name, made_by in MADE_BY.items() if made_by in old)


def plan_backfill(
    run: RunContext, tables: Sequence[str], first: date | None = None, last: date | None = None
) -> Backfill:
    """Stages the current articles published from `first` to `last` (both included; None is open).

    Args:
        run: a run that has begun.
        tables: those to be rebuilt; without any there is nothing to stage.
        first: first day of publication.
        last: last day of publication.
    """
    if not tables:
        return Backfill((), (), ())
    return Backfill(tuple(tables), *stage_articles(run, in_range(first, last)))


def stage_articles(run: RunContext, wanted: pc.Expression) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Stages the articles that a condition chooses in batches; returns these and the articles' ids."""
    batches: list[Path] = []
    ids: list[str] = []
    for number, articles in enumerate(_chosen(run.lake, wanted, run.settings.batch_size)):
        batches.append(write_table(articles, _batch_path(run, number)))
        ids += articles["article_id"].to_pylist()
    return tuple(batches), tuple(ids)


def _chosen(lake: Lake, wanted: pc.Expression, size: int) -> Iterator[pa.Table]:
    """The articles that a condition chooses, `size` at a time; no more than that is held in memory."""
    schema = TABLES["articles"].arrow_schema
    rest = schema.empty_table()
    found = open_files(lake.paths("articles"), schema).to_batches(filter=wanted, batch_size=size)
    for batch in found:
        rest = pa.concat_tables([rest, pa.Table.from_batches([batch]).cast(schema)])
        while rest.num_rows >= size:
            yield rest.slice(0, size)
            rest = rest.slice(size)
    if rest.num_rows:
        yield rest


def _batch_path(run: RunContext, number: int) -> Path:
    return run.staging / "backfill" / run.run_id / f"{number:05}.parquet"


def _has_other_version(lake: Lake, table: str, version: str) -> bool:
    for path in lake.paths(table):
        made = pq.read_table(path, columns=["extractor", "extractor_version"], partitioning=None)
        is_other = pc.not_equal(made["extractor_version"], version)
        if pc.any(pc.and_(is_other, pc.not_equal(made["extractor"], PERSON))).as_py():
            return True
    return False


def in_range(first: date | None, last: date | None) -> pc.Expression:
    """Published from the start of `first` to the end of `last`, UTC."""
    chosen, published_at = pc.field("is_current"), pc.field("published_at")
    if first is not None:
        chosen &= published_at >= _midnight(first)
    if last is not None:
        chosen &= published_at < _midnight(last + timedelta(days=1))
    return chosen


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
