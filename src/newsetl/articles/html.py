"""A page -> what is found in it: one parse, shared by body, dates and the rest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from newsetl.articles.authors import find_authors
from newsetl.articles.body import extract_body
from newsetl.articles.boilerplate import without_credits
from newsetl.articles.dates import find_published, find_updated
from newsetl.articles.found import Found
from newsetl.articles.live_posts import body_of_posts, stated_posts, with_post_times
from newsetl.articles.mastheads import named_on_page
from newsetl.articles.outlets import find_outlet, site_names
from newsetl.articles.page import read_page
from newsetl.articles.sections import find_section
from newsetl.articles.structured import read_structured
from newsetl.articles.structured_details import is_cut, saved_from, stated_agency, stated_bodies, stated_url
from newsetl.articles.titles import find_title
from newsetl.articles.urls import canonical_url, registered_domain


def read_html(page: str, metadata: Mapping[str, Any], received_at: datetime | None = None) -> Found:
    """Body text and metadata of a page; what the input knows already (its address) helps the search."""
    tree = read_page(page)
    structured = read_structured(tree)
    url = canonical_url(str(metadata.get("url") or "")) or stated_url(structured) or saved_from(page)
    names = site_names(structured, url)
    title = find_title(tree, structured, names)
    published = find_published(tree, structured, url, title, received_at)
    posts = stated_posts(structured)
    body = extract_body(tree, title, stated_bodies(structured), body_of_posts(posts))
    byline, authors = find_authors(tree, structured, names)
    domain = registered_domain(url) or registered_domain(canonical_url(structured.canonical))
    outlet = find_outlet(structured, domain) or named_on_page(tree, body.text, title, domain, authors)
    text = without_credits(body.text, authors, outlet)
    return Found(
        text=with_post_times(text, tree, posts, next(iter(published), None), domain),
        furniture=body.furniture,
        url=url,
        outlet=outlet,
        domain=domain,
        title=title,
        byline=byline,
        authors=authors,
        wire_agency=stated_agency(structured),
        section=find_section(structured),
        published=published,
        updated=find_updated(structured, published),
        is_truncated=body.is_doubtful or is_cut(structured, tree, body.text),
    )
