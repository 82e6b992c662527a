"""Bytes in, outcomes out."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx

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


def word_document(lines: Sequence[str]) -> bytes:
    """A Word document of these paragraphs, without styles."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
