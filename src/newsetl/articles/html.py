"""A page -> what is found in it."""

from collections.abc import Mapping
from typing import Any

import trafilatura
from trafilatura.settings import Document

from newsetl.articles.found import Found
from newsetl.articles.times import parse_time
from newsetl.errors import Rejected


def read_html(page: str, metadata: Mapping[str, Any], uri: str) -> Found:
    """Body text and metadata of a page."""
    document = trafilatura.bare_extraction(
        page, url=metadata.get("url"), favor_precision=True, include_comments=False, with_metadata=True
    )
    if not isinstance(document, Document) or not document.text:
        raise Rejected("no_text", f"no body text in the page {uri}")
    published = parse_time(document.date, "meta")
    return Found(
        text=document.text,
        url=document.url,
        outlet=document.sitename,
        title=document.title,
        authors=tuple(document.author.split("; ")) if document.author else (),
        published=(published,) if published else (),
    )
