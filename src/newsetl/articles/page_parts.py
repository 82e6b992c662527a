"""Parts of a page that are not the article: comments, related stories, sidebars, footers, menus, others' cards."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import TypeAlias

from lxml.html import HtmlElement

from newsetl.articles.blocks import signals_of

Around: TypeAlias = frozenset[HtmlElement] | set[HtmlElement]

ELSEWHERE = frozenset(("comments", "related", "sidebar", "footer", "promo", "aside", "nav", "navigation"))
BESIDE = frozenset(("sidebar", "aside"))  # where a page may print facts of the article
OF_AUTHOR = frozenset(("author", "meta"))
OWN_EDGES = frozenset(("footer", "aside"))  # what a headline's own block may hold as well
OTHER_STORY = frozenset(("related",))
OPENING_HOURS = re.compile(r"(?:^|[\s_-])(?:(?:opening|daily)-?)?hours(?:$|[\s_-])", re.IGNORECASE)
NEAR = 2  # elements around the headline that are its own block
MAX_STAMP = 160  # characters; a longer text that names a date is prose
CARD_WORDS = 5  # a link with more words around a date is another story's card


def is_elsewhere(
    element: HtmlElement, around: Around = frozenset(), headline: HtmlElement | None = None
) -> bool:
    """True for what is in a part of the page that is not the article.

    `around` are the elements around the headline: the article is in them, whatever their names say. A footer or an
    aside of the headline's own block is the article's too: "<article><aside><time>…</time></aside><h2>". Without
    `around` only the element's own names count.
    """
    if not around:
        return not ELSEWHERE.isdisjoint(signals_of(element)) or _is_of_hours(element)
    return any(_other_parts(element, around, headline))


def is_beside(element: HtmlElement, around: Around, headline: HtmlElement) -> bool:
    """True for what is in a sidebar or an aside and in no other part that is not the article."""
    parts = frozenset().union(*_other_parts(element, around, headline))
    return bool(parts) and parts <= BESIDE


def _other_parts(
    element: HtmlElement, around: Around, headline: HtmlElement | None
) -> Iterator[frozenset[str]]:
    """What of the page the element and each one above it are, if not the article, up to what holds the headline."""
    near = list(islice(headline.iterancestors(), NEAR)) if headline is not None else []
    has_article = any(e.tag == "article" for e in around)
    parts = list(takewhile(lambda part: part not in around, (element, *element.iterancestors())))
    # "<header><h1>…</h1><div class=bottom>…": its lower part is no footer, nor is anything within that
    is_of_header = bool(parts) and (parent := parts[-1].getparent()) in near and parent.tag == "header"
    for part in parts:
        signals = _own_signals(part)
        if (part.tag == "article" and has_article) or _is_of_hours(part):
            yield OTHER_STORY  # a story in a box within the story, or no story
        elif part.tag == "a" and len(part.text_content()[:MAX_STAMP].split()) > CARD_WORDS:
            yield OTHER_STORY
        elif not signals <= (OWN_EDGES if is_of_header or part.getparent() in near else frozenset()):
            yield signals


def _is_of_hours(part: HtmlElement) -> bool:
    """True for what tells when a place is open: its day is today's."""
    return OPENING_HOURS.search(part.get("class") or "") is not None


def _own_signals(part: HtmlElement) -> frozenset[str]:
    """What of the page a part is, if not the article, by its names.

    "<footer class=author__meta>" holds who wrote it and when; one line of class "color-secondary" is not a sidebar.
    """
    signals = signals_of(part)
    if part.tag == "footer" and not OF_AUTHOR.isdisjoint(signals):
        signals -= {"footer"}
    is_line = next(iter(part), None) is None  # len() would walk all of its children
    return ELSEWHERE & (signals - {"sidebar"} if is_line else signals)
