"""tar: members read off the stream as they come; nothing is unpacked to disk."""

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.compression import open_decompressed
from newsetl.inputs.contracts import MB, Outcome, Source, reject
from newsetl.inputs.members import Budget, MemberReader, check_depth, check_name, is_skipped, member_uri
from newsetl.inputs.sidecars import (
    DOCUMENT_SUFFIXES,
    MAX_SIDECAR_BYTES,
    is_sidecar,
    pair_sidecars,
    parse_sidecar,
)
from newsetl.inputs.streams import CHUNK, GuardedRaw, SafeStream

TAR_MAGIC_OFFSET = 257
_BLOCK = 512
_MAX_SIDECARS_BYTES = 256 * MB
_MAX_NAME_BYTES = 1 * MB
_NAME_TYPES = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_PAX_TYPES = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)


@dataclass(slots=True)
class _Member:
    """A member's header: its name, type and length, and how much of it is unread."""

    name: str
    type: bytes
    size: int


class _MemberRaw(io.RawIOBase):
    """The bytes of one member of a stream."""

    def __init__(self, stream: SafeStream, size: int) -> None:
        self._stream = stream
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read(min(len(buffer), self.left))
        if not data and self.left:
            raise EOFError("the archive ends within the member")
        self.left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def read_tar(source: Source, read_member: MemberReader) -> Iterator[Outcome]:
    """The documents of an archive's members, in the archive's order.

    Python's tarfile ends in silence at a broken header and reads names of any length, so the members are
    read one after the other with its public header parser alone.
    """
    check_depth(source)
    budget = Budget(source, None)
    sidecars = _find_sidecars(source)
    described = {sidecar for sidecar, _ in sidecars.values()}
    count = 0
    for member in _members(source.stream):
        count += 1
        if count > source.settings.max_members:
            raise Rejected("too_large", f"has more than {source.settings.max_members} members")
        raw = _MemberRaw(source.stream, member.size)
        if member.name not in described:
            _, sidecar = sidecars.get(member.name, (None, None))
            yield from _read_member(source, member, sidecar, raw, budget, read_member)
        _skip(source.stream, raw.left + -member.size % _BLOCK)
    if count == 0:
        raise Rejected("no_text", "is an archive without members")


def _read_member(
    source: Source,
    member: _Member,
    sidecar: bytes | None,
    raw: _MemberRaw,
    budget: Budget,
    read_member: MemberReader,
) -> Iterator[Outcome]:
    uri = member_uri(source, member.name)
    if member.type == tarfile.DIRTYPE or is_skipped(member.name):
        return
    try:
        check_name(member.name)
        if member.type not in tarfile.REGULAR_TYPES or member.type == tarfile.GNUTYPE_SPARSE:
            raise Rejected("unsafe_path", "is a link, a device or a file with holes")
        metadata = parse_sidecar(sidecar) if sidecar is not None else {}
        stream = budget.open(io.BufferedReader(raw, CHUNK))
        name = member.name.rsplit("/", 1)[-1]
        inner = replace(source, uri=uri, name=name, stream=stream, path=None, origin=None)
        yield from read_member(replace(inner, metadata=metadata, depth=source.depth + 1))
        budget.spend(stream)
    except Rejected as reason:
        yield reject(uri, reason)


def _find_sidecars(source: Source) -> dict[str, tuple[str, bytes]]:
    """Document member -> name and content of its sidecar, which may come before or after it.

    Takes a pass of its own over the file; an archive within another one cannot be read twice and has none.
    """
    if source.origin is None:
        return {}
    names: list[str] = []
    described: dict[str, bytes] = {}
    settings, held = source.settings, 0
    with open(source.origin, "rb") as file:
        stream = SafeStream(GuardedRaw(file, "unreadable_file"))
        try:
            stream = open_decompressed(stream, settings.max_expanded_bytes, settings.max_ratio)
            for member in islice(_members(stream), settings.max_members):
                raw = _MemberRaw(stream, member.size)
                if member.name.lower().endswith(DOCUMENT_SUFFIXES):
                    names.append(member.name)
                elif member.name.lower().endswith(".json") and member.size <= MAX_SIDECAR_BYTES:
                    content, raw.left = stream.read(member.size), 0
                    if held < _MAX_SIDECARS_BYTES and is_sidecar(content):
                        described[member.name] = content
                        held += len(content)
                _skip(stream, raw.left + -member.size % _BLOCK)
        except Rejected:
            pass  # what is wrong with the archive is told when its members are read
    pairs = pair_sidecars(names, described.__contains__, described.__getitem__)
    return {name: (sidecar, described[sidecar]) for name, sidecar in pairs.items()}


def _members(stream: SafeStream) -> Iterator[_Member]:
    """Headers; the caller reads or skips each member's bytes before it asks for the next."""
    name: str | None = None
    while block := stream.read(_BLOCK):
        if not block.strip(b"\0"):
            return  # a block of zeros ends the archive
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except (tarfile.HeaderError, ValueError) as error:
            raise Rejected("broken_archive", f"tar header: {error}") from error
        if info.size < 0:
            raise Rejected("broken_archive", "tar header: a negative length")
        if info.type in _NAME_TYPES or info.type in _PAX_TYPES:
            name = _read_name(stream, info, name)
            continue
        yield _Member(name or info.name, info.type, info.size if info.isreg() else 0)
        name = None


def _read_name(stream: SafeStream, info: tarfile.TarInfo, name: str | None) -> str | None:
    """The name that an extended header gives the next member; the one known so far if it gives none."""
    if info.size > _MAX_NAME_BYTES:
        raise Rejected("too_large", f"has an extended header of {info.size} bytes")
    data = stream.read(info.size + -info.size % _BLOCK)[: info.size]
    if info.type == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\0").decode("utf-8", "surrogateescape")
    if info.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
        return _pax_path(data) or name
    return name


def _pax_path(data: bytes) -> str | None:
    """The path in a pax header, whose records are '27 path=a/long/name.html' and a line's end."""
    position = 0
    while position < len(data):
        length_text, _, _ = data[position : position + 12].partition(b" ")
        if not length_text.isdigit() or int(length_text) == 0:
            return None
        record = data[position : position + int(length_text)]
        key, _, value = record.partition(b" ")[2].rstrip(b"\n").partition(b"=")
        if key == b"path":
            return value.decode("utf-8", "surrogateescape")
        position += int(length_text)
    return None


def _skip(stream: SafeStream, size: int) -> None:
    while size and (data := stream.read(min(size, CHUNK))):
        size -= len(data)
