"""OpenDocument text (.odt): headings and paragraphs of the body."""

import zipfile
from collections.abc import Iterator
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.press_reviews import read_headed
from newsetl.inputs.xml import parse_xml

MANIFEST = "META-INF/manifest.xml"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SKIPPED = (f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes")
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def read_odt(source: Source, archive: zipfile.ZipFile) -> Iterator[Outcome]:
    """The article of an OpenDocument text, or the articles of a database's download.

    Raises:
        Rejected: encrypted, or as parse_xml does.
    """
    if MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST):
        raise Rejected("encrypted", "is protected with a password: save it without one")
    root = parse_xml(archive.read("content.xml"), source.settings.max_xml_depth)
    body = next(root.iter(f"{_OFFICE}text"), None)
    elements = [] if body is None else list(body.iter(f"{_TEXT}p", f"{_TEXT}h"))
    paragraphs, levels = [_text(e) for e in elements], [int(e.tag == f"{_TEXT}h") for e in elements]
    yield from read_headed(paragraphs, levels, source, "OpenDocument text (.odt)")


def _text(paragraph: Any) -> str:
    if any(ancestor.tag in _SKIPPED for ancestor in paragraph.iterancestors()):
        return ""
    pieces: list[str] = []
    _collect(paragraph, pieces)
    return "".join(pieces)


def _collect(element: Any, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        pieces.append(_SPACES.get(child.tag, ""))
        if child.tag not in (*_SKIPPED, f"{_TEXT}p", f"{_TEXT}h"):
            _collect(child, pieces)
        pieces.append(child.tail or "")
