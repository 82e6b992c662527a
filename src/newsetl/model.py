"""What travels between the layers: documents before they are articles, spans, and stable ids."""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points in an article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True if at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True if all of the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


def overlapping(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """Tells of a span whether one of many overlaps it, without looking at each of them."""
    ordered = sorted(spans, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    reach = list(accumulate((span.end for span in ordered), max))

    def overlaps(other: Span) -> bool:
        before = bisect_left(starts, other.end)
        return before > 0 and reach[before - 1] > other.start

    return overlaps


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is as it is, for `newsetl explain --why`.

    Args:
        table: the row's table.
        row_id: the row's key.
        title: the row in a few words.
        steps: how it came about, in order; each a sentence.
    """

    table: str
    row_id: str
    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Bytes of one document and what is known of where they came from.

    Args:
        content: the document alone: the page, the plain text, never its container.
        media_type: what content is: "text/plain" or "text/html" (also XHTML).
        uri: file, member ("dump.jsonl#12") or address that it was read from.
        metadata: what the input says of it, under the names of JSON records in TABLES.md: id, url, outlet,
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


def stable_id(prefix: str, *parts: object) -> str:
    """An id that is the same on every machine for the same parts: 'prefix_' and 16 hex digits (64 bits)."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{prefix}_{digest.hexdigest()}"
