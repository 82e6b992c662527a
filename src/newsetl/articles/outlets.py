"""Which outlet published a page: from its address, its own statements, and a list of known outlets."""

from collections.abc import Mapping
from functools import lru_cache

from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.urls import registered_domain
from newsetl.lexicons import Row, read_table

MAX_NAME = 60  # characters; a longer site name is a slogan


def find_outlet(structured: Structured, url: str | None) -> str | None:
    """Name of the outlet: the known one of the domain, else what the page states, else None."""
    known = outlet_of_domain(registered_domain(url))
    if known is not None:
        return known
    stated = (
        structured.first("og:site_name"),
        *texts_of(structured.article.get("publisher")),
        structured.first("application-name"),
    )
    return next((name for name in stated if name and len(name) <= MAX_NAME and "://" not in name), None)


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
