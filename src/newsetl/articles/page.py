"""Text of a page -> its tree, once, with bounds on what a hostile page can cost."""

import re

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, document_fromstring

from newsetl.errors import Rejected

MAX_ELEMENTS = 100_000  # the largest real news pages have some 20,000
MAX_DEPTH = 250  # real pages stay below 80; some steps cost depth times length
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
LONGEST_TAG = 20_000  # characters; a longer one is looked into
LONG_TAG = re.compile(rf"<[A-Za-z/!][^<>]{{{LONGEST_TAG},}}")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MAX_ATTRIBUTES = 5_000  # the parser compares each attribute of an element with all others
NOT_HTML = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))
TOO_DEEP = etree.XPath("/*" * (MAX_DEPTH + 1))
COUNT = etree.XPath("count(//*)")
# Every element is of one class: asking for the class of each in Python takes a tenth of a page's time.
CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)


def read_page(page: str) -> HtmlElement:
    """The tree of a page, without comments.

    Raises:
        Rejected: no_text for an empty page; too_large or too_deep for a tree that would take unbounded time.
    """
    source = XML_HEAD.sub("", page, count=1)
    if "<" not in source:
        raise Rejected("no_text", "the page holds no markup")
    _refuse_long_tags(source)
    content = source.encode("utf-8", "replace").translate(NOT_HTML)
    try:
        tree = document_fromstring(content, parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Rejected("no_text", f"the page holds no document: {error}") from error
    _refuse_monsters(tree)
    return tree


def _refuse_long_tags(source: str) -> None:
    if max(map(len, source.split("<"))) < LONGEST_TAG:
        return
    for match in LONG_TAG.finditer(source):
        count = len(QUOTED.sub("", match[0]).split())
        if count > MAX_ATTRIBUTES:
            raise Rejected("too_large", f"one tag of the page has {count:,} attributes")


def _parser() -> etree.HTMLParser:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    parser.set_element_class_lookup(CLASSES)
    return parser


def _refuse_monsters(tree: HtmlElement) -> None:
    if COUNT(tree) > MAX_ELEMENTS:
        raise Rejected("too_large", f"the page has more than {MAX_ELEMENTS:,} elements")
    if TOO_DEEP(tree):
        raise Rejected("too_deep", f"elements are nested more than {MAX_DEPTH} deep")
