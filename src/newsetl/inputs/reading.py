"""From a file to its documents: open, decompress, choose the reader, and turn what fails into rejections."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import IO

from newsetl.errors import Rejected
from newsetl.inputs.compression import open_decompressed, without_suffixes
from newsetl.inputs.contracts import InputFile, Outcome, Reader, ReadSettings, Source, reject
from newsetl.inputs.formats import HEAD_BYTES, check_suffix, choose_container, choose_reader, refuse_foreign
from newsetl.inputs.reader_names import name_of
from newsetl.inputs.sidecars import read_sidecar
from newsetl.inputs.streams import GuardedRaw, SafeStream
from newsetl.inputs.tar_archives import TAR_MAGIC_OFFSET, read_tar
from newsetl.inputs.zip_archives import read_zip

_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")


def read_documents(file: InputFile, settings: ReadSettings) -> Iterator[Outcome]:
    """The documents of a file, one by one; what cannot be read is a rejection and never an exception.

    Args:
        file: from expand_inputs.
        settings: limits and the user's names of fields.

    Returns:
        At least one outcome a file: a file without a single document is itself rejected.
    """
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(_open(file))
            metadata = read_sidecar(file.sidecar) if file.sidecar is not None else {}
        except OSError as error:
            yield reject(file.uri, Rejected("unreadable_file", error.strerror or str(error)))
            return
        except Rejected as reason:
            yield reject(file.uri, reason, stream.read(settings.max_document_bytes), {})
            return
        is_regular = file.path is not None and os.path.isfile(file.path)
        safe = SafeStream(GuardedRaw(stream, "unreadable_file"))
        name = file.uri.rsplit("/", 1)[-1] if file.path is not None else ""
        yield from read_source(
            Source(file.uri, name, safe, settings, metadata, path=file.path if is_regular else None)
        )


def read_source(source: Source) -> Iterator[Outcome]:
    """As read_documents, for a stream that is already open."""
    stream = source.stream
    kept = stream.head()
    try:
        settings = source.settings
        stream = open_decompressed(stream, settings.max_expanded_bytes, settings.max_ratio)
        path = source.path if stream is source.stream else None
        name = without_suffixes(source.name)
        opened = replace(source, stream=stream, name=name, path=path, origin=source.path)
        kept = stream.head()
        if not kept and stream.failure is None:
            raise Rejected("no_text", "is empty")
        is_empty = True
        reader = _choose(opened)
        for outcome in reader(opened):
            is_empty = False
            yield outcome if outcome.reader else replace(outcome, reader=name_of(reader))
        if stream.failure is not None:
            raise stream.failure
        if is_empty:
            raise Rejected("no_text", "holds no document")
    except Rejected as reason:
        # what broke off looks empty or like no known format, which is not what is wrong with it
        cause = stream.failure if reason.reason_code in ("unknown_format", "no_text") else None
        yield reject(source.uri, cause or reason, kept, source.metadata)


def _choose(source: Source) -> Reader:
    check_suffix(source.name)
    head, name = source.stream.head(HEAD_BYTES), source.name.lower()
    is_tar = head[TAR_MAGIC_OFFSET : TAR_MAGIC_OFFSET + 5] == b"ustar"
    if name.endswith((".zip", ".tar")):
        refuse_foreign(head)
    if head.startswith(_ZIP_SIGNATURES) or (name.endswith(".zip") and not is_tar):
        return partial(read_zip, read_member=read_source)
    if is_tar or name.endswith(".tar"):
        return partial(read_tar, read_member=read_source)
    return choose_container(source, read_source) or choose_reader(source)


def _open(file: InputFile) -> IO[bytes]:
    return open(file.path, "rb") if file.path is not None else open(sys.stdin.fileno(), "rb", closefd=False)
