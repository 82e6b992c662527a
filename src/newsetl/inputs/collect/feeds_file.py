"""What to collect, and how gently: FEEDS.toml and the limits of a fetch."""

import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsetl import __version__
from newsetl.errors import InputNotFound, SettingsError

MB = 1024 * 1024
DEFAULT_USER_AGENT = f"newsetl/{__version__} (collects news for research; obeys robots.txt)"


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed or sitemap to poll.

    Args:
        url: its address, http or https.
        outlet: name of the outlet, which wins over what the feed says.
        section: section of the outlet that the feed is of.
    """

    url: str
    outlet: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class CollectSettings:
    """How to fetch, and where to. FEEDS.toml's [collect] may set all but data_dir and the last three.

    Args:
        data_dir: archives go to raw/collected/ in it, the state to raw/collect-state.json.
        user_agent: says who asks; name your own address in it.
        allowed_hosts: hosts ("name" or "name:port") that may lie at private or loopback addresses.
        delay_seconds: between two requests to a host; a longer one in robots.txt wins, up to a minute.
        connect_seconds: until connected.
        read_seconds: without a byte.
        total_seconds: for one response, headers and body.
        max_bytes: of a response, as sent and decoded.
        max_redirects: hops, each checked as the first address was.
        retries: further tries after a timeout, a broken connection, 429 or 5xx.
        max_retry_wait_seconds: a Retry-After beyond it leaves the address to the next run.
        max_articles: fetched in one run; the rest wait for the next.
        max_attempts: runs in which an article may fail before it is given up.
        max_sitemaps: of one sitemap index.
        workers: hosts that are asked at the same time.
        articles_per_archive: after so many an archive is closed and the state is saved.
        sleep, monotonic, now: the clock, which tests replace.
    """

    data_dir: Path
    user_agent: str = DEFAULT_USER_AGENT
    allowed_hosts: tuple[str, ...] = ()
    delay_seconds: float = 1.0
    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    total_seconds: float = 60.0
    max_bytes: int = 20 * MB
    max_redirects: int = 5
    retries: int = 2
    max_retry_wait_seconds: float = 60.0
    max_articles: int = 5000
    max_attempts: int = 4
    max_sitemaps: int = 50
    workers: int = 4
    articles_per_archive: int = 200
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


NOT_SETTABLE = ("data_dir", "sleep", "monotonic", "now")


def read_feeds_file(path: Path, settings: CollectSettings) -> tuple[list[FeedSource], CollectSettings]:
    """The feeds that a FEEDS.toml lists, and the settings with what its [collect] table says.

    ```toml
    [collect]
    user_agent = "example-desk/1.0 (+https://example.org/bot)"
    [[feeds]]
    url = "https://example.org/world.rss"
    outlet = "Example Post"
    ```

    Raises:
        InputNotFound: no such file.
        SettingsError: it is no TOML, lists no feed or holds a name or a value that cannot be used.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputNotFound(f"no feeds file at {path}: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"{path} is not TOML: {error}") from error
    unknown = sorted(set(content) - {"collect", "feeds"})
    if unknown:
        raise SettingsError(f"{path}: {', '.join(unknown)}: a feeds file holds [collect] and [[feeds]]")
    feeds = content.get("feeds", [])
    if not isinstance(feeds, list) or not feeds:
        raise SettingsError(f"{path} lists no feed: add [[feeds]] with a url")
    return [_feed(path, feed) for feed in feeds], _with_table(path, content.get("collect", {}), settings)


def _feed(path: Path, entry: Any) -> FeedSource:
    names = [field.name for field in fields(FeedSource)]
    is_known = isinstance(entry, dict) and "url" in entry and set(entry) <= set(names)
    if not is_known or not all(isinstance(value, str) for value in entry.values()):
        raise SettingsError(f"{path}: {entry!r}: a feed has a url and may have {', '.join(names[1:])}")
    if not entry["url"].startswith(("http://", "https://")):
        raise SettingsError(f"{path}: {entry['url']!r} is not an http or https address")
    return FeedSource(**entry)


def _with_table(path: Path, table: Mapping[str, Any], settings: CollectSettings) -> CollectSettings:
    values = {}
    for name, value in table.items():
        known = getattr(settings, name, None)
        if name in NOT_SETTABLE or known is None:
            raise SettingsError(f"{path}: [collect] has no setting {name!r}")
        values[name] = _checked(path, name, value, known)
    return replace(settings, **values)


def _checked(path: Path, name: str, value: Any, known: Any) -> Any:
    """The value as the type that the setting has."""
    if isinstance(known, tuple) and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if isinstance(known, str) and isinstance(value, str):
        return value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
    if is_number and isinstance(known, float):
        return float(value)
    if is_number and isinstance(known, int) and isinstance(value, int):
        return value
    raise SettingsError(f"{path}: [collect] {name} = {value!r} is not of the kind of {known!r}")
