"""Text in UTF-16 as UTF-8, read piece by piece: what PowerShell and Excel write."""

import codecs
import io
from dataclasses import replace
from typing import Any

from newsetl.inputs.contracts import Source
from newsetl.inputs.streams import CHUNK, GuardedRaw, SafeStream


class _Utf8Raw(io.RawIOBase):
    """The bytes of a stream in another encoding, as UTF-8; what does not decode becomes U+FFFD."""

    def __init__(self, inner: SafeStream, encoding: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._pending = b""
        self._is_finished = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._pending and not self._is_finished:
            data = self._inner.read(CHUNK)
            self._is_finished = not data
            self._pending = self._decoder.decode(data, self._is_finished).encode("utf-8", "replace")
        size = min(len(buffer), len(self._pending))
        buffer[:size] = self._pending[:size]
        self._pending = self._pending[size:]
        return size


def as_utf8(source: Source) -> Source:
    """A source whose text is UTF-8; itself where it is not UTF-16, which a mark or NULs at every other place show."""
    encoding = _wide_encoding(source.stream.head())
    if encoding is None:
        return source
    stream = SafeStream(
        GuardedRaw(io.BufferedReader(_Utf8Raw(source.stream, encoding), CHUNK), "unreadable_file")
    )
    return replace(source, stream=stream, path=None)


def _wide_encoding(head: bytes) -> str | None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not head.startswith(
        codecs.BOM_UTF32_LE
    ):
        return "utf-16"
    if len(head) >= 8 and not head[0] and head[1]:
        return "utf-16-be" if head[::2].count(0) > 0.35 * len(head) else None
    if len(head) >= 8 and head[0] and not head[1]:
        return "utf-16-le" if head[1::2].count(0) > 0.35 * len(head) else None
    return None
