"""A document before it is an article: bytes, and what is known of where they came from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsetl.core.ids import stable_id


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Bytes of one document and what is known of where they came from.

    Args:
        content: the document alone: the page, the plain text, never its container.
        media_type: what content is: "text/plain" or "text/html" (also XHTML).
        uri: file, member ("dump.jsonl#12") or address that it was read from.
        metadata: what the input says of it, under the names of JSON records: id, url, outlet,
            title, byline, authors, published_at, updated_at, language, section.
        fetched_at: when the bytes were fetched, aware, UTC; None where unknown.
        encoding: what the transport or the container says; None lets the parser find out.
        reader: what took it for a document, in words for the user; no part of its identity.
    """

    content: bytes
    media_type: str
    uri: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    fetched_at: datetime | None = None
    encoding: str | None = None
    reader: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, in hex: its key in the raw store."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def document_id(self) -> str:
        """Id of this content with this metadata from this place."""
        known = sorted((key, str(value)) for key, value in self.metadata.items() if value is not None)
        return stable_id("doc", self.uri, self.sha256, repr(known))
