"""quarantine: one row per document that could not become an article, or whose article lacks rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from newsetl.errors import ReasonCode
from newsetl.tables.schema import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedDocument:
    """A document that cannot go on, why, and where its bytes are kept for another try."""

    document_id: Annotated[str, "Id of the document: from where it came and what it holds"]
    stage: Annotated[str, "Stage that refused it: read, parse, annotate"]
    reason_code: Annotated[ReasonCode, "Why it was refused, from a closed list"]
    detail: Annotated[str, "What exactly was wrong, in one line"]
    raw_uri: Annotated[str, "Where the original came from"]
    raw_sha256: Annotated[str | None, "Key of the original in the raw store; null where nothing was read"] = (
        None
    )
    run_id: Annotated[str, "Run that refused it"]
    quarantined_at: Annotated[datetime, "When it was refused, UTC"]
    article_id: Annotated[
        str | None, "Article that is published without all its rows; null where there is none"
    ] = None
    extractor: Annotated[str | None, "Extractor that failed; null where none had begun"] = None
    extractor_version: Annotated[
        str | None, "Its version, or newsetl's: another one is tried by the next backfill"
    ] = None


TABLE = Table("quarantine", QuarantinedDocument, key=("document_id",))
