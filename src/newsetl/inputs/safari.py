"""Safari's .webarchive: a property list with the page, its address and its parts; the page alone is read."""

import plistlib
import re
import struct
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import MB, Outcome, Source
from newsetl.inputs.exports import read_export_page
from newsetl.inputs.fields import metadata_of
from newsetl.inputs.streams import read_whole

BINARY_MAGIC = b"bplist00"
# Either form of a property list; of those in XML the ones that hold a page, whose key comes first
WEBARCHIVE_HEAD = re.compile(
    rb"bplist00|(?:\xef\xbb\xbf)?\s{0,64}(?:<\?xml[^>]{0,200}>\s{0,64})?(?:<!DOCTYPE plist[^>]{0,300}>\s{0,64})?"
    rb"<plist\b[^>]{0,100}>\s{0,64}<dict>\s{0,64}<key>WebMainResource</key>"
)
MAX_BYTES = 64 * MB
MAX_OBJECTS = 20_000  # a page with its parts has a few for each part
MAX_REFERENCES = 10 * MAX_OBJECTS
_TRAILER = struct.Struct(">6xBBQQQ")  # widths of offsets and references, objects, top object, offsets' place
_INTEGER, _DATA, _CHARACTERS, _WIDE_CHARACTERS, _CONTAINERS, _PAIRS = 0x1, 0x4, 0x5, 0x6, (0xA, 0xC, 0xD), 0xD
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
    _check_size(content)
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


def _check_size(content: bytes) -> None:
    """Raises Rejected (too_large) for what takes far more memory than the file has bytes."""
    if not content.startswith(BINARY_MAGIC):
        if content.count(b"<") > MAX_REFERENCES:
            raise Rejected("too_large", "is a web archive of too many elements")
        return
    try:
        length, references = _lengths(content)
    except (struct.error, IndexError) as error:
        raise Rejected("unknown_format", "is a damaged web archive of Safari's") from error
    if references > MAX_REFERENCES:
        raise Rejected("too_large", f"is a web archive whose parts refer to {references} others")
    if length > len(content):
        raise Rejected("too_large", f"is a web archive of {len(content)} bytes whose parts have {length}")


def _lengths(content: bytes) -> tuple[int, int]:
    """Bytes that the objects of a binary property list say they have, in all, and references that they hold."""
    offset_width, width, count, _, table = _TRAILER.unpack(content[-_TRAILER.size :])
    if table + count * offset_width > len(content):
        raise IndexError("the table of objects ends behind the file")
    if count > MAX_OBJECTS:
        raise Rejected("too_large", f"is a web archive of {count} objects")
    length = references = 0
    for number in range(count):
        place = table + number * offset_width
        start = int.from_bytes(content[place : place + offset_width], "big")
        kind, size = divmod(content[start], 16)
        if size == 0xF and kind in (_DATA, _CHARACTERS, _WIDE_CHARACTERS, *_CONTAINERS):
            digits = 1 << (content[start + 1] & 0x3)
            size = int.from_bytes(content[start + 2 : start + 2 + digits], "big")
        if kind in _CONTAINERS:
            held = size * (2 if kind == _PAIRS else 1)
            references, size = references + held, held * width
        elif kind == _WIDE_CHARACTERS:
            size *= 2
        elif kind == _INTEGER:
            size = 1 << size
        elif kind not in (_DATA, _CHARACTERS):  # constants, dates and other short numbers
            size = 0
        length += size
    return length, references


def _page(content: bytes) -> tuple[bytes, str, str | None]:
    """The page's bytes, address and encoding."""
    form = plistlib.FMT_BINARY if content.startswith(BINARY_MAGIC) else plistlib.FMT_XML
    try:
        main: Any = plistlib.loads(content, fmt=form)["WebMainResource"]
    except _ERRORS as error:
        raise Rejected("unknown_format", "is a damaged web archive of Safari's") from error
    data = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(data, bytes):
        return b"", "", None
    url, encoding = main.get("WebResourceURL"), main.get("WebResourceTextEncodingName")
    return data, url if isinstance(url, str) else "", encoding if isinstance(encoding, str) else None
