"""inputs: the ledger of what has been read, so that nothing is read twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from newsetl.tables.schema import Table

InputOutcome = Literal["published", "duplicate", "quarantined", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A document that some run has read, and what became of it."""

    document_id: Annotated[str, "Id of the document: from where it came and what it holds"]
    raw_uri: Annotated[str, "Where the original came from"]
    raw_sha256: Annotated[str | None, "SHA-256 of its bytes"] = None
    outcome: Annotated[InputOutcome, "What became of it"]
    article_id: Annotated[str | None, "Article that it became or repeats"] = None
    run_id: Annotated[str, "Run that read it first"]
    read_at: Annotated[datetime, "When it was read, UTC"]


TABLE = Table("inputs", Input, key=("document_id",))
