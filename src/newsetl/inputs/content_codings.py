"""HTTP's content codings, undone piece by piece and never past a limit."""

import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

from newsetl.errors import Rejected

ACCEPTED_CODINGS = "gzip, deflate, br"
_STEP = 64 * 1024


class _Inflater(Protocol):
    def step(self, data: bytes) -> bytes: ...

    @property
    def is_hungry(self) -> bool: ...

    @property
    def is_finished(self) -> bool: ...


class _Zlib:
    """gzip (members one after the other), zlib, or the bare deflate that some servers send for it."""

    def __init__(self, window_bits: int) -> None:
        self._window_bits = window_bits
        self._inflater = zlib.decompressobj(window_bits)
        self._is_new = True

    def step(self, data: bytes) -> bytes:
        data = self._inflater.unconsumed_tail + data
        try:
            result = self._inflater.decompress(data, _STEP)
        except zlib.error:
            if self._window_bits != zlib.MAX_WBITS or not self._is_new:
                raise
            self._window_bits = -zlib.MAX_WBITS
            self._inflater = zlib.decompressobj(self._window_bits)
            result = self._inflater.decompress(data, _STEP)
        self._is_new = False
        return result

    @property
    def is_hungry(self) -> bool:
        return not self._inflater.unconsumed_tail

    @property
    def is_finished(self) -> bool:
        return self._inflater.eof


class _Brotli:
    def __init__(self) -> None:
        self._inflater = brotli.Decompressor()

    def step(self, data: bytes) -> bytes:
        return bytes(self._inflater.process(data, output_buffer_limit=_STEP))

    @property
    def is_hungry(self) -> bool:
        return bool(self._inflater.can_accept_more_data())

    @property
    def is_finished(self) -> bool:
        return bool(self._inflater.is_finished())


_INFLATERS: dict[str, Callable[[], _Inflater]] = {
    "gzip": lambda: _Zlib(16 + zlib.MAX_WBITS),
    "x-gzip": lambda: _Zlib(16 + zlib.MAX_WBITS),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _Brotli,
}
_SIGNATURES = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b"}


class ContentDecoder:
    """Undoes one content coding.

    Args:
        coding: "gzip", "deflate", "br" or "identity".
        limit: bytes that may come out in all.

    Raises:
        Rejected: http_error for a coding that nobody asked for.
    """

    def __init__(self, coding: str, limit: int) -> None:
        if coding not in _INFLATERS and coding not in ("", "identity"):
            raise Rejected("http_error", f"is in the content coding {coding[:40]!r}, which is not known")
        self._coding = coding
        self._limit = limit
        self._count = 0
        self._is_new = True
        self._inflater = _INFLATERS[coding]() if coding in _INFLATERS else None

    def feed(self, data: bytes) -> bytes:
        """What the next bytes decode to.

        Raises:
            Rejected: too_large past the limit, broken_archive for bytes that are not in the coding.
        """
        if self._is_new and data:
            self._is_new = False
            if not data.startswith(_SIGNATURES.get(self._coding, b"")):
                self._inflater = None  # the header stayed when an archive or a proxy undid the coding
        parts = [data] if self._inflater is None else self._inflate(self._inflater, data)
        result = b"".join(parts)
        if self._inflater is None:
            self._add(len(result))
        return result

    def finish(self) -> bytes:
        """Nothing; raises Rejected (broken_archive) if the coding broke off before its end."""
        if self._inflater is not None and not self._is_new and not self._inflater.is_finished:
            raise Rejected("broken_archive", f"its {self._coding} coding breaks off")
        return b""

    def _inflate(self, inflater: _Inflater, data: bytes) -> list[bytes]:
        parts = []
        try:
            while not inflater.is_finished:
                part = inflater.step(data)
                self._add(len(part))
                parts.append(part)
                data = b""
                if inflater.is_hungry and len(part) < _STEP:
                    break
        except (zlib.error, brotli.error) as error:
            raise Rejected("broken_archive", f"its {self._coding} coding is broken: {error}") from error
        return parts

    def _add(self, size: int) -> None:
        self._count += size
        if self._count > self._limit:
            raise Rejected("too_large", f"holds more than {self._limit} bytes")
