"""Which outlet published a page: from its address, its own statements, and a list of known outlets."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.titles import split_title
from newsetl.articles.urls import registered_domain
from newsetl.lexicons import Row, read_table

MAX_NAME = 60  # characters; a longer site name is a slogan
META_NAMES = ("dcterms.publisher", "dc.publisher", "publisher")


def find_outlet(structured: Structured, url: str | None) -> str | None:
    """Name of the outlet: the known one of the domain, else what the page states to machines, else None."""
    domain = registered_domain(url)
    return outlet_of_domain(domain) or next((name for name in _stated(structured, domain)), None)


def _stated(structured: Structured, domain: str | None) -> Iterator[str]:
    values = (
        structured.first("og:site_name"),
        *texts_of(structured.article.get("publisher")),
        structured.first("application-name"),
        *(structured.first(name) for name in META_NAMES),
        *_items(structured),
    )
    for value in values:
        name = _without_slogan(value or "", domain)
        if name and len(name) <= MAX_NAME and "://" not in name:
            yield name


def _items(structured: Structured) -> Iterator[str]:
    """Microdata: the name inside of the publisher, else the publisher's own content."""
    for element in structured.items.get("publisher", ())[:3]:
        named = element.xpath(".//*[@itemprop='name']")
        for inner in (*named, element):
            yield " ".join((inner.get("content") or inner.text_content()).split())


def _without_slogan(name: str, domain: str | None) -> str:
    """ "Calden Courier | News from the north" -> "Calden Courier": the part that is the domain's, else the first."""
    parts = split_title(name.strip(" @|-–—»•").removeprefix("www."))
    label = re.sub(r"\W", "", (domain or "").split(".")[0])
    own = (part for part in parts if label and label in re.sub(r"\W", "", part.lower()))
    return next(own, next(iter(parts), ""))


def outlet_of_domain(domain: str | None) -> str | None:
    """Usual name of a known outlet by its registered domain."""
    row = _by_domain().get(domain or "")
    return row["outlet"] if row else None


def site_names(structured: Structured, url: str | None) -> list[str]:
    """Everything that the site may be called on its own pages."""
    domain = registered_domain(url) or registered_domain(structured.canonical)
    names = [
        outlet_of_domain(domain),
        structured.first("og:site_name"),
        structured.first("application-name"),
        *texts_of(structured.article.get("publisher")),
        domain,
        domain.split(".")[0] if domain else None,
    ]
    return list(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=1)
def _by_domain() -> Mapping[str, Row]:
    return {domain: row for row in read_table("articles/outlets") for domain in row["domains"].split()}
