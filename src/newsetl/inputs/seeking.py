"""Streams as files that can be read at any place."""

import tempfile
from typing import IO

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Source
from newsetl.inputs.streams import CHUNK


def seekable(source: Source, keeps_broken: bool = False) -> IO[bytes]:
    """A file that can be read at any place: the source's own, or a temporary copy on disk.

    Args:
        keeps_broken: what came before the stream broke off is worth reading.

    Raises:
        Rejected: the copy would be larger than a member may be, or the stream breaks off.
    """
    if source.path is not None:
        return open(source.path, "rb")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    size = 0
    while data := source.stream.read(CHUNK):
        size += len(data)
        if size > source.settings.max_member_bytes:
            copy.close()
            raise Rejected("too_large", f"holds more than {source.settings.max_member_bytes} bytes")
        copy.write(data)
    if source.stream.failure is not None and not keeps_broken:
        copy.close()
        raise source.stream.failure
    copy.seek(0)
    return copy
