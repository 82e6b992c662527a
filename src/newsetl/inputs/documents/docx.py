"""Word's .docx: the paragraphs of its body, tables and text boxes included, headers and footers left out."""

import zipfile
from collections.abc import Iterator
from typing import IO, Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.article import read_paragraphs

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_ERRORS = (OpcError, etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError)


def read_docx(source: Source, file: IO[bytes]) -> Iterator[Outcome]:
    """The article of a Word document, or the articles of a database's download.

    Raises:
        Rejected: broken_archive for a document that Word could not open either.
    """
    file.seek(0)
    try:
        body = docx.Document(file).element.body
        paragraphs = [_text(paragraph) for paragraph in body.iter(f"{_WORD}p")]
    except _ERRORS as error:
        raise Rejected("broken_archive", f"is no Word document that can be read: {error}") from error
    yield from read_paragraphs(paragraphs, source, "Word document (.docx)")


def _text(paragraph: Any) -> str:
    """Text of a paragraph; what was deleted in tracked changes, and copies for old programs, are none of it."""
    if any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
        return ""
    pieces = []
    for element in paragraph.iter(f"{_WORD}t", *_BREAKS):
        if next(element.iterancestors(f"{_WORD}p")) is paragraph:
            pieces.append(_BREAKS.get(element.tag) or element.text or "")
    return "".join(pieces)
