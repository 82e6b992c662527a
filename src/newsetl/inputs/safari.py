"""Safari's .webarchive: a property list with the page, its address and its parts; the page alone is read."""

import plistlib
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import MB, Outcome, Source
from newsetl.inputs.exports import read_export_page
from newsetl.inputs.fields import metadata_of
from newsetl.inputs.streams import read_whole

WEBARCHIVE_MAGIC = b"bplist00"
MAX_BYTES = 64 * MB
_MAIN = b"WebMainResource"
_ERRORS = (
    plistlib.InvalidFileException,
    ExpatError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    RecursionError,
    AttributeError,
    MemoryError,
)


def read_webarchive(source: Source) -> Iterator[Outcome]:
    """The page with the address that it was saved from.

    Raises:
        Rejected: unknown_format for another property list or a damaged one; no_text; too_large.
    """
    content = read_whole(source.stream, min(MAX_BYTES, source.settings.max_record_bytes))
    if _MAIN not in content:
        raise Rejected("unknown_format", "is a property list of Apple's and no saved page")
    page, url, encoding = _page(content)
    if not page.strip():
        raise Rejected("no_text", "holds no page")
    if len(page) > source.settings.max_document_bytes:
        raise Rejected("too_large", f"holds a page of {len(page)} bytes")
    export = read_export_page(page, source)
    if export is not None:
        yield from export
        return
    said = metadata_of(source.metadata, source.settings.fields)
    metadata = {**({"url": url} if url.startswith("http") else {}), **said}
    yield RawDocument(page, "text/html", source.uri, metadata, None, encoding)


def _page(content: bytes) -> tuple[bytes, str, str | None]:
    """The page's bytes, address and encoding."""
    try:
        main: Any = plistlib.loads(content, fmt=plistlib.FMT_BINARY)["WebMainResource"]
    except _ERRORS as error:
        raise Rejected("unknown_format", "is a damaged web archive of Safari's") from error
    data = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(data, bytes):
        return b"", "", None
    url, encoding = main.get("WebResourceURL"), main.get("WebResourceTextEncodingName")
    return data, url if isinstance(url, str) else "", encoding if isinstance(encoding, str) else None
