"""An HTTP response as an archive keeps it -> status, headers and the body without its codings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsetl.errors import Rejected
from newsetl.inputs.content_codings import ContentDecoder

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
MAX_HEAD_BYTES = 256 * 1024
_CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:\-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """Status, headers (names in lower case) and body as it was sent, codings and all."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Media type in lower case; empty where none is given."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def is_whole(self) -> bool:
        """True if the body is as long as its own header says."""
        length = self.headers.get("content-length", "")
        return length.isdigit() and len(self.body) >= int(length)

    @property
    def charset(self) -> str | None:
        """Encoding that the headers name."""
        return charset_of(self.headers.get("content-type", ""))


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type names."""
    found = _CHARSET.search(content_type)
    return found.group(1).lower() if found else None


def parse_response(block: bytes) -> HttpResponse:
    """The response that a record's block holds.

    Raises:
        Rejected: broken_warc, where no status line begins it or its headers do not end.
    """
    found = _STATUS.match(block)
    if found is None:
        raise Rejected("broken_warc", f"is not an HTTP response: {block[:40]!r}")
    end = _HEAD_END.search(block, 0, MAX_HEAD_BYTES)
    if end is None:
        raise Rejected("broken_warc", "is an HTTP response whose headers do not end")
    head, body = block[: end.start()], block[end.end() :]
    headers: dict[str, str] = {}
    for line in re.split(rb"\r?\n", head)[1:]:
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return HttpResponse(int(found.group(1)), headers, body)


def decode_body(response: HttpResponse, limit: int) -> bytes:
    """The body without transfer and content codings; a header that names one that is not there is passed over.

    Raises:
        Rejected: too_large past limit bytes, broken_archive for a coding that breaks off.
    """
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    codings = response.headers.get("content-encoding", "").lower().replace(" ", "").split(",")
    for coding in reversed([coding for coding in codings if coding not in ("", "identity")]):
        decoder = ContentDecoder(coding, limit)
        body = decoder.feed(body) + decoder.finish()
    if len(body) > limit:
        raise Rejected("too_large", f"holds more than {limit} bytes")
    return body


def _join_chunks(body: bytes) -> bytes:
    """The chunks' content; the body itself where the archive has joined them already."""
    parts, position = [], 0
    while found := _CHUNK_SIZE.match(body, position):
        size = int(found.group(1), 16)
        if size == 0:
            break
        parts.append(body[found.end() : found.end() + size])
        position = found.end() + size
        position += 2 if body[position : position + 2] == b"\r\n" else 0
    return b"".join(parts) if parts else body
