"""Stage 1: input files -> batches of documents that no run has read before."""

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newsetl.core.documents import RawDocument
from newsetl.errors import OriginalLost
from newsetl.inputs import InputFile, ReadSettings, RejectedInput, read_documents
from newsetl.replicas.restore import fetch_originals
from newsetl.stages.documents import write_documents
from newsetl.stages.ledger import Ledger
from newsetl.stages.run_context import RunContext
from newsetl.storage.raw_store import load_refused, store_raw
from newsetl.tables.inputs import Input
from newsetl.tables.quarantine import QuarantinedDocument

log = logging.getLogger(__name__)
BATCH_BYTES = 50_000_000  # a batch ends here too, so that large pages do not fill the memory


class Reading:
    """What reading found: staged batches, documents already known, documents that cannot be read.

    A plain class, so that Prefect hands it from task to task without looking at every row.
    """

    def __init__(self) -> None:
        self.batches: list[Path] = []
        self.read = 0
        self.duplicate = 0
        self.quarantine: list[dict[str, Any]] = []
        self.ledger: list[dict[str, Any]] = []
        self.retried: list[str] = []

    @property
    def is_empty(self) -> bool:
        """True if every document was known."""
        return not (self.batches or self.quarantine or self.ledger or self.retried)


def read_inputs(run: RunContext, files: Sequence[InputFile], ledger: Ledger) -> Reading:
    """Reads every document of the files once; what is new is staged in batches, in order."""
    reading = Reading()
    settings = ReadSettings(fields=dict(run.settings.fields), day_first=run.settings.day_first)
    _stage(run, _new_documents(run, files, settings, ledger, reading), reading)
    return reading


def read_quarantine(run: RunContext, reason_codes: Collection[str] = ()) -> Reading:
    """Takes up quarantined documents again, all or those of some reasons, as if they had just been read.

    What could not even be read (a broken archive, say) stays where it is: fix the file and run it again.
    """
    reading = Reading()
    rows = run.lake.read("quarantine").to_pylist()
    refused = [
        row for row in rows if row["article_id"] is None
    ]  # the others became articles: stages/retrying.py
    chosen = [row for row in refused if not reason_codes or row["reason_code"] in reason_codes]
    if run.settings.mirror is not None:  # a restored data directory leaves them there until now
        fetch_originals(run.data_dir, run.settings.mirror, chosen)
    _stage(run, _refused_documents(run, chosen, reading), reading)
    return reading


def _refused_documents(
    run: RunContext, rows: Sequence[dict[str, Any]], reading: Reading
) -> Iterator[RawDocument]:
    for row in rows:
        try:
            document = load_refused(run.data_dir, row["document_id"])
        except OriginalLost as lost:
            log.warning("%s is not tried again: %s", row["raw_uri"], lost)
            continue
        if document is not None:
            reading.read += 1
            reading.retried.append(row["document_id"])
            yield document


def _stage(run: RunContext, documents: Iterable[RawDocument], reading: Reading) -> None:
    for batch in _batches(documents, run.settings.batch_size):
        key = hashlib.sha256("".join(document.document_id for document in batch).encode()).hexdigest()[:20]
        reading.batches.append(write_documents(batch, run.staging / "documents" / f"{key}.parquet"))


def _new_documents(
    run: RunContext,
    files: Sequence[InputFile],
    settings: ReadSettings,
    ledger: Ledger,
    reading: Reading,
) -> Iterator[RawDocument]:
    for file in files:
        for document in read_documents(file, settings):
            reading.read += 1
            if not ledger.is_new(document.document_id):
                reading.duplicate += 1
            elif isinstance(document, RejectedInput):
                _quarantine(run, document, reading)
            else:
                yield document


def _quarantine(run: RunContext, rejected: RejectedInput, reading: Reading) -> None:
    sha256 = None
    if rejected.content is not None:
        sha256 = hashlib.sha256(rejected.content).hexdigest()
        store_raw(run.data_dir, sha256, rejected.content)
    row = QuarantinedDocument(
        document_id=rejected.document_id,
        stage="read",
        reason_code=rejected.reason_code,
        detail=rejected.detail,
        raw_uri=rejected.uri,
        raw_sha256=sha256,
        run_id=run.run_id,
        quarantined_at=run.started_at,
    )
    reading.quarantine.append(asdict(row))
    entry = Input(
        document_id=rejected.document_id,
        raw_uri=rejected.uri,
        raw_sha256=sha256,
        outcome="quarantined",
        run_id=run.run_id,
        read_at=run.started_at,
    )
    reading.ledger.append(asdict(entry))


def _batches(documents: Iterable[RawDocument], size: int) -> Iterator[list[RawDocument]]:
    batch: list[RawDocument] = []
    weight = 0
    for document in documents:
        batch.append(document)
        weight += len(document.content)
        if len(batch) >= size or weight >= BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch
