"""Pages that a browser saved as one file (.mht, .mhtml; RFC 2557): the page alone, without its parts."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import MB, Outcome, Source
from newsetl.inputs.exports import read_export_page
from newsetl.inputs.fields import metadata_of
from newsetl.inputs.mail.parts import Mail, charset_of, header, parse_mail, parts_of, payload, sent_at
from newsetl.inputs.streams import read_whole

READER = "page saved as one file (.mht)"
MAX_SAVED_BYTES = 64 * MB
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: <Saved by|From: \"?Saved by|X-MimeOLE: Produced By Microsoft MimeOLE)",
    re.MULTILINE | re.IGNORECASE,
)
_FRAMES = re.compile(rb"<frameset\b", re.IGNORECASE)
_RELATED = re.compile(rb"^Content-Type: multipart/related", re.MULTILINE | re.IGNORECASE)


def is_saved_page(head: bytes, *, has_name: bool = False) -> bool:
    """True for the first bytes of a page that a browser saved; `has_name` where the file is called so."""
    start = head[:4096]
    is_saved = has_name or _SAVED.search(start) is not None
    return b"\n" in start and is_saved and _RELATED.search(start) is not None


def read_saved_page(source: Source) -> Iterator[Outcome]:
    """The page with the address that it was saved from; when it was saved is when it was fetched.

    Raises:
        Rejected: no_text, for a file without a page.
    """
    content = read_whole(source.stream, min(MAX_SAVED_BYTES, source.settings.max_record_bytes))
    mail = parse_mail(content)
    pages = [part for part in parts_of(mail) if part.get_content_type() in _PAGES]
    page = _with_text(pages) if pages else None
    if page is None or not payload(page).strip():
        raise Rejected("no_text", "holds no page")
    body = payload(page)
    if len(body) > source.settings.max_document_bytes:
        raise Rejected("too_large", f"holds a page of {len(body)} bytes")
    export = read_export_page(body, source)
    if export is not None:
        yield from export
        return
    snapshot = header(mail, "Snapshot-Content-Location") if page is pages[0] else ""
    url = snapshot or header(page, "Content-Location")
    said = metadata_of(source.metadata, source.settings.fields)
    metadata = {**({"url": url} if url.startswith("http") else {}), **said}
    yield RawDocument(body, "text/html", source.uri, metadata, _saved_at(mail), charset_of(page), READER)


def _with_text(pages: Sequence[Mail]) -> Mail:
    """The first page; where it only lays out frames, the frame that holds most."""
    if not _FRAMES.search(payload(pages[0])):
        return pages[0]
    return max(pages, key=lambda page: len(payload(page)))


_PAGES = ("text/html", "application/xhtml+xml")


def _saved_at(mail: Mail) -> datetime | None:
    sent = sent_at(mail)
    moment = datetime.fromisoformat(sent) if sent else None
    return moment if moment is not None and moment.tzinfo is not None else None
