"""Who wrote a page: names out of its structured data, its bylines and its links to authors' pages."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from newsetl.articles.blocks import signals_of
from newsetl.articles.bylines import (
    BYLINE_TAGS,
    MAX_BYLINES,
    marked_bylines,
    plain_bylines,
    shown_text,
    trimmed,
)
from newsetl.articles.names import clean_names, clean_signatures, is_full_name
from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.titles import split_title
from newsetl.lexicons.agencies import is_agency

MAX_LABEL = 60
WRITTEN_BY = re.compile(
    r"(?:(?:article|story|post|words) )?(?:written )?by|authors?(?:\(s\))?|posted by|"
    r"verfasst von|geschrieben von|écrit par|escrito por",
    re.I,
)
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|writers?|staff|contributors?|columnists?|journalists?|reporters?|byline)/[^/?#]{3,}"
)
NAME_CLASS = re.compile(r"(?:author|byline)[-_]*name(?![a-z])|authorName", re.IGNORECASE)
TEXTS = ("h1", *BYLINE_TAGS, "li", "address", "figcaption", "time")
CAPTIONS = ("figure", "figcaption", "nav", "aside")
MAX_BELOW = 40  # elements below the headline among which its author's name may be alone
PROSE = 60  # characters; with the second text that is longer the article has begun
ANOTHERS = frozenset(("comments", "related"))
MARKED = XPath("(//@class[contains(., 'yline') or contains(., 'uthor')] | //@rel[. = 'author'])/..")
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

    Empty where none is named. The site itself is not an author; an agency, a staff ("Calden Courier Staff") or the
    name of an account only where no person is named.
    """
    marked = _marked(tree)
    byline = _first_named((*marked_bylines(marked), *plain_bylines(tree)), site_names)
    stated = clean_names(texts_of(structured.article.get("author")), site_names)
    printed = clean_names([byline] if byline else [], site_names, is_byline=True)
    if stated and set(stated) < set(printed) and len(printed) <= 4:
        stated = printed  # some outlets state the first author alone
    sources = [stated, *_further(structured, site_names), printed, *_linked(structured, marked, site_names)]
    if not byline:  # else the page is the desk's own, and names further off are another story's
        sources.extend(_guessed(tree, marked, site_names))
    named = next((names for names in sources if names), ())
    if printed and all(map(is_agency, named)):
        named = printed  # copy by an agency is signed by its reporter sometimes
    return trimmed(byline), named or _signed(structured, marked, byline)


def _first_named(bylines: Sequence[str], site_names: Sequence[str]) -> str | None:
    """The first that names somebody: "By Company Size" in a menu does not."""
    named = (byline for byline in bylines if clean_names([byline], site_names, is_byline=True))
    return next(named, next(iter(bylines), None))


def _signed(structured: Structured, marked: Sequence[HtmlElement], byline: str | None) -> tuple[str, ...]:
    """Who signs for a house or by the name of an account, where no source names a person."""
    sources = (
        texts_of(structured.article.get("author")),
        _labelled(structured),
        *(structured.meta.get(name, ()) for name in META_NAMES[:4]),
        [byline] if byline else [],
        islice(_named_labels(marked), 1),
    )
    return next((names for names in map(clean_signatures, sources) if names), ())


def _further(structured: Structured, site_names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Author fields of the page besides its schema.org article, by falling trust."""
    yield clean_names(_labelled(structured), site_names)
    for name in META_NAMES:
        values = structured.meta.get(name, ())
        yield clean_names(map(_in_order, values) if name == "citation_author" else values, site_names)


def _linked(
    structured: Structured, marked: Sequence[HtmlElement], site_names: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Elements that the markup calls the author, outside of comments and other stories' boxes."""
    links = (element for element in marked if element.get("rel") == "author" and not _is_anothers(element))
    yield clean_names(map(shown_text, links), site_names, is_byline=True)
    items = (element for element in structured.items.get("author", ()) if not _is_anothers(element))
    yield clean_names(map(shown_text, islice(items, 5)), site_names, is_byline=True)


def _labelled(structured: Structured) -> Iterator[str]:
    """The value under the label "Written by" of a card for messengers."""
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
    """Elements whose class name mentions authors, and links to authors' pages."""
    yield clean_names(_beside_labels(tree), site_names, is_byline=True)[:5]
    yield clean_names(islice(_named_labels(marked), 1), site_names, is_byline=True)[:3]
    yield clean_names(_author_links(tree), site_names, is_byline=True)[:3]
    yield clean_names(islice(_below_headline(tree), 1), site_names)
    yield tuple(islice(filter(is_full_name, _site_parts(tree, site_names)), 1))


def _below_headline(tree: HtmlElement) -> Iterator[str]:
    """Full names that are alone between the headline and the text, below a standfirst at most."""
    headline = next(tree.iter("h1"), None)
    title = headline.text_content() if headline is not None else ""
    below = islice(dropwhile(lambda e: e is not headline, tree.iter(*TEXTS)), 1, MAX_BELOW)
    prose = 0
    for element in below if headline is not None else ():
        text = " ".join((element.text or "").split())
        prose += len(text) > PROSE
        if prose > 1:
            return
        is_alone = is_full_name(text) and text not in title and not len(element)
        if (
            is_alone
            and not _is_anothers(element)
            and not any(e.tag in CAPTIONS for e in element.iterancestors())
        ):
            yield text


def _site_parts(tree: HtmlElement, site_names: Sequence[str]) -> Iterator[str]:
    """Names of the site, that in the title element last: a site of one person is called after who writes it."""
    yield from site_names
    element = tree.find(".//title")
    parts = split_title(shown_text(element)) if element is not None else []
    yield from parts[1:][-1:]


def _is_anothers(element: HtmlElement) -> bool:
    """True in comments and in boxes of related stories."""
    parts = (element, *element.iterancestors())
    return any(not ANOTHERS.isdisjoint(signals_of(part)) for part in parts)


def _named_labels(marked: Sequence[HtmlElement]) -> Iterator[str]:
    """Short texts under a class name for authors, those under one for authors' names first."""
    own = [element for element in marked if not _is_anothers(element)]
    own.sort(key=lambda element: not NAME_CLASS.search(element.get("class") or ""))
    return (text for text in map(shown_text, own) if 3 < len(text) <= MAX_LABEL)


def _beside_labels(tree: HtmlElement) -> Iterator[str]:
    """What is beside "Author(s)" or "Written by" in an element of its own: its links, else its text."""
    for element in islice(tree.iter(*BYLINE_TAGS, "dt", "th", "label"), MAX_BYLINES):
        text = (element.text or "").strip(" \n\t:")
        if text and len(element) == 0 and WRITTEN_BY.fullmatch(text):
            beside = element.getnext()
            links = [shown_text(link) for link in beside.iter("a")] if beside is not None else []
            texts = links or ([shown_text(beside)] if beside is not None else [])
            yield from (text for text in texts if 3 < len(text) <= MAX_LABEL)


def _marked(tree: HtmlElement) -> list[HtmlElement]:
    return list(MARKED(tree))


def _author_links(tree: HtmlElement) -> Iterator[str]:
    """Texts of the first link to an author's page and of those beside it."""
    links = [link for link in tree.iter("a") if AUTHOR_PAGE.search(link.get("href") or "")]
    named = [link for link in links if 3 < len(shown_text(link)) <= MAX_LABEL]
    return (shown_text(link) for link in named if link.getparent() is named[0].getparent())
