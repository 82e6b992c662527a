"""Stage 2: a batch of documents -> articles, or quarantine rows with the reason."""

import json
import logging
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.lake import write_table
from newsetl.stages.documents import load_documents
from newsetl.stages.preparing import FOR_DOCUMENTS
from newsetl.stages.run_context import RunContext
from newsetl.stages.sharing_out import AT_ONCE, at_once, without_rest
from newsetl.stages.watched_process import Budget
from newsetl.stages.workers import Call, call_here
from newsetl.storage.raw_store import store_originals, store_refused
from newsetl.tables import TABLES
from newsetl.tables.quarantine import QuarantinedDocument

log = logging.getLogger(__name__)
PARSED_SCHEMA = pa.schema([*TABLES["articles"].arrow_schema, ("document_id", pa.string())])
Row = dict[str, Any]


def parse_batch(run: RunContext, batch: Path, call: Call = call_here) -> Path:
    """Parses a staged batch; the folder that it returns holds articles.parquet and quarantine.json.

    A document that takes too long or too much goes to quarantine; the others are parsed.
    """
    folder = run.staging / "parsed" / f"{batch.stem}-{run.run_id}"
    documents = load_documents(batch)
    articles: list[Row] = []
    quarantine: list[Row] = []
    groups = without_rest([documents[at : at + AT_ONCE] for at in range(0, len(documents), AT_ONCE)])
    found = at_once(lambda some: list(_watched(run, some, call)), groups, call, run.settings.workers)
    for document, row in zip(documents, found, strict=True):
        if isinstance(row, QuarantinedDocument):
            store_refused(run.data_dir, document)
            quarantine.append(asdict(row) | {"quarantined_at": run.started_at.isoformat()})
        else:
            articles.append(row)
    store_originals(run.data_dir, documents)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "quarantine.json").write_text(json.dumps(quarantine), encoding="utf-8")
    write_table(pa.Table.from_pylist(articles, schema=PARSED_SCHEMA), folder / "articles.parquet")
    return folder


def _watched(
    run: RunContext, documents: Sequence[RawDocument], call: Call
) -> Iterator[Row | QuarantinedDocument]:
    """Parses documents within their budget; where they overrun, each by itself, so that one alone is left out."""
    budget = Budget(run.settings.document_seconds, run.settings.document_megabytes)
    try:
        yield from call(parse_some, run, documents, budget=budget, prepare=FOR_DOCUMENTS)
    except Rejected as rejected:
        if len(documents) > 1:
            for document in documents:
                yield from _watched(run, [document], call)
            return
        log.warning("%s was not parsed: %s", documents[0].uri, rejected)
        yield quarantined(run, documents[0], "parse", rejected)


def parse_some(run: RunContext, documents: Sequence[RawDocument]) -> list[Row | QuarantinedDocument]:
    """For each document the row of its article, or why it has none."""
    return [_parse(run, document) for document in documents]


def _parse(run: RunContext, document: RawDocument) -> dict[str, Any] | QuarantinedDocument:
    try:
        article = parse_article(document, run_id=run.run_id, received_at=run.started_at)
        return asdict(article) | {"document_id": document.document_id}
    except Rejected as rejected:
        return quarantined(run, document, "parse", rejected)
    except Exception as bug:  # noqa: BLE001 - a bug met by one document is shown, and must not lose the others
        log.error("bug while parsing %s:\n%s", document.uri, traceback.format_exc())
        return quarantined(run, document, "parse", Rejected("processing_failed", repr(bug)))


def quarantined(run: RunContext, document: RawDocument, stage: str, why: Rejected) -> QuarantinedDocument:
    """The quarantine row of a document that cannot go on."""
    return QuarantinedDocument(
        document_id=document.document_id,
        stage=stage,
        reason_code=why.reason_code,
        detail=why.detail,
        raw_uri=document.uri,
        raw_sha256=document.sha256,
        run_id=run.run_id,
        quarantined_at=run.started_at,
    )
