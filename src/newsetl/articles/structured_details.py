"""Further details in a page's structured data: full bodies, its address, the agency of the copy."""

import html
import re

from lxml import etree
from lxml.html import HtmlElement, fromstring

from newsetl.articles.cut_text import ends_open, is_cut_text
from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.urls import canonical_url, names_article
from newsetl.lexicons.agencies import agency_of

MARKUP = re.compile(r"<(?:p|br|div|h\d|li|ul|a|strong|em|span)\b", re.IGNORECASE)
PARAGRAPH_END = re.compile(r"</(?:p|div|h\d|li)>|<br\s*/?>", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4}\)(?P<url>https?://\S+)\s*-->", re.IGNORECASE)
HEAD = 3_000  # characters in which the note of a saved page is
SHORT = 150  # words; a shorter text of a page that is not free is its beginning
MAX_PROMPT = 300
PROMPT = re.compile(
    r"\b(?:subscribe|sign in|log in|register)\b.{0,40}\bto (?:(?:continue|keep) reading|read (?:on|more|the full))|"
    r"\bto (?:continue|keep) reading|\bunlock (?:this|the full) (?:article|story)|\balready a subscriber|"
    r"\bfor subscribers only|\bsubscribers? only",
    re.IGNORECASE,
)
MAX_BODY = 500_000  # characters


def stated_bodies(structured: Structured) -> list[str]:
    """Texts of schema.org articleBody, markup resolved, paragraphs on lines of their own."""
    values = [thing.get("articleBody") for thing in structured.things]
    return [plain(value) for value in values if isinstance(value, str) and 0 < len(value) < MAX_BODY]


def stated_url(structured: Structured) -> str | None:
    """The page's own address, from its canonical link or og:url; one of a home page or section is not its own."""
    stated = (structured.canonical, structured.first("og:url"), *texts_of(structured.article.get("url")))
    return next((url for url in map(canonical_url, stated) if url and names_article(url)), None)


def saved_from(page: str) -> str | None:
    """The address that a browser noted in a page as it saved it."""
    match = SAVED_FROM.search(page, 0, HEAD)
    return canonical_url(match["url"]) if match else None


def is_cut(structured: Structured, tree: HtmlElement, text: str) -> bool:
    """True where a paywall or a feed has cut the text, by its end and by what the page says of its access."""
    if is_cut_text(text):
        return True
    access = str(
        structured.article.get("isAccessibleForFree", structured.first("article:content_tier") or "")
    ).lower()
    is_closed = access in ("false", "locked", "metered")
    return is_closed and (len(text.split()) < SHORT or ends_open(text) or _asks_for_money(tree))


def _asks_for_money(tree: HtmlElement) -> bool:
    lines = (
        " ".join(element.itertext())
        for element in tree.iter("p", "div", "h2", "h3", "h4")
        if len(element) < 4
    )
    return any(len(line) < MAX_PROMPT and PROMPT.search(line) for line in lines)


def stated_agency(structured: Structured) -> str | None:
    """The agency that the page credits the copy to as its source, provider or author."""
    article = structured.article
    texts = [
        *texts_of(article.get("sourceOrganization")),
        *texts_of(article.get("provider")),
        *texts_of(article.get("author")),
        *texts_of(article.get("creator")),
        *(
            structured.first(name) or ""
            for name in ("author", "dc.source", "source", "article:source", "byl")
        ),
    ]
    return next((agency for agency in map(agency_of, texts) if agency), None)


def plain(value: str) -> str:
    """A stated text with its markup resolved."""
    for _ in range(2):  # some are escaped twice
        value = html.unescape(value)
    if not MARKUP.search(value):
        return value
    spaced = PARAGRAPH_END.sub("\n\n", value)
    try:
        return str(fromstring(f"<div>{spaced}</div>").text_content())
    except (etree.ParserError, ValueError):
        return value
