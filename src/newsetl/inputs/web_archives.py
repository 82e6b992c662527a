"""WARC and ARC files: each page that was fetched whole is a document, with the address and time of its fetch."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.encodings import decode_text, encode_text
from newsetl.inputs.http_messages import HttpResponse, charset_of, decode_body, parse_response
from newsetl.inputs.pages import check_page
from newsetl.inputs.web_records import MAX_HEADER_BYTES, BrokenStretch, WebRecord, read_records

PAGE_TYPES = ("text/html", "application/xhtml+xml")
DOCUMENT_TYPES = (*PAGE_TYPES, "text/plain")
# Schemes under which crawlers keep their own files; Browsertrix keeps a page's text under urn: and menus with it.
_NO_WEB = ("metadata", "filedesc", "dns", "warcinfo", "urn", "screenshot", "thumbnail", "view")
# Headers in which `collect` keeps what a feed said of the page, by our field.
COLLECTED_HEADERS = {
    "title": "newsetl-title",
    "published_at": "newsetl-published-at",
    "published_source": "newsetl-published-source",
    "outlet": "newsetl-outlet",
    "section": "newsetl-section",
}


def read_web_archive(source: Source) -> Iterator[Outcome]:
    """The pages of an archive. Other records are not documents, nor are answers other than 200.

    Raises:
        Rejected: not_an_article, if the archive holds neither a page nor a broken record; counts what it holds.
    """
    seen: Counter[str] = Counter()
    is_empty = True
    for record in read_records(source.stream, source.settings.max_document_bytes + MAX_HEADER_BYTES):
        outcome = _outcome(record, source, seen)
        if outcome is not None:
            is_empty = False
            yield outcome
    if is_empty and source.stream.failure is None:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(seen.items()))
        raise Rejected("not_an_article", f"an archive without a page: {counts or 'no record'}")


def _outcome(record: WebRecord | BrokenStretch, source: Source, seen: Counter[str]) -> Outcome | None:
    """The document of a record, why it cannot be one, or None for what was never meant as one."""
    uri = f"{source.uri}#{record.number}"
    if isinstance(record, BrokenStretch):
        return reject(uri, record.reason)
    metadata = _metadata(record)
    try:
        document = _document(record, uri, metadata, source)
    except Rejected as reason:
        return reject(uri, reason, record.block, metadata)
    if document is None:
        seen[f"{record.kind or 'unknown'} {record.headers.get('content-type', '')[:60]}".strip()] += 1
    return document


def _document(record: WebRecord, uri: str, metadata: dict[str, Any], source: Source) -> RawDocument | None:
    if record.kind not in ("response", "resource", "conversion"):
        return None
    declared = record.headers.get("content-type", "").lower()
    is_http = declared.startswith("application/http")
    if not is_http and declared.split(";")[0].strip() not in DOCUMENT_TYPES:
        return None
    if record.block is None:
        raise Rejected("too_large", f"is a record of {record.headers['content-length']} bytes")
    if is_http:
        response = parse_response(record.block)
        charset = response.charset
    else:
        response = HttpResponse(200, {"content-type": declared}, record.block)
        charset = charset_of(declared)
    if response.status != 200 or response.media_type not in DOCUMENT_TYPES or _is_no_news(metadata):
        return None
    if record.is_cut and not response.is_whole:
        raise Rejected("broken_warc", f"the file ends within record {record.number}")
    content = decode_body(response, source.settings.max_document_bytes)
    return _as_document(content, response.media_type, charset, uri, metadata, record)


def _as_document(
    content: bytes,
    media_type: str,
    charset: str | None,
    uri: str,
    metadata: dict[str, Any],
    record: WebRecord,
) -> RawDocument:
    fetched_at = _moment(record.headers.get("warc-date", ""))
    if media_type in PAGE_TYPES:
        check_page(content)
        return RawDocument(content, "text/html", uri, metadata, fetched_at, charset)
    text = decode_text(content)
    if not text.strip():
        raise Rejected("no_text", "is empty")
    return RawDocument(encode_text(text), "text/plain", uri, metadata, fetched_at, "utf-8")


def _metadata(record: WebRecord) -> dict[str, Any]:
    metadata = {field: record.headers.get(header) for field, header in COLLECTED_HEADERS.items()}
    # wget writes the address in angle brackets
    metadata["url"] = record.headers.get("warc-target-uri", "").strip("<>") or None
    return {field: value for field, value in metadata.items() if value}


def _is_no_news(metadata: dict[str, Any]) -> bool:
    """True for crawlers' own files, which are plain text and no article, and what has no address of the web."""
    url = metadata.get("url", "")
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path == "/robots.txt" or parts.scheme in _NO_WEB


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
