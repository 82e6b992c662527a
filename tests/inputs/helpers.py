"""Bytes in, outcomes out."""

from pathlib import Path

from newsetl.core.documents import RawDocument
from newsetl.inputs import ReadSettings, RejectedInput, expand_inputs, read_documents


def read(path: Path, **settings) -> list[RawDocument | RejectedInput]:
    """Outcomes of all files that a path names."""
    files = expand_inputs([str(path)])
    return [outcome for file in files for outcome in read_documents(file, ReadSettings(**settings))]


def read_bytes(folder: Path, name: str, content: bytes, **settings) -> list[RawDocument | RejectedInput]:
    """Outcomes of a file of this name and content."""
    path = folder / name
    path.write_bytes(content)
    return read(path, **settings)


def kinds(outcomes: list[RawDocument | RejectedInput]) -> list[str]:
    """Media type of each document, reason of each rejection."""
    return [o.media_type if isinstance(o, RawDocument) else o.reason_code for o in outcomes]
