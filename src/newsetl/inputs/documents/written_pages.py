"""Press reviews as pages of word processors (Google Docs, Word, LibreOffice) and in Markdown."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from newsetl.inputs.blocks import decode_page, parse_page, squeeze
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.press_reviews import (
    MIN_UNMARKED,
    is_source_line,
    marked_headings,
    read_headed,
    split_review,
    unmarked_headings,
)

_PROCESSOR = re.compile(
    rb"<body[^>]*\bdoc-content\b"
    rb"|name=[\"']?generator[\"']?\s+content=[\"']?(?:Microsoft Word|LibreOffice|OpenOffice)",
    re.IGNORECASE,
)
_GOOGLE = b"doc-content"
_HEAD_BYTES = 65_536
_TITLES = ("title", "msotitle")  # classes of a document's title
_LINES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6")
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>\S.*)")
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)")


def read_written_page(content: bytes, source: Source) -> Iterator[Outcome] | None:
    """The articles of a press review that a word processor saved as a page, or a document of Google Docs; else None."""
    if not _PROCESSOR.search(content[:_HEAD_BYTES]):
        return None
    elements = list(parse_page(decode_page(content)).iter(*_LINES))
    paragraphs = [squeeze(element.text_content()) for element in elements]
    levels = [_level(element) for element in elements]
    if not any(level > 1 for level in levels):
        marked = marked_headings(paragraphs, list(map(_is_bold, elements)))
        levels = [max(pair) for pair in zip(levels, marked, strict=True)]
    reader = "page of a word processor"
    if _GOOGLE in content[:_HEAD_BYTES]:
        return read_headed(paragraphs, levels, source, reader)
    return _review(paragraphs, levels, source, reader)


def read_markdown_review(text: str, source: Source) -> Iterator[Outcome] | None:
    """The articles of a press review in Markdown, without the marks of its headings and sources; else None."""
    if not source.name.lower().endswith((".md", ".markdown")):
        return None
    paragraphs, levels = [], []
    for block in re.split(r"\n\s*\n", text):
        heading = _HEADING.fullmatch(block.strip())
        paragraphs.append(_MARKS.sub("", heading["text"] if heading else block).strip())
        levels.append(len(heading["level"]) if heading else 0)
    return _review(paragraphs, levels, source, "Markdown")


def read_text_review(text: str, source: Source) -> Iterator[Outcome] | None:
    """The articles of a press review in plain text, headlines and sources in lines of their own; else None."""
    if sum(map(is_source_line, text.splitlines())) < MIN_UNMARKED:
        return None
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        while lines and any(map(is_source_line, lines[:2])):
            paragraphs.append(lines.pop(0))
        paragraphs.append(" ".join(lines))
    return _review(paragraphs, unmarked_headings(paragraphs), source, "plain text")


def _review(
    paragraphs: Sequence[str], levels: Sequence[int], source: Source, reader: str
) -> Iterator[Outcome] | None:
    is_review = bool(split_review(paragraphs, levels))
    return read_headed(paragraphs, levels, source, reader) if is_review else None


def _level(element: HtmlElement) -> int:
    if element.tag.startswith("h"):
        return int(element.tag[1:])
    classes = (element.get("class") or "").lower().split()
    return int(any(name in classes for name in _TITLES))


def _is_bold(element: HtmlElement) -> bool:
    """True where all of a paragraph's text is bold."""
    bold = "".join(part.text_content() for part in element.iter("b", "strong"))
    return bool(bold.strip()) and squeeze(bold) == squeeze(element.text_content())
