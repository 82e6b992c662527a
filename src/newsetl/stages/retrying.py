"""Articles that could not be annotated: their rows in quarantine, and another try once something has changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newsetl import __version__
from newsetl.extractors.versions import MADE_BY, installed
from newsetl.lake import Lake
from newsetl.lake.parquet import open_files
from newsetl.stages.annotating import Failure
from newsetl.stages.backfilling import Backfill, stage_articles
from newsetl.stages.run_context import RunContext
from newsetl.tables import TABLES
from newsetl.tables.quarantine import QuarantinedDocument

STAGE = "annotate"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settled:
    """Rows of quarantine that go: their documents, and what the ledger says of these, which stays."""

    documents: frozenset[str] = frozenset()
    ledger: tuple[Row, ...] = ()


def plan_retry(
    run: RunContext, reason_codes: Collection[str] = (), *, only_changed: bool = False
) -> Backfill:
    """Stages the articles that could not be annotated, for all tables.

    Args:
        run: a run that has begun.
        reason_codes: those that failed for these reasons; all without any.
        only_changed: True leaves out those whose extractor has not changed since.
    """
    rows = [
        row
        for row in _failed(run.lake)
        if (not reason_codes or row["reason_code"] in reason_codes) and not (only_changed and _is_same(row))
    ]
    if not rows:
        return Backfill((), (), ())
    ids = pa.array(sorted({row["article_id"] for row in rows}), pa.string())
    batches, found = stage_articles(run, pc.field("is_current") & pc.field("article_id").isin(ids))
    return Backfill(tuple(MADE_BY), batches, found)


def quarantine_rows(run: RunContext, failures: Iterable[Failure], documents: Mapping[str, str]) -> list[Row]:
    """Rows of quarantine for articles that failed; `documents` tells the document that each was made from."""
    return [
        asdict(
            QuarantinedDocument(
                document_id=documents.get(failure.article_id, failure.article_id),
                stage=STAGE,
                run_id=run.run_id,
                quarantined_at=run.started_at,
                **asdict(failure),
            )
        )
        for failure in failures
    ]


def settled(lake: Lake, article_ids: Collection[str]) -> Settled:
    """What is in quarantine of articles that are annotated again, or in a newer revision."""
    documents = {row["document_id"] for row in _failed(lake) if row["article_id"] in article_ids}
    if not documents:
        return Settled()
    wanted = pc.field("document_id").isin(pa.array(sorted(documents), pa.string()))
    return Settled(frozenset(documents), tuple(_inputs(lake, wanted)))


def documents_of(lake: Lake, article_ids: Sequence[str]) -> dict[str, str]:
    """The document that each article was made from, by the ledger."""
    if not article_ids:
        return {}
    ids = pa.array(sorted(article_ids), pa.string())
    wanted = pc.field("article_id").isin(ids) & (pc.field("outcome") == "published")
    rows = sorted(_inputs(lake, wanted), key=lambda row: row["read_at"])
    return {row["article_id"]: row["document_id"] for row in rows}


def _inputs(lake: Lake, wanted: pc.Expression) -> list[Row]:
    ledger = open_files(lake.paths("inputs"), TABLES["inputs"].arrow_schema)
    rows: list[Row] = ledger.to_table(filter=wanted).to_pylist()
    return rows


def _failed(lake: Lake) -> list[Row]:
    """Rows of quarantine whose article is published without all its rows."""
    return [row for row in lake.read("quarantine").to_pylist() if row["stage"] == STAGE and row["article_id"]]


def _is_same(row: Row) -> bool:
    """True if what failed is what is installed; a budget that was overrun may fit now only where code changed."""
    return bool(row["extractor_version"] == installed().get(row["extractor"], __version__))
