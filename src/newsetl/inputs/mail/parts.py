"""A message's headers and parts, decoded; through Python's email package."""

import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, TypeAlias

from newsetl.errors import Rejected

Mail: TypeAlias = "Message[Any, Any]"
MAX_PARTS = 1_000
MAX_HEADER = 10_000
MAX_PART_HEADERS = 20_000
_ERRORS = (ValueError, LookupError, TypeError, AttributeError, OverflowError)  # what damaged headers raise


def parse_mail(content: bytes) -> Mail:
    """The message in the bytes; whatever the bytes are, there is one.

    Raises:
        Rejected: too_deep, for parts within parts without end; too_large for too many of them.
    """
    if content.count(b"\nContent-") > MAX_PART_HEADERS:
        raise Rejected("too_large", f"has more than {MAX_PART_HEADERS} headers of parts")
    try:
        # compat32 decodes no header by itself: the newer policies raise on many a damaged one
        return message_from_bytes(content, policy=policy.compat32)
    except RecursionError as error:
        raise Rejected("too_deep", "nests its parts too deeply") from error


def parts_of(mail: Mail) -> Iterator[Mail]:
    """All parts that hold something, in order; a message within the message is one part, not opened.

    Raises:
        Rejected: too_large, for more parts than any honest message has.
    """
    waiting: list[Mail] = [mail]
    count = 0
    while waiting:
        part = waiting.pop(0)
        count += 1
        if count > MAX_PARTS:
            raise Rejected("too_large", f"has more than {MAX_PARTS} parts")
        is_message = part.get_content_maintype() == "message" and part is not mail
        if part.is_multipart() and not is_message:
            waiting[:0] = inner_parts(part)
        else:
            yield part


def inner_parts(part: Mail) -> list[Mail]:
    """The parts within a part."""
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def header(mail: Mail, name: str) -> str:
    """A header's text in one line, its encoded words decoded; empty where there is none."""
    value = mail.get(name)
    if value is None:
        return ""
    pieces = []
    try:
        for piece, charset in decode_header(str(value)[:MAX_HEADER]):
            pieces.append(piece if isinstance(piece, str) else _decoded(piece, charset))
    except _ERRORS:
        pieces = [str(value)[:MAX_HEADER]]
    text = "".join(pieces).encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\s\x00-\x1f]+", " ", text).strip()


def sender(mail: Mail) -> tuple[str, str]:
    """The sender's name and address; each may be empty."""
    name, address = parseaddr(header(mail, "From"))
    return name.strip(" '\""), address


def sent_at(mail: Mail) -> str | None:
    """When the message was sent, as ISO 8601; None where no header has it."""
    try:
        moment = parsedate_to_datetime(header(mail, "Date"))
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).isoformat()
    except _ERRORS:
        return None


def payload(part: Mail) -> bytes:
    """A part's bytes, its transfer encoding undone."""
    try:
        content = part.get_payload(decode=True)
    except _ERRORS:
        return b""
    return content if isinstance(content, bytes) else b""


def text_of(part: Mail) -> str:
    """A text part's characters."""
    content = payload(part)
    try:
        charset = part.get_content_charset()
    except _ERRORS:
        charset = None
    return _decoded(content, charset).replace("\0", "")


def file_name(part: Mail) -> str:
    """The name that a part is attached under; empty where it is not an attachment."""
    try:
        return re.sub(r"[\s\x00-\x1f/\\]+", " ", part.get_filename() or "").strip()[:200]
    except _ERRORS:
        return ""


def is_attachment(part: Mail) -> bool:
    """True for a part that the sender attached."""
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def charset_of(part: Mail) -> str | None:
    """The encoding that a part declares."""
    try:
        return part.get_content_charset()
    except _ERRORS:
        return None


def _decoded(content: bytes, charset: str | None) -> str:
    """Text by its declared encoding; a false declaration gives way to UTF-8 and Windows-1252."""
    for encoding in (charset, "utf-8"):
        try:
            return content.decode(encoding or "utf-8")
        except _ERRORS:
            continue
    return content.decode("cp1252", "replace")
