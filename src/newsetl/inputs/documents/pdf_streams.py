"""What the compressed streams of a PDF expand to, found out before a program in C reads them."""

import re
import zlib

from newsetl.errors import Rejected

MAX_STREAM_BYTES = 128 * 1024 * 1024  # a page's text takes some kilobytes, a drawing a few megabytes
_STREAM = re.compile(rb"stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")
_MAX_DEFLATE_RATIO = 1032
_PIECE = 1024 * 1024


def check_streams(content: bytes) -> None:
    """Lets files pass whose streams stay within bounds.

    Raises:
        Rejected: too_large.
    """
    for match in _STREAM.finditer(content):
        end = content.find(b"endstream", match.end())
        length = (end if end >= 0 else len(content)) - match.end()
        if length * _MAX_DEFLATE_RATIO > MAX_STREAM_BYTES:
            _check_stream(content[match.end() : match.end() + length])


def _check_stream(data: bytes) -> None:
    decompressor = zlib.decompressobj()
    size = 0
    try:
        while data and not decompressor.eof:
            size += len(decompressor.decompress(data, _PIECE))
            data = decompressor.unconsumed_tail
            if size > MAX_STREAM_BYTES:
                raise Rejected(
                    "too_large", f"holds a stream that expands to more than {MAX_STREAM_BYTES} bytes"
                )
    except zlib.error:
        return  # the reader reports what is damaged
