"""The body text of a page: trafilatura finds it, rules in lexicons take page furniture out of it."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.core import trafilatura_sequence
from trafilatura.settings import Extractor

from newsetl.articles.boilerplate import is_boilerplate, without_boilerplate
from newsetl.articles.loose_text import drop_read_on_links, wrap_loose_text
from newsetl.articles.textmatch import coverage
from newsetl.lexicons import read_words

BLOCKS = {"p", "head", "quote", "item", "row", "code", "list", "table", "div", "lb"}
CELLS = {"cell", "td", "th"}
BREAK, CELL = "\n", "|"
BODY_NAME = re.compile(r"(?:article|story|entry|post|content|body)[-_]*(?:body|text|content|container)")
LINKED_SHARE = 0.9  # of a block's characters: it is a link to elsewhere
FURNITURE_SHARE = 0.3  # of the page's prose: what holds more is the article under an unlucky class name
PROSE_LENGTH = 80  # characters of a paragraph that is prose and no label
MIN_STATED = 600  # characters of a stated body that is worth comparing
LOST = 0.5  # of the stated body is missing from what was found: the stated body is taken


@dataclass(frozen=True, slots=True)
class Body:
    """The body text, paragraphs apart by a blank line, and the lines of furniture that stood in it."""

    text: str
    furniture: tuple[str, ...]


def extract_body(tree: HtmlElement, title: str | None, stated: Sequence[str] = ()) -> Body:
    """Body of a page; its text is empty where there is none.

    Args:
        tree: the page; stays as it is.
        title: the headline, which is not repeated as text.
        stated: bodies that the page states in its structured data, taken where the search went astray.
    """
    copy = deepcopy(tree)
    drop_read_on_links(copy)
    wrap_loose_text(copy)
    _join_chunks(copy)
    _remove_furniture(copy)
    body, _, _, _ = trafilatura_sequence(copy, _options())
    found = _body_of(_blocks(body), title)
    best = max(stated, key=len, default="")
    if len(best) >= MIN_STATED and coverage(best, found.text) < LOST:
        return _body_of(best.splitlines(), title)
    return found


def _body_of(lines: Sequence[str], title: str | None) -> Body:
    furniture = tuple(line for line in lines if is_boilerplate(line))
    return Body("\n\n".join(without_boilerplate(lines, title)), furniture)


@lru_cache(maxsize=1)  # reading its settings takes as long as parsing a small page
def _options() -> Extractor:
    return Extractor(fast=True, comments=False, output_format="python")


def _remove_furniture(tree: HtmlElement) -> None:
    """Takes out captions, boxes and paragraphs that only link elsewhere."""
    etree.strip_elements(tree, "figcaption", with_tail=False)
    prose = _prose(tree)
    for element in list(tree.iter("aside", "p", "div", "section", "ul", "span")):
        names = element.get("class")
        if names and _is_furniture_name(names):
            if _prose(element) <= FURNITURE_SHARE * prose:
                element.drop_tree()
        elif element.tag in ("p", "ul") and _is_link(element):
            element.drop_tree()


def _prose(tree: HtmlElement) -> int:
    """Characters in paragraphs that are long enough to be an article's."""
    return sum(n for p in tree.iter("p") if (n := len(p.text_content())) > PROSE_LENGTH)


@lru_cache(maxsize=65_536)
def _is_furniture_name(names: str) -> bool:
    return any(_furniture_pattern().fullmatch(name) for name in names.lower().split())


@lru_cache(maxsize=1)
def _furniture_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(read_words("articles/furniture_classes"))))


def _is_link(element: HtmlElement) -> bool:
    links = element.findall(".//a")
    if not links:
        return False
    text = len("".join(element.text_content().split()))
    linked = sum(len("".join(link.text_content().split())) for link in links)
    return text > 15 and linked >= LINKED_SHARE * text


def _blocks(body: _Element) -> list[str]:
    """Texts of the paragraphs, headings, list items and table rows in order; nothing of the body's text is lost."""
    pieces: list[str] = []
    _collect(body, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split(BREAK))
    return [line for line in lines if line and line != CELL]


def _collect(element: _Element, pieces: list[str]) -> None:
    is_block = element.tag in BLOCKS
    if is_block:
        pieces.append(BREAK)
    pieces.append((element.text or "").replace(BREAK, " "))
    for child in element:
        _collect(child, pieces)
        if child.tag in CELLS and child.getnext() is not None:
            pieces.append(f" {CELL} ")
        pieces.append((child.tail or "").replace(BREAK, " "))
    if is_block:
        pieces.append(BREAK)


def _join_chunks(tree: HtmlElement) -> None:
    """A body that advertising cuts into containers of one class becomes one container again."""
    first: dict[tuple[str, HtmlElement], HtmlElement] = {}
    for element in list(tree.iter("div", "section")):
        frame = next(islice(element.iterancestors(), 1, None), None)
        names = element.get("class")
        if frame is None or not names or not _is_body_name(names) or not _is_chunk(element):
            continue
        head = first.setdefault((names, frame), element)
        if head is not element:
            head.extend(list(element))


def _is_chunk(element: HtmlElement) -> bool:
    """True for some paragraphs of an article; False for one paragraph's wrapper and for a whole article."""
    is_whole = element.find(".//h1") is not None or element.find(".//article") is not None
    parent = element.getparent()
    is_whole = is_whole or (parent is not None and parent.tag == "article")
    return not is_whole and len(element.findall(".//p")) > 1 and _prose(element) > 0


@lru_cache(maxsize=65_536)
def _is_body_name(names: str) -> bool:
    return bool(BODY_NAME.search(names))
