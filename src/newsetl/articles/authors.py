"""Who wrote a page: names out of its structured data, its bylines and its links to authors' pages."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from newsetl.articles.agencies import is_agency
from newsetl.articles.names import DATED, clean_names
from newsetl.articles.structured import Structured, texts_of

MAX_BYLINE, MIN_BYLINE = 160, 6  # characters
MAX_PLAIN_BYLINE = 80
MAX_LABEL = 60
MAX_PARTS = 6  # elements within a byline
MAX_LINES = 400  # elements looked at for a byline without a class name
BYLINE_TAGS = ("p", "div", "span", "td", "font", "b", "i", "em", "strong", "small", "h3", "h4", "h5", "h6")
WRITTEN_BY = re.compile(
    r"(?:written )?by|authors?|posted by|verfasst von|geschrieben von|écrit par|escrito por", re.I
)
PLAIN_BYLINE = re.compile(r"(?:[Bb]y|BY):? (?!the\b|The\b|an?\b)[A-ZÀ-Þ][\w.'’-]+ [A-ZÀ-Þ]")
SENTENCE_END = re.compile(r"[a-z]{3}[.!?:]$")
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|writers?|staff|contributors?|columnists?|journalists?|reporters?|byline)/[^/?#]{3,}"
)
FURNITURE = re.compile(
    rf"\s*[|•·–—-]?\s*(?:(?:\b(?:last\s+)?(?:published|updated|posted|modified)\b|\bsocial links\b|"
    rf"\bview author|\bfollow\b|\bget author|\bbiography\b|\bfull bio\b|\bshares?\b|\bcomments?\b|"
    rf"\d+ min(?:ute)?s?\b|\S+@\S+|@\w+).*|"
    rf"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?{DATED.pattern})",
    re.IGNORECASE | re.S,
)
MARKED = XPath("(//@class[contains(., 'yline') or contains(., 'uthor')] | //@rel[. = 'author'])/..")
BYLINE = re.compile(r"by\b\s*:?\s*\S|By[A-Z]", re.IGNORECASE)
META_NAMES = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "authors",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "shareaholic:article_author_name",
    "citation_author",
    "rnews:author",
    "og:author",
)


def find_authors(
    tree: HtmlElement, structured: Structured, site_names: Sequence[str]
) -> tuple[str | None, tuple[str, ...]]:
    """The byline as the page prints it, from "By" on, and the authors in the page's order.

    Empty where none is named. The site itself is no author, an agency only where no person is named.
    """
    marked = _marked(tree)
    byline = next(_bylines(marked), None) or next(_plain_bylines(tree), None)
    stated = clean_names(texts_of(structured.article.get("author")), site_names)
    printed = clean_names([byline] if byline else [], site_names)
    if stated and set(stated) < set(printed) and len(printed) <= 4:
        stated = printed  # some outlets state the first author alone
    sources = [stated, *_further(structured, marked, site_names), printed]
    if not byline:  # else the page is the desk's own, and names further off are another story's
        sources.extend(_guessed(tree, marked, site_names))
    named = next((names for names in sources if names), ())
    if printed and all(map(is_agency, named)):
        named = printed  # copy by an agency is signed by its reporter at times
    return _trimmed(byline), named


def _further(
    structured: Structured, marked: Sequence[HtmlElement], site_names: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Author fields of the page besides its schema.org article, by falling trust."""
    yield clean_names(_labelled(structured), site_names)
    for name in META_NAMES:
        values = structured.meta.get(name, ())
        yield clean_names(map(_in_order, values) if name == "citation_author" else values, site_names)
    yield clean_names((_text(element) for element in marked if element.get("rel") == "author"), site_names)
    yield clean_names(map(_text, structured.items.get("author", ())[:5]), site_names)


def _labelled(structured: Structured) -> Iterator[str]:
    """What a card for messengers tells under the label "Written by"."""
    for number in "12":
        label = structured.first(f"twitter:label{number}") or ""
        if WRITTEN_BY.fullmatch(label.strip()):
            yield structured.first(f"twitter:data{number}") or ""


def _in_order(name: str) -> str:
    """ "Roy, Aniruddha" as library catalogues write it -> "Aniruddha Roy"."""
    last, comma, first = name.partition(",")
    return (
        f"{first.strip()} {last.strip()}" if comma and "," not in first and " " not in last.strip() else name
    )


def _guessed(
    tree: HtmlElement, marked: Sequence[HtmlElement], site_names: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Elements whose class name speaks of authors, and links to authors' pages."""
    labels = (text for text in map(_text, marked) if 3 < len(text) <= MAX_LABEL)
    yield clean_names(islice(labels, 1), site_names)[:3]
    yield clean_names(_author_links(tree), site_names)[:3]


def _marked(tree: HtmlElement) -> list[HtmlElement]:
    return list(MARKED(tree))


def _bylines(marked: Sequence[HtmlElement]) -> Iterator[str]:
    """Texts that begin with "By", under a class name for bylines."""
    for text in map(_text, marked):
        if 5 < len(text) <= MAX_BYLINE and BYLINE.match(text):
            yield text


def _plain_bylines(tree: HtmlElement) -> Iterator[str]:
    """Short lines "by Ann Lee, May 3" near the head of a page that marks up nothing."""
    for element in islice(tree.iter(*BYLINE_TAGS), MAX_LINES):
        head = (element.text or "").lstrip()[:2].lower()
        text = _text(element) if head == "by" and len(element) <= MAX_PARTS else ""
        if 5 < len(text) <= MAX_PLAIN_BYLINE and PLAIN_BYLINE.match(text) and not SENTENCE_END.search(text):
            yield text


def _author_links(tree: HtmlElement) -> Iterator[str]:
    """Texts of the first link to an author's page and of those beside it."""
    links = [link for link in tree.iter("a") if AUTHOR_PAGE.search(link.get("href") or "")]
    named = [link for link in links if 3 < len(_text(link)) <= MAX_LABEL]
    return (_text(link) for link in named if link.getparent() is named[0].getparent())


def _trimmed(byline: str | None) -> str | None:
    """Without the date, the address and the buttons that stand in the byline's element."""
    if byline is None:
        return None
    cut = FURNITURE.search(byline, MIN_BYLINE)
    return (byline[: cut.start()] if cut else byline).rstrip(" ,;|·•–—-") or None


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(_shown(element)).split())


def _shown(element: HtmlElement) -> Iterator[str]:
    if element.find(".//script") is None and element.find(".//style") is None:
        yield from element.itertext()
        return
    for part in element.iter():
        if part.tag not in ("script", "style"):
            yield part.text or ""
        if part is not element:
            yield part.tail or ""
