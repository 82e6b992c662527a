"""What a page's tree holds besides the article: scripts, captions, boxes, bodies that advertising cuts."""

import re
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newsetl.articles.blocks import elements_of
from newsetl.lexicons import read_words

BODY_NAME = re.compile(r"(?:article|story|entry|post|content|body)[-_]*(?:body|text|content|container)")
LINKED_SHARE = 0.9  # of a block's characters: it is a link to elsewhere
FURNITURE_SHARE = 0.3  # of the page's prose: what holds more is the article under an unlucky class name
PROSE_LENGTH = 80  # characters of a paragraph that is prose and no label
MAX_LABEL = 500  # characters of a button or of a note to those who run no scripts


def drop_what_shows_no_text(tree: HtmlElement) -> None:
    """Takes out scripts, images and the like, which each later step would have to search."""
    for button in list(tree.iter("button")):
        if len(button.text_content()) > MAX_LABEL:  # one that is left open swallows the article behind it
            button.drop_tag()
    etree.strip_elements(tree, *elements_of("no text"), with_tail=False)
    whole = len(tree.text_content())
    for element in list(tree.iter("noscript")):
        size = len(element.text_content())
        if size > MAX_LABEL or 2 * size > whole:  # the article as those see it who run no scripts
            element.drop_tag()
        else:
            element.drop_tree()


def remove_furniture(tree: HtmlElement) -> None:
    """Takes out captions, boxes and paragraphs that only link elsewhere."""
    etree.strip_elements(tree, "figcaption", with_tail=False)
    prose = _prose(tree)
    for element in list(
        tree.iter("aside", "p", "div", "section", "ul", "span", "table", "blockquote", "figure")
    ):
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


def join_chunks(tree: HtmlElement) -> None:
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
