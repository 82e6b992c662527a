"""Sitemaps, news sitemaps among them: addresses with their metadata, which `collect` fetches."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.streams import read_whole
from newsetl.inputs.xml import Element, local_name, parse_xml

SITEMAP_ROOTS = ("urlset", "sitemapindex")
# news:name and news:language are within news:publication.
_FIELDS = {
    "loc": "url",
    "title": "title",
    "publication_date": "published_at",
    "name": "outlet",
    "language": "language",
    "lastmod": "updated_at",
}


def read_sitemap(source: Source) -> Iterator[Outcome]:
    """No document: a sitemap lists addresses and holds no text.

    Raises:
        Rejected: always; says how many addresses wait to be collected.
    """
    content = read_whole(source.stream, source.settings.max_document_bytes)
    root = parse_xml(content, source.settings.max_xml_depth)
    what = "sitemaps" if local_name(root) == "sitemapindex" else "articles"
    count = len(sitemap_entries(root))
    raise Rejected("not_an_article", f"is a sitemap with the addresses of {count} {what}: collect them")
    yield


def sitemap_entries(root: Element) -> list[dict[str, Any]]:
    """What a sitemap says of each address, under our names; of an index, the addresses of its sitemaps."""
    entries = (_entry(element) for element in root.iterchildren(etree.Element))
    return [entry for entry in entries if entry.get("url")]


def _entry(element: Element) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for child in element.iter(etree.Element):
        field = _FIELDS.get(local_name(child))
        text = " ".join((child.text or "").split())
        if field and text and "image" not in str(child.tag) and "video" not in str(child.tag):
            entry.setdefault(field, text)
    if "published_at" in entry:
        entry["published_source"] = "feed"
    return entry
