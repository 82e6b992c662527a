"""Streams that stop at damaged data, or where they grow past a limit, and record why in the words of the refusal."""

import io
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

import zstandard

from newsetl.errors import ReasonCode, Rejected

CHUNK = 256 * 1024
RATIO_FREE_BYTES = 50 * 1024 * 1024
# What decompressors and files raise on bytes that they cannot read; anything else is a bug.
READ_ERRORS = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
)


class CountingRaw(io.RawIOBase):
    """Passes bytes on and counts them."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Reads into the buffer, as io.RawIOBase."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class GuardedRaw(io.RawIOBase):
    """Reads an inner stream until it ends, fails or grows past its limits; `failure` says which.

    A failure is an end of the stream and not an exception, so that what came before it is not lost.
    """

    def __init__(
        self,
        inner: IO[bytes],
        reason_code: ReasonCode,
        max_bytes: int | None = None,
        max_ratio: int | None = None,
        consumed: Callable[[], int] = lambda: 0,
    ) -> None:
        # read1 gives what there is before a failure, where read would give the failure alone
        self._read = getattr(inner, "read1", inner.read)
        self._reason_code = reason_code
        self._max_bytes = max_bytes
        self._max_ratio = max_ratio
        self._consumed = consumed
        self.count = 0
        self.failure: Rejected | None = None

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Reads into the buffer, as io.RawIOBase; 0 at the end and at a failure."""
        if self.failure is not None:
            return 0
        try:
            data = self._read(min(len(buffer), CHUNK))
        except READ_ERRORS as error:
            self.failure = Rejected(self._reason_code, f"after {self.count} bytes: {error}")
            return 0
        self.count += len(data)
        self._check_size()
        if self.failure is not None:
            return 0
        buffer[: len(data)] = data
        return len(data)

    def _check_size(self) -> None:
        if self._max_bytes is not None and self.count > self._max_bytes:
            self.failure = Rejected("too_large", f"expands to more than {self._max_bytes} bytes")
        elif self._max_ratio is not None and self.count > RATIO_FREE_BYTES:
            consumed = max(1, self._consumed())
            if self.count > self._max_ratio * consumed:
                self.failure = Rejected(
                    "too_large", f"expands to more than {self._max_ratio} times its size: {consumed} bytes"
                )


class SafeStream(io.BufferedReader):
    """Buffered reading of a GuardedRaw."""

    def __init__(self, raw: GuardedRaw) -> None:
        super().__init__(raw, CHUNK)
        self._guard = raw

    @property
    def failure(self) -> Rejected | None:
        """Why the stream ended before its time; None if it did not, or has not yet."""
        return self._guard.failure

    @property
    def count(self) -> int:
        """Number of bytes that have come out of the stream below the buffer."""
        return self._guard.count

    def head(self, size: int = 4096) -> bytes:
        """The next bytes, up to size, which stay unread."""
        return self.peek(size)[:size]


def read_whole(stream: SafeStream, limit: int) -> bytes:
    """All that is left of a stream.

    Raises:
        Rejected: more than limit bytes are left (too_large), or the stream broke off.
    """
    content = stream.read(limit + 1)
    if stream.failure is not None:
        raise stream.failure
    if len(content) > limit:
        raise Rejected("too_large", f"holds more than {limit} bytes")
    return content


def read_lines(stream: SafeStream, limit: int) -> Iterator[bytes | None]:
    """Lines with their ends; None for a line of more than limit bytes, which is passed over unstored.

    A line within which the stream breaks off is not among them.
    """
    while line := stream.readline(limit + 1):
        if stream.failure is not None and not line.endswith(b"\n"):
            return  # half a line, which might be read as a whole one
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield None
