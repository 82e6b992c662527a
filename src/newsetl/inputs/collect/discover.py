"""Feeds and news sitemaps -> addresses of articles, with their metadata."""

from collections.abc import Iterator
from typing import Any

import httpx

from newsetl.errors import Rejected
from newsetl.inputs.collect.feeds_file import CollectSettings, FeedSource
from newsetl.inputs.collect.fetch import Fetcher
from newsetl.inputs.collect.responses import Response
from newsetl.inputs.feeds import FEED_ROOTS, entry_metadata, feed_entries, feed_metadata
from newsetl.inputs.sitemaps import SITEMAP_ROOTS, sitemap_entries
from newsetl.inputs.xml import Element, local_name, parse_xml

_MAX_XML_DEPTH = 200
_DESCRIPTIVE = ("title", "outlet", "section", "published_at", "published_source")


class Poll:
    """One feed asked once.

    Args:
        articles: metadata by address, in the feed's order; what FEEDS.toml says wins.
        validators: "etag" and "last_modified" by address, to ask with the next time.
        is_unchanged: True if the feed, or each sitemap of an index, said that nothing is new.
    """

    def __init__(self) -> None:
        self.articles: dict[str, dict[str, Any]] = {}
        self.validators: dict[str, dict[str, str]] = {}
        self.is_unchanged = True


def poll_feed(
    feed: FeedSource, known: dict[str, dict[str, str]], fetcher: Fetcher, settings: CollectSettings
) -> Poll:
    """What a feed names now.

    Args:
        feed: the feed, sitemap or sitemap index.
        known: validators of earlier polls by address.

    Raises:
        Rejected: it cannot be fetched or is neither feed nor sitemap.
        TryLater: it cannot be fetched now.
    """
    poll = Poll()
    sitemaps = _poll_one(feed.url, feed, poll, known, fetcher)
    for address in sitemaps[: settings.max_sitemaps]:
        _poll_one(address, feed, poll, known, fetcher)
    return poll


def _poll_one(
    url: str, feed: FeedSource, poll: Poll, known: dict[str, dict[str, str]], fetcher: Fetcher
) -> list[str]:
    """Adds one document's articles to the poll; returns the sitemaps that an index names."""
    response = fetcher.fetch(url, _conditions(known.get(url, {})))
    if response.status == 304:
        return []
    if response.status != 200:
        raise Rejected("http_error", f"{url} answers {response.status}")
    root = parse_xml(response.body, _MAX_XML_DEPTH)
    name = local_name(root)
    if name not in (*FEED_ROOTS, *SITEMAP_ROOTS):
        raise Rejected("unknown_format", f"{url} is neither feed nor sitemap but <{name[:40]}>")
    poll.is_unchanged = False
    if name == "sitemapindex":
        return [entry["url"] for entry in sitemap_entries(root)]
    poll.validators[url] = _validators(response)
    is_sitemap = name in SITEMAP_ROOTS
    entries = sitemap_entries(root) if is_sitemap else _feed_entries(root)
    for address, metadata in _articles(entries, response.url, feed):
        poll.articles.setdefault(address, metadata)
    return []


def _feed_entries(root: Element) -> list[dict[str, Any]]:
    said = feed_metadata(root)
    return [entry_metadata(entry, said) for entry in feed_entries(root)]


def _articles(
    entries: list[dict[str, Any]], base: str, feed: FeedSource
) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in entries:
        address = _absolute(entry.get("url", ""), base)
        if address is None:
            continue
        metadata = {field: entry[field] for field in _DESCRIPTIVE if field in entry}
        said = {"outlet": feed.outlet, "section": feed.section}
        yield address, {**metadata, **{field: value for field, value in said.items() if value}}


def _absolute(url: str, base: str) -> str | None:
    """An http or https address without its fragment; None for anything else."""
    try:
        address = httpx.URL(base).join(url).copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return None
    return str(address) if url and address.scheme in ("http", "https") and address.host else None


def _conditions(known: dict[str, str]) -> dict[str, str]:
    names = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
    return {names[name]: value for name, value in known.items() if name in names}


def _validators(response: Response) -> dict[str, str]:
    found = {"etag": response.header("etag"), "last_modified": response.header("last-modified")}
    return {name: value for name, value in found.items() if value}
