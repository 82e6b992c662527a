"""Further things that pages state in their structured data: full bodies, their address, the agency of the copy."""

import html
import re

from lxml import etree
from lxml.html import fromstring

from newsetl.articles.agencies import agency_of
from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.urls import canonical_url

MARKUP = re.compile(r"<(?:p|br|div|h\d|li|ul|a|strong|em|span)\b", re.IGNORECASE)
PARAGRAPH_END = re.compile(r"</(?:p|div|h\d|li)>|<br\s*/?>", re.IGNORECASE)
MAX_BODY = 500_000  # characters


def stated_bodies(structured: Structured) -> list[str]:
    """Texts of schema.org articleBody, markup resolved, paragraphs on lines of their own."""
    values = [thing.get("articleBody") for thing in structured.things]
    return [_plain(value) for value in values if isinstance(value, str) and 0 < len(value) < MAX_BODY]


def stated_url(structured: Structured) -> str | None:
    """The page's own address, from its canonical link or og:url."""
    stated = (structured.canonical, structured.first("og:url"), *texts_of(structured.article.get("url")))
    return next((url for url in map(canonical_url, stated) if url), None)


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


def _plain(value: str) -> str:
    for _ in range(2):  # some are escaped twice
        value = html.unescape(value)
    if not MARKUP.search(value):
        return value
    spaced = PARAGRAPH_END.sub("\n\n", value)
    try:
        return str(fromstring(f"<div>{spaced}</div>").text_content())
    except (etree.ParserError, ValueError):
        return value
