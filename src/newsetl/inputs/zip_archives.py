"""zip: each member is read as a file of its own; nothing is unpacked to disk."""

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO, Any

from newsetl.errors import Rejected
from newsetl.inputs.contracts import MB, Outcome, Source, reject
from newsetl.inputs.members import Budget, MemberReader, check_depth, check_name, is_skipped, member_uri
from newsetl.inputs.packages import read_package, wanted_members
from newsetl.inputs.seeking import seekable
from newsetl.inputs.sidecars import MAX_SIDECAR_BYTES, pair_sidecars, parse_sidecar
from newsetl.inputs.streams import READ_ERRORS
from newsetl.inputs.substack import CATALOGUE, facts_of_posts, posts_of
from newsetl.inputs.tweets import ACCOUNT, account_of

# zipfile holds the whole directory as objects, about ten times its length.
_MAX_DIRECTORY_BYTES = 64 * MB
_ENCRYPTED = 0x1
_END = struct.Struct("<4s4H2LH")
_ZIP_ERRORS = (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, *READ_ERRORS)


def read_zip(source: Source, read_member: MemberReader) -> Iterator[Outcome]:
    """The documents of an archive's members, in the archive's order."""
    check_depth(source)
    with seekable(source) as file:
        size = file.seek(0, io.SEEK_END)
        _check_directory(file, size)
        try:
            archive = zipfile.ZipFile(file)
        except _ZIP_ERRORS as error:
            raise Rejected("broken_archive", str(error)) from error
        try:
            package = read_package(source, file, archive)
            if package is not None:
                yield from package
                return
        except _ZIP_ERRORS as error:
            raise Rejected("broken_archive", str(error)) from error
        members = _members(archive, source)
        small = {name for name, info in members.items() if info.file_size <= MAX_SIDECAR_BYTES}
        sidecars = pair_sidecars(list(members), small.__contains__, lambda name: _read_small(archive, name))
        budget = Budget(source, size)
        described = set(sidecars.values())
        accounts = (name for name in archive.namelist() if ACCOUNT.search(name))
        owner = account_of(_read_small(archive, next(accounts, "")))
        told = (
            facts_of_posts(_read_small(archive, CATALOGUE)) if posts_of(members.keys() | {CATALOGUE}) else {}
        )
        for name in (name for name in members if name not in described):
            facts = told.get(name, owner)
            yield from _read_member(source, archive, members[name], sidecars, budget, read_member, facts)


def _members(archive: zipfile.ZipFile, source: Source) -> Mapping[str, zipfile.ZipInfo]:
    names = set(archive.namelist())
    wanted = wanted_members(names)
    infos = [
        info
        for info in archive.infolist()
        if not _is_folder(info) and not is_skipped(info.filename) and info.filename in wanted
    ]
    if len(infos) > source.settings.max_members:
        raise Rejected("too_large", f"has {len(infos)} members")
    if not infos:
        raise Rejected("no_text", "is an archive without members")
    return {info.filename: info for info in infos}


def _is_folder(info: zipfile.ZipInfo) -> bool:
    """As ZipInfo.is_dir, which breaks on a name that is empty before its first NUL."""
    return info.filename.endswith("/")


def _read_member(
    source: Source,
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    sidecars: Mapping[str, str],
    budget: Budget,
    read_member: MemberReader,
    facts: Mapping[str, Any],
) -> Iterator[Outcome]:
    name, uri = info.filename, member_uri(source, info.filename)
    try:
        check_name(info.orig_filename)
        check_name(name)
        sidecar = sidecars.get(name)
        metadata = parse_sidecar(_read_small(archive, sidecar)) if sidecar is not None else facts
        with archive.open(info) as inner:
            stream = budget.open(inner)
            member = replace(
                source, uri=uri, name=name.rsplit("/", 1)[-1], stream=stream, path=None, origin=None
            )
            yield from read_member(replace(member, metadata=metadata, depth=source.depth + 1))
            budget.spend(stream)
    except Rejected as reason:
        yield reject(uri, reason)
    except _ZIP_ERRORS as error:
        is_locked = bool(info.flag_bits & _ENCRYPTED)
        locked = Rejected("encrypted", "is protected with a password: unpack it")
        yield reject(uri, locked if is_locked else Rejected("broken_archive", str(error)))


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first megabyte of a member; nothing of one that cannot be read, which is told when it is its turn."""
    try:
        with archive.open(name) as inner:
            return inner.read(MAX_SIDECAR_BYTES)
    except _ZIP_ERRORS:
        return b""


def _check_directory(file: IO[bytes], size: int) -> None:
    """Raises Rejected for an archive whose directory alone would fill the memory."""
    start = max(0, size - _END.size - 0xFFFF)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END.size:
        raise Rejected("broken_archive", "has no zip directory: cut off, or no zip file")
    length = _END.unpack_from(tail, found)[5]
    if min(length, size) > _MAX_DIRECTORY_BYTES:
        raise Rejected("too_large", f"has a directory of {length} bytes")
