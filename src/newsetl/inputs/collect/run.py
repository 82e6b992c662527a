"""One run of `collect`: poll the feeds, then fetch what is new, host by host."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

from newsetl.errors import ReasonCode, Rejected
from newsetl.inputs.collect.discover import Poll, poll_feed
from newsetl.inputs.collect.failures import TryLater
from newsetl.inputs.collect.feeds_file import CollectSettings, FeedSource, read_feeds_file
from newsetl.inputs.collect.fetch import Fetcher
from newsetl.inputs.collect.pace import Pacer
from newsetl.inputs.collect.responses import Response
from newsetl.inputs.collect.state import STATE_NAME, CollectState, load_state, locked, save_state
from newsetl.inputs.collect.store import ArchiveWriter
from newsetl.inputs.collect.url_lists import read_url_list
from newsetl.inputs.collect.workers import work_by_host
from newsetl.inputs.web_archives import DOCUMENT_TYPES
from newsetl.storage.durable import make_folders, remove_partials

T = TypeVar("T")
ARCHIVE_FOLDER = "collected"
Fetched: TypeAlias = Response | Rejected | TryLater


@dataclass(frozen=True, slots=True)
class CollectFailure:
    """A feed or an article that could not be fetched; `will_retry`: whether the next run tries again."""

    url: str
    reason_code: ReasonCode
    detail: str
    will_retry: bool


@dataclass(frozen=True, slots=True)
class CollectProgress:
    """How far a run is: stage is "feeds" or "articles"; done of total are over, url the latest."""

    stage: str
    done: int
    total: int
    url: str


@dataclass(frozen=True, slots=True)
class CollectSummary:
    """What a run did.

    Args:
        feeds: feeds polled; unchanged: those that said that nothing is new.
        found: new articles that the feeds named.
        fetched: articles now in archives.
        waiting: articles left to the next run.
        archives: files written, which `newsetl run` reads.
        failures: what could not be fetched, and why.
    """

    feeds: int
    unchanged: int
    found: int
    fetched: int
    waiting: int
    archives: tuple[Path, ...]
    failures: tuple[CollectFailure, ...]


def collect(
    feeds_toml: Path | None,
    settings: CollectSettings,
    on_progress: Callable[[CollectProgress], None] = lambda _: None,
    urls: Path | None = None,
) -> CollectSummary:
    """Polls the feeds of FEEDS.toml, takes the addresses of a list, and fetches the articles that are new in both.

    Args:
        feeds_toml: the feeds, as read_feeds_file describes them; None for none.
        urls: a list of addresses, as read_url_list describes it; None for none.
        settings: limits, and the data directory: archives go to raw/collected/ in it.
        on_progress: called after each feed and each article.

    Raises:
        InputNotFound, SettingsError, UserError: FEEDS.toml, the list or the state cannot be used.
        RunLocked: another run collects into the same directory.
    """
    feeds: Sequence[FeedSource] = ()
    if feeds_toml is not None:
        feeds, settings = read_feeds_file(feeds_toml, settings)
    listed = read_url_list(urls) if urls is not None else {}
    raw = settings.data_dir / "raw"
    with locked(raw):
        folder = raw / ARCHIVE_FOLDER
        make_folders(folder)
        remove_partials(raw, STATE_NAME)
        remove_partials(folder, "*.warc.gz")  # their articles still wait in the state
        return _Run(feeds, listed, settings, raw, load_state(raw), on_progress).run()


class _Run:
    """What the steps of one run share."""

    def __init__(
        self,
        feeds: Sequence[FeedSource],
        listed: Mapping[str, dict[str, Any]],
        settings: CollectSettings,
        raw: Path,
        state: CollectState,
        on_progress: Callable[[CollectProgress], None],
    ) -> None:
        self._feeds = feeds
        self._listed = listed
        self._settings = settings
        self._raw = raw
        self._state = state
        self._on_progress = on_progress
        self._pacer = Pacer(settings)
        self._failures: list[CollectFailure] = []
        self._archives: list[Path] = []
        self._unchanged = self._found = self._fetched = 0

    def run(self) -> CollectSummary:
        """Both stages; the state is saved after the first and after each archive of the second."""
        self._state.forget(self._settings.now())
        self._poll_feeds()
        self._found += sum(self._state.add(url, metadata) for url, metadata in self._listed.items())
        save_state(self._raw, self._state)
        self._fetch_articles()
        return CollectSummary(
            len(self._feeds),
            self._unchanged,
            self._found,
            self._fetched,
            len(self._state.pending),
            tuple(self._archives),
            tuple(self._failures),
        )

    def _poll_feeds(self) -> None:
        by_url = {feed.url: feed for feed in self._feeds}

        def poll(fetcher: Fetcher, url: str) -> Poll | Rejected | TryLater:
            try:
                return poll_feed(by_url[url], self._state.validators, fetcher, self._settings)
            except (Rejected, TryLater) as failure:
                return failure

        for url, outcome in self._by_host("feeds", list(by_url), poll, 0, len(by_url)):
            if isinstance(outcome, Poll):
                self._unchanged += outcome.is_unchanged
                self._found += sum(self._state.add(*article) for article in outcome.articles.items())
                self._state.validators.update(outcome.validators)
            else:
                self._fail(url, outcome, will_retry=True)

    def _fetch_articles(self) -> None:
        urls = _in_turn(list(self._state.pending))[: self._settings.max_articles]
        size = self._settings.articles_per_archive
        for start in range(0, len(urls), size):
            self._fetch_batch(urls[start : start + size], start, len(urls))

    def _fetch_batch(self, urls: Sequence[str], before: int, total: int) -> None:
        """Fetches articles into one archive and settles them when that is published."""

        def fetch(fetcher: Fetcher, url: str) -> Fetched:
            try:
                return _checked(fetcher.fetch(url))
            except (Rejected, TryLater) as failure:
                return failure

        writer = ArchiveWriter(self._raw / ARCHIVE_FOLDER, f"{self._settings.now():%Y%m%dT%H%M%SZ}")
        settled = []
        for url, outcome in self._by_host("articles", urls, fetch, before, total):
            if isinstance(outcome, Response):
                writer.add(outcome, self._state.pending[url]["metadata"])
                settled.append(url)
            elif self._give_up(url, outcome):
                settled.append(url)
        path = writer.close()
        if path is not None:
            self._archives.append(path)
            self._fetched += writer.count
        for url in settled:
            self._state.settle(url, self._settings.now())
        save_state(self._raw, self._state)

    def _give_up(self, url: str, failure: Rejected | TryLater) -> bool:
        """Notes an article's failure; True if no further try should be made."""
        entry = self._state.pending[url]
        entry["attempts"] += 1
        is_over = isinstance(failure, Rejected) or entry["attempts"] >= self._settings.max_attempts
        self._fail(url, failure, will_retry=not is_over)
        return is_over

    def _fail(self, url: str, failure: Rejected | TryLater, will_retry: bool) -> None:
        reason = failure.reason if isinstance(failure, TryLater) else failure
        self._failures.append(CollectFailure(url, reason.reason_code, reason.detail, will_retry))

    def _by_host(
        self, stage: str, urls: Sequence[str], work: Callable[[Fetcher, str], T], before: int, total: int
    ) -> Iterator[tuple[str, T]]:
        """Work done on all addresses, hosts at the same time and one host's addresses one by one.

        What was done before and the total are for the progress alone.
        """
        outcomes = work_by_host(
            urls, work, lambda: Fetcher(self._settings, self._pacer), self._settings.workers
        )
        with closing(outcomes):
            for done, (url, outcome) in enumerate(outcomes, before + 1):
                yield url, outcome
                self._on_progress(CollectProgress(stage, done, total, url))


def _in_turn(urls: Sequence[str]) -> list[str]:
    """Addresses so ordered that all hosts have their turn early: the first of each, the second of each …"""
    turns: Counter[str] = Counter()
    ordered = []
    for url in urls:
        host = urlsplit(url).netloc
        turns[host] += 1
        ordered.append((turns[host], url))
    return [url for _, url in sorted(ordered, key=lambda entry: entry[0])]


def _checked(response: Response) -> Response:
    """The response; raises Rejected for one that is not a page."""
    if response.status != 200:
        raise Rejected("http_error", f"answers {response.status}")
    media_type = (response.header("content-type") or "").split(";")[0].strip().lower()
    if media_type not in DOCUMENT_TYPES:
        raise Rejected("unknown_format", f"is {media_type[:60] or 'of no type'} and not a page")
    return response
