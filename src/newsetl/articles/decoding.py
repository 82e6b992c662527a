"""Bytes -> text, whatever the page claims to be encoded in."""

import codecs
import re

from newsetl.core.byte_marks import BYTE_ORDER_MARKS, DECLARED_ENCODING
from newsetl.core.code_pages import cyrillic_code_page
from newsetl.errors import Rejected

HEAD = 4_096  # bytes in which a page may declare its encoding
# What the web calls by these names is windows-1252 (WHATWG Encoding Standard).
WESTERN = {"ascii", "iso8859-1", "latin-1", "cp1252"}
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
MAX_CONTROLS = 0.1  # share of control characters above which bytes are not a text


def decode(content: bytes, declared: str | None = None) -> str:
    """Text of the bytes: by byte order mark, as UTF-8 where that fits, as declared, as windows-1252.

    Exactly what was encoded comes back where `declared` is right; only a byte order mark is dropped.

    Raises:
        Rejected: bad_encoding, if what comes out is not text.
    """
    text = _decode(content, declared)
    sample = text[:20_000]
    controls = len(NO_TEXT.findall(sample))
    if controls > MAX_CONTROLS * len(sample):
        raise Rejected("bad_encoding", f"{controls} of the first {len(sample)} characters are none")
    return text


def _decode(content: bytes, declared: str | None) -> str:
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    if wide := _wide_encoding(content):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_broken(content, _known(declared) or _declared_in(content), error)


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark shows as NULs at every other place."""
    head = content[:2_000]
    if len(head) < 8 or head.count(0) < len(head) * 0.3:
        return None
    if head[1::2].count(0) > len(head) * 0.35:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) * 0.35 else None


def _decode_broken(content: bytes, declared: str | None, error: UnicodeDecodeError) -> str:
    if declared and declared not in WESTERN and declared != "utf-8":
        return content.decode(declared, "replace")
    if declared == "utf-8" or _is_mostly_utf8(content, error):
        return content.decode("utf-8", "newsetl.western")
    return content.decode(cyrillic_code_page(content) or "cp1252", "newsetl.latin")


def _is_mostly_utf8(content: bytes, error: UnicodeDecodeError) -> bool:
    """True where valid multi-byte characters are beside few broken bytes: one bad quotation in a page."""
    replaced = content.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    good = sum(c > "\x7f" for c in replaced) - broken
    return 2 * good >= broken and error.start >= 0


def _declared_in(content: bytes) -> str | None:
    match = DECLARED_ENCODING.search(content[:HEAD])
    return _known(match[1].decode("ascii")) if match else None


def _known(name: str | None) -> str | None:
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _as_western(error: UnicodeError) -> tuple[str, int]:
    """Bytes that break UTF-8 are windows-1252 pasted into it."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "newsetl.latin"), error.end


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that windows-1252 leaves open are what latin-1 says."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("newsetl.western", _as_western)
codecs.register_error("newsetl.latin", _as_latin)
