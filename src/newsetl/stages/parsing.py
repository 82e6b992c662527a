"""Stage 2: a batch of documents -> articles, or quarantine rows with the reason."""

import json
import logging
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from newsetl.articles import parse_article
from newsetl.errors import Rejected
from newsetl.lake import write_table
from newsetl.model import RawDocument
from newsetl.raw_store import store_raw, store_refused
from newsetl.stages.documents import load_documents
from newsetl.stages.run import RunContext
from newsetl.tables import TABLES
from newsetl.tables.quarantine import QuarantinedDocument

log = logging.getLogger(__name__)
PARSED_SCHEMA = pa.schema([*TABLES["articles"].arrow_schema, ("document_id", pa.string())])


def parse_batch(run: RunContext, batch: Path) -> Path:
    """Parses a staged batch; the folder that it returns holds articles.parquet and quarantine.json."""
    folder = run.staging / "parsed" / f"{batch.stem}-{run.run_id}"
    articles: list[dict[str, Any]] = []
    quarantine: list[dict[str, Any]] = []
    for document in load_documents(batch):
        row = _parse(run, document)
        if isinstance(row, QuarantinedDocument):
            store_refused(run.data_dir, document)
            quarantine.append(asdict(row) | {"quarantined_at": run.started_at.isoformat()})
        else:
            store_raw(run.data_dir, document.sha256, document.content)
            articles.append(row)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "quarantine.json").write_text(json.dumps(quarantine), encoding="utf-8")
    write_table(pa.Table.from_pylist(articles, schema=PARSED_SCHEMA), folder / "articles.parquet")
    return folder


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
