"""JSON Feed: what a feed says of all its items."""

from collections.abc import Mapping
from typing import Any

_VERSION = "jsonfeed.org/version"


def with_feed(item: Any, feed: Mapping[str, Any]) -> Any:
    """An item of a JSON Feed with the feed's title as its outlet, its language and its authors; any other as it is."""
    if _VERSION not in str(feed.get("version", "")) or not isinstance(item, dict):
        return item
    shared = {"outlet": feed.get("title"), "language": feed.get("language"), "authors": feed.get("authors")}
    return {**{name: value for name, value in shared.items() if value}, **item}
