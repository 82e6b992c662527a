"""Text of a page -> its tree, once, with bounds on what a hostile page can cost."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newsetl.errors import Rejected

MAX_ELEMENTS = 100_000  # the largest real news pages have some 20,000
MAX_DEPTH = 250  # real pages stay below 80; some steps cost depth times length
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
LONG_TAG = re.compile(r"<[A-Za-z/!][^<>]{20000,}")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MAX_ATTRIBUTES = 5_000  # the parser compares each attribute of an element with all others
NOT_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_page(page: str) -> HtmlElement:
    """The tree of a page, without comments.

    Raises:
        Rejected: no_text for an empty page; too_large or too_deep for a tree that would take unbounded time.
    """
    source = NOT_HTML.sub(" ", XML_HEAD.sub("", page, count=1))
    if "<" not in source:
        raise Rejected("no_text", "the page holds no markup")
    _refuse_long_tags(source)
    try:
        tree = document_fromstring(source.encode("utf-8", "replace"), parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Rejected("no_text", f"the page holds no document: {error}") from error
    _refuse_monsters(tree)
    return tree


def _refuse_long_tags(source: str) -> None:
    for match in LONG_TAG.finditer(source):
        count = len(QUOTED.sub("", match[0]).split())
        if count > MAX_ATTRIBUTES:
            raise Rejected("too_large", f"one tag of the page has {count:,} attributes")


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)


def _refuse_monsters(tree: HtmlElement) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if depth > MAX_DEPTH:
            raise Rejected("too_deep", f"elements are nested more than {MAX_DEPTH} deep")
        if count > MAX_ELEMENTS:
            raise Rejected("too_large", f"the page has more than {MAX_ELEMENTS:,} elements")
