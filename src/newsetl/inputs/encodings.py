"""Plain text from bytes: which encoding, and when it is not text at all."""

import codecs

from newsetl.core.byte_marks import BYTE_ORDER_MARKS
from newsetl.core.code_pages import cyrillic_code_page, is_central_european
from newsetl.errors import Rejected

# Western text has an accent or a curly quote now and then; more than this is another script's code page.
MAX_HIGH_SHARE = 0.4


def decode_text(content: bytes) -> str:
    """Text, unchanged to the character except for a byte order mark.

    UTF-8, UTF-16 or UTF-32 with a mark, UTF-8, UTF-16 without a mark, Windows-1251 or KOI8-R where most letters are
    small ones of these, Windows-1250 where signs within words are its letters, else Windows-1252 (which is ISO-8859-1
    for all printable characters), in this order.

    Raises:
        Rejected: bad_encoding, for what fits none of them or holds NULs.
    """
    text = _decode(content)
    if "\0" in text:
        raise Rejected("bad_encoding", f"holds a NUL at character {text.index(chr(0))}: not text")
    return text


def _decode(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_strictly(content[len(mark) :], encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(content, error)
    return _decode_utf16(content) if "\0" in text else text


def _decode_strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Rejected("bad_encoding", f"is not {encoding} at byte {error.start}, as it says") from error


def _decode_utf16(content: bytes) -> str:
    """ASCII written as UTF-16 has a NUL in every second byte."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        nuls = content[start::2].count(0)
        if nuls > 0.4 * len(content) and not content[1 - start :: 2].count(0):
            return _decode_strictly(content, encoding)
    return content.decode("utf-8")


def _decode_legacy(content: bytes, error: UnicodeDecodeError) -> str:
    if _has_utf8_sequence(content):
        raise Rejected("bad_encoding", f"is UTF-8 damaged at byte {error.start}: {error.reason}") from error
    if page := cyrillic_code_page(content):
        return _decode_strictly(content, page)
    if not is_western(content):
        raise Rejected(
            "bad_encoding", "is neither UTF-8 nor western: too many of its bytes are high"
        ) from error
    if is_central_european(content):
        return content.decode("cp1250")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as legacy:
        detail = f"is neither UTF-8 nor Windows-1252 at byte {legacy.start}"
        raise Rejected("bad_encoding", detail) from legacy


def is_western(content: bytes) -> bool:
    """True if so few bytes are outside ASCII that they may be accents and typographic quotes."""
    high = len(content.translate(None, bytes(range(0x80))))
    return high <= MAX_HIGH_SHARE * len(content)


def _has_utf8_sequence(content: bytes) -> bool:
    """True if a valid UTF-8 sequence of three bytes is in it, which no western text holds by chance."""
    return any(ord(character) >= 0x800 for character in content.decode("utf-8", "ignore"))


def encode_text(text: str) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD: one character for one character."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text).encode("utf-8")


def encoding_of(head: bytes) -> str:
    """Encoding of a text too long to be held, from its first bytes: "utf-8", "utf-16" or "cp1252"."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "utf-8" if _has_utf8_sequence(head) else "cp1252"
    return "utf-8"
