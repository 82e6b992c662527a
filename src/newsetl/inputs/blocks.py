"""Paragraphs of a plain text or a page, in order: what the readers of many-article files work on."""

import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newsetl.core.byte_marks import BYTE_ORDER_MARKS, DECLARED_ENCODING
from newsetl.errors import Rejected
from newsetl.lexicons import read_words

MAX_ELEMENTS = 2_000_000
_SKIPPED_TAGS = frozenset(("script", "style", "noscript", "template", "head", "select", "button", "svg"))
_WRAPPED_LENGTH = 45  # characters; a shorter line was ended on purpose
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decode_page(content: bytes) -> str:
    """Text of a page or file of any origin: UTF-8 where it fits, else as declared, else Windows-1252.

    A download of a database may say UTF-8 and be Windows-1252: it is read as the latter.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = DECLARED_ENCODING.search(content[:4096])
    declared = found.group(1).decode("ascii").lower() if found else ""
    if declared in ("", "utf-8", "utf8"):
        return content.decode("cp1252", "replace")
    try:
        return content.decode(declared, "replace")
    except LookupError:
        return content.decode("cp1252", "replace")


def text_blocks(text: str) -> list[str]:
    """Paragraphs between blank lines; lines that were broken at the margin are joined again."""
    blocks = []
    for part in re.split(r"\n[^\S\n]*\n\s*", re.sub(r"\r\n?", "\n", text).replace("\f", "\n\n")):
        lines = [squeezed for line in part.split("\n") if (squeezed := squeeze(line))]
        joined = ""
        for line, previous in zip(lines, ["", *lines], strict=False):
            joined += ("" if not joined else " " if len(previous) >= _WRAPPED_LENGTH else "\n") + line
        if joined:
            blocks.append(joined)
    return blocks


def text_lines(text: str) -> list[str]:
    """Lines that hold something, each a paragraph."""
    return [squeezed for line in re.split(r"[\r\n\f\v\u2028\u2029]+", text) if (squeezed := squeeze(line))]


def squeeze(text: str) -> str:
    """One line: white space of layout is one blank; no-break spaces within numbers stay."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" \xa0\ufeff")


def parse_page(page: str) -> HtmlElement:
    """The tree of a page, without comments.

    Raises:
        Rejected: no_text for one without elements, too_large for more of them than memory should hold.
    """
    if page.count("<") > MAX_ELEMENTS:
        raise Rejected("too_large", f"holds more than {MAX_ELEMENTS} tags")
    source = _CONTROLS.sub(" ", re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Rejected("no_text", f"holds no document: {error}") from error


def page_blocks(tree: HtmlElement) -> list[str]:
    """Texts of the smallest blocks of a page, in order."""
    pieces: list[str] = []
    blocks = read_words("inputs/block_elements")
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in blocks:
            pieces.append("\n")
        if event == "end":
            pieces.append((element.tail or "").replace("\n", " ") if element is not tree else "")
        elif tag in _SKIPPED_TAGS:
            walk.skip_subtree()
        else:
            pieces.append((element.text or "").replace("\n", " "))
    return [squeezed for line in "".join(pieces).split("\n") if (squeezed := squeeze(line))]


def joined(blocks: Sequence[str]) -> str:
    """One text, a blank line between paragraphs."""
    return "\n\n".join(blocks)
