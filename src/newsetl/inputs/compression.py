"""Compressed streams, recognised by their first bytes and not by their names."""

import bz2
import gzip
import io
import lzma
import re
from collections.abc import Callable
from typing import IO, Any

import lz4.frame
import zstandard

from newsetl.errors import Rejected
from newsetl.inputs.streams import CHUNK, CountingRaw, GuardedRaw, SafeStream

MAX_LAYERS = 3
# A window larger than this is memory spent on one file; zstd --ultra --long=27 stays within it.
MAX_WINDOW_BYTES = 128 * 1024 * 1024
SUFFIXES = (".gz", ".xz", ".zst", ".bz2", ".lz4", ".gzip", ".zstd")


class _XzRaw(io.RawIOBase):
    """xz streams one after the other, with bounded memory, which lzma.open does not offer."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self._pending = b""
        self._decompressor: lzma.LZMADecompressor | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = b""
        while not data:
            if not self._pending and (self._decompressor is None or self._decompressor.needs_input):
                self._pending = self._inner.read(CHUNK)
                if not self._pending:
                    return self._end()
            data = self._decompress(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _decompress(self, size: int) -> bytes:
        if self._decompressor is None:
            self._pending = self._pending.lstrip(b"\0")
            if not self._pending:
                return b""
            self._decompressor = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=2 * MAX_WINDOW_BYTES)
        data = self._decompressor.decompress(self._pending, size)
        self._pending = b""
        if self._decompressor.eof:
            self._pending = self._decompressor.unused_data
            self._decompressor = None
        return data

    def _end(self) -> int:
        if self._decompressor is not None:
            raise EOFError("the xz stream ends before its end marker")
        return 0


def _open_zstd(inner: IO[bytes]) -> IO[bytes]:
    decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW_BYTES)
    return decompressor.stream_reader(inner, read_across_frames=True)


_OPENERS: tuple[tuple[bytes, Callable[[IO[bytes]], Any]], ...] = (
    (rb"\x1f\x8b\x08", lambda inner: gzip.GzipFile(fileobj=inner)),
    (rb"\xfd7zXZ\x00", lambda inner: io.BufferedReader(_XzRaw(inner), CHUNK)),
    (rb"\x28\xb5\x2f\xfd", _open_zstd),
    (rb"BZh[1-9](1AY&SY|\x17rE8P\x90)", bz2.BZ2File),
    (rb"\x04\x22\x4d\x18", lz4.frame.LZ4FrameFile),
)


def open_decompressed(stream: SafeStream, max_bytes: int, max_ratio: int) -> SafeStream:
    """The stream without its layers of compression; itself where it has none.

    Raises:
        Rejected: more layers than any honest file has.
    """
    for _ in range(MAX_LAYERS):
        opener = next((opener for magic, opener in _OPENERS if re.match(magic, stream.head())), None)
        if opener is None:
            return stream
        counter = CountingRaw(stream)
        inner = opener(io.BufferedReader(counter, CHUNK))
        stream = SafeStream(
            GuardedRaw(inner, "broken_archive", max_bytes, max_ratio, lambda counter=counter: counter.count)  # type: ignore[misc]
        )
    raise Rejected("too_deep", f"is compressed more than {MAX_LAYERS - 1} times over")


def without_suffixes(name: str) -> str:
    """A file's name without the suffixes of compression: 'dump.jsonl.gz' -> 'dump.jsonl'."""
    while name.lower().endswith(SUFFIXES):
        name = name[: name.rindex(".")]
    return name[:-4] + ".tar" if name.lower().endswith((".tgz", ".tbz", ".txz")) else name
