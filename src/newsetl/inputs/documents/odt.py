"""OpenDocument text (.odt): headings and paragraphs of the body."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.press_reviews import marked_headings, read_headed
from newsetl.inputs.xml import parse_xml

MANIFEST = "META-INF/manifest.xml"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)pt")
_LARGE = 13.0  # points
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
    if not any(levels):
        marked = _marked_styles(root)
        levels = marked_headings(paragraphs, [_is_marked(e, marked) for e in elements])
    yield from read_headed(paragraphs, levels, source, "OpenDocument text (.odt)")


def _marked_styles(root: Any) -> frozenset[str]:
    """Names of the styles of bold or large type."""
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for said in style.iter(f"{_STYLE}text-properties")
        if said.get(f"{_FO}font-weight") == "bold" or _points(said.get(f"{_FO}font-size", "")) > _LARGE
    )


def _points(size: str) -> float:
    match = _SIZE.fullmatch(size)
    return float(match[1]) if match else 0.0


def _is_marked(paragraph: Any, marked: frozenset[str]) -> bool:
    """True where a paragraph's own style, or those of all its spans, are marked."""
    if paragraph.get(f"{_TEXT}style-name") in marked:
        return True
    spans = list(paragraph.iterchildren(f"{_TEXT}span"))
    is_bare = (paragraph.text or "").strip() or any((span.tail or "").strip() for span in spans)
    return bool(spans) and not is_bare and all(s.get(f"{_TEXT}style-name") in marked for s in spans)


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
