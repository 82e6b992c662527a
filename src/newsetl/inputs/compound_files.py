"""Compound files of older Microsoft programs: which program wrote one, and its reader."""

import io
from collections.abc import Iterator

import olefile

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.members import MemberReader
from newsetl.inputs.streams import read_whole
from newsetl.inputs.workbooks import read_workbook

COMPOUND_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERRORS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, MemoryError)


def read_compound(source: Source, read_member: MemberReader) -> Iterator[Outcome]:
    """Documents of an Outlook message or an .xls workbook.

    Raises:
        Rejected: encrypted; unknown_format for an old Word document and what is damaged.
    """
    limit = min(source.settings.max_record_bytes, source.settings.max_member_bytes)
    file = io.BytesIO(read_whole(source.stream, limit))
    names = _streams(file)
    if "encryptedpackage" in names:
        raise Rejected("encrypted", "is protected with a password: save it without one")
    if "__properties_version1.0" in names:
        from newsetl.inputs.mail.outlook import read_outlook  # noqa: PLC0415 - most runs meet none

        yield from read_outlook(source, file, read_member)
    elif names & {"workbook", "book"}:
        yield from read_workbook(source, file)
    elif "worddocument" in names:
        raise Rejected("unknown_format", "is an old Word document (.doc): save it as .docx")
    else:
        raise Rejected("unknown_format", "is a file of an old Microsoft program that no reader knows")


def _streams(file: io.BytesIO) -> set[str]:
    """Names of the streams at the top of a compound file, in lower case."""
    try:
        with olefile.OleFileIO(file) as container:
            return {entry[0].lower() for entry in container.listdir(streams=True, storages=True) if entry}
    except _ERRORS as error:
        raise Rejected("unknown_format", f"is a damaged compound file: {error}") from error
