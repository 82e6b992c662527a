"""What goes into a reader and what comes out: files, sources, limits of size and depth, documents or rejections."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from newsetl.core.documents import RawDocument
from newsetl.core.ids import stable_id
from newsetl.errors import FieldMapError, ReasonCode, Rejected
from newsetl.inputs.streams import SafeStream

MB = 1024 * 1024
RECORD_FIELDS = (
    "id",
    "url",
    "outlet",
    "title",
    "byline",
    "authors",
    "published_at",
    "updated_at",
    "language",
    "section",
    "text",
    "html",
    "fetched_at",
)
KEPT_BYTES = 1 * MB


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read.

    Args:
        uri: its name in every table; a member or record adds '!/member' or '#number' to it.
        path: where it is; None is standard input.
        sidecar: JSON file with the metadata of a .txt or .html file.
    """

    uri: str
    path: str | None
    sidecar: str | None = None


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits of what is read, and the user's names of fields.

    Args:
        fields: our field name -> the name that the user's records have for it (newsetl.toml, [fields]).
        max_document_bytes: one document: a page, a text, a record's text.
        max_record_bytes: one line or JSON value; above a document's limit, since escapes make it longer.
        max_expanded_bytes: what one compressed file may expand to in all.
        max_member_bytes: what one member of an archive may expand to.
        max_ratio: how many times its size a compressed stream may expand to, past the first 50 MB.
        max_depth: archives within archives.
        max_members: members of one archive.
        max_xml_depth: nested elements of a feed or sitemap.
        day_first: how a table's 03/04/2024 is read where its column proves nothing; None reports it instead.

    Raises:
        FieldMapError: fields names a field that newsetl does not have.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    max_document_bytes: int = 20 * MB
    max_record_bytes: int = 64 * MB
    max_expanded_bytes: int = 64 * 1024 * MB
    max_member_bytes: int = 4 * 1024 * MB
    max_ratio: int = 200
    max_depth: int = 3
    max_members: int = 200_000
    max_xml_depth: int = 200
    day_first: bool | None = None

    def __post_init__(self) -> None:
        unknown = sorted(set(self.fields) - set(RECORD_FIELDS))
        if unknown:
            raise FieldMapError(
                f"[fields] maps {', '.join(unknown)}: newsetl's fields are {', '.join(RECORD_FIELDS)}"
            )


@dataclass(frozen=True, slots=True)
class RejectedInput:
    """A document, or what should have been one, that cannot be read: for quarantine.

    Args:
        uri: where it was.
        reason_code: why, from the closed list.
        detail: what exactly, in one line.
        content: its bytes as far as they were read, at most 1 MB; None where there are none.
        metadata: what is known of it, as in RawDocument.
        reader: what refused it, in words for the user; None where no reader was found.
    """

    uri: str
    reason_code: ReasonCode
    detail: str
    content: bytes | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    reader: str | None = None

    @property
    def sha256(self) -> str | None:
        """SHA-256 of the kept bytes in hex, None where there are none."""
        return hashlib.sha256(self.content).hexdigest() if self.content is not None else None

    @property
    def document_id(self) -> str:
        """Id of this content from this place, refused for this reason."""
        return stable_id("doc", self.uri, self.sha256, self.reason_code)


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of bytes to read documents from: a file, or a member of an archive.

    Args:
        uri: its name in every table.
        name: file name, which decides the format where the bytes do not.
        stream: its bytes, decompressed.
        settings: limits and names of fields.
        metadata: what a sidecar says of it.
        depth: number of archives that it lies in.
        path: the file that holds just these bytes, where one does, for formats that read at any place.
        origin: the file that they come from, perhaps compressed, where they are all that it holds.
    """

    uri: str
    name: str
    stream: SafeStream
    settings: ReadSettings
    metadata: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0
    path: str | None = None
    origin: str | None = None


Outcome: TypeAlias = RawDocument | RejectedInput
Reader: TypeAlias = Callable[[Source], Iterator[Outcome]]


def reject(
    uri: str, reason: Rejected, content: bytes | None = None, metadata: Mapping[str, Any] | None = None
) -> RejectedInput:
    """The rejection of what is at uri, with as much of its content as quarantine keeps."""
    kept = content[:KEPT_BYTES] if content is not None else None
    return RejectedInput(uri, reason.reason_code, reason.detail, kept, metadata or {})
