"""WARC and ARC records off a stream, with broken ones skipped and reported.

Framing of our own and not warcio's, which reads headers of any length into memory, takes a decompressed
ARC for broken and writes to standard error.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsetl.errors import Rejected
from newsetl.inputs.streams import CHUNK, SafeStream

MAX_HEADER_BYTES = 256 * 1024
MAX_LINE_BYTES = 64 * 1024
_ARC_DATE = re.compile(rb"\d{14}")
_WARC_LINE = re.compile(rb"WARC/\d+\.\d+\s*$")


@dataclass(frozen=True, slots=True)
class WebRecord:
    """One record of a web archive.

    Args:
        number: its place in the file, from 1, broken ones counted.
        kind: WARC-Type; "filedesc" for the head of an ARC file, "response" for the rest of it.
        headers: the record's own headers, names in lower case.
        block: its bytes; None for one that is longer than the limit.
        is_cut: True if the file ends before the record does.
    """

    number: int
    kind: str
    headers: Mapping[str, str]
    block: bytes | None
    is_cut: bool


@dataclass(frozen=True, slots=True)
class BrokenStretch:
    """Bytes between records that are not a record: their place among the records, and what is wrong."""

    number: int
    reason: Rejected


def read_records(stream: SafeStream, limit: int) -> Iterator[WebRecord | BrokenStretch]:
    """The records of a WARC or ARC file, and the stretches of it that are none.

    Args:
        stream: the file's bytes, decompressed.
        limit: length of a block in bytes up to which it is held.
    """
    number, is_lost = 0, False
    while line := stream.readline(MAX_LINE_BYTES):
        if not line.strip():
            continue
        headers = _read_headers(stream, line)
        if headers is None or not headers.get("content-length", "").isdigit():
            if not is_lost:
                number += 1
                detail = f"record {number} does not begin as one: {line[:60]!r}"
                yield BrokenStretch(number, Rejected("broken_warc", detail))
            is_lost = True
            continue
        number, is_lost = number + 1, False
        yield _read_record(stream, number, headers, limit)


def _read_headers(stream: SafeStream, line: bytes) -> dict[str, str] | None:
    """A record's headers; None where no record begins."""
    if _WARC_LINE.match(line):
        return _read_warc_headers(stream)
    return _arc_headers(line)


def _arc_headers(line: bytes) -> dict[str, str] | None:
    """Headers of "http://example.com/ 192.0.2.1 20080430204825 text/html 1234", as WARC names them.

    An address may hold spaces, and version 2 has five words more before the length.
    """
    words = line.split()
    places = [at for at in range(max(2, len(words) - 9), len(words) - 2) if _ARC_DATE.fullmatch(words[at])]
    if not places or not words[-1].isdigit():
        return None
    at = places[-1]
    date, url = words[at].decode(), b" ".join(words[: at - 1]).decode("utf-8", "replace")
    return {
        "warc-type": "filedesc" if url.startswith("filedesc:") else "response",
        "warc-target-uri": url,
        "warc-date": f"{date[:4]}-{date[4:6]}-{date[6:8]}T{date[8:10]}:{date[10:12]}:{date[12:]}Z",
        "content-type": "application/http" if url.startswith("http") else words[at + 1].decode("latin-1"),
        "content-length": words[-1].decode(),
    }


def _read_warc_headers(stream: SafeStream) -> dict[str, str] | None:
    headers: dict[str, str] = {}
    size, name = 0, ""
    while line := stream.readline(MAX_LINE_BYTES):
        size += len(line)
        if size > MAX_HEADER_BYTES:
            return None
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return headers
        if text[0] in " \t" and name:
            headers[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        headers.setdefault(name, value.strip())
    return headers


def _read_record(stream: SafeStream, number: int, headers: dict[str, str], limit: int) -> WebRecord:
    length = int(headers["content-length"])
    kind = headers.get("warc-type", "").lower()
    if length > limit:
        skipped = _skip(stream, length)
        return WebRecord(number, kind, headers, None, skipped < length)
    block = stream.read(length)
    return WebRecord(number, kind, headers, block, len(block) < length)


def _skip(stream: SafeStream, length: int) -> int:
    left = length
    while left and (data := stream.read(min(left, CHUNK))):
        left -= len(data)
    return length - left
