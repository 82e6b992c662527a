"""Threads: many hosts at a time, each of them asked by one."""

import queue
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlsplit

from newsetl.inputs.collect.fetch import Fetcher

T = TypeVar("T")
_TICK_SECONDS = 0.2


def work_by_host(
    urls: Sequence[str], work: Callable[[Fetcher, str], T], open_fetcher: Callable[[], Fetcher], workers: int
) -> Generator[tuple[str, T], None, None]:
    """Outcomes of work on each address, as they come, a few of them held at most.

    Args:
        urls: addresses; those of one host are worked on in their order.
        work: called in a thread; what it raises is raised here.
        open_fetcher: a fetcher for one host.
        workers: hosts worked on at the same time.
    """
    hosts = _by_host(urls)
    outcomes: queue.Queue[tuple[str, T]] = queue.Queue(maxsize=2 * workers)
    stop = threading.Event()

    def work_on_host(addresses: Sequence[str]) -> None:
        with open_fetcher() as fetcher:
            for url in addresses:
                if stop.is_set():
                    return
                _put(outcomes, (url, work(fetcher, url)), stop)

    with ThreadPoolExecutor(workers, thread_name_prefix="collect") as pool:
        try:
            futures = [pool.submit(work_on_host, addresses) for addresses in hosts.values()]
            for _ in urls:
                yield _get(outcomes, futures)
        finally:
            stop.set()


def _by_host(urls: Sequence[str]) -> dict[str, list[str]]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    return hosts


def _put(outcomes: "queue.Queue[tuple[str, T]]", outcome: tuple[str, T], stop: threading.Event) -> None:
    """Puts an outcome in when there is room, unless nobody waits for it any more."""
    while not stop.is_set():
        try:
            outcomes.put(outcome, timeout=_TICK_SECONDS)
            return
        except queue.Full:
            continue


def _get(outcomes: "queue.Queue[tuple[str, T]]", futures: "list[Future[None]]") -> tuple[str, T]:
    while True:
        try:
            return outcomes.get(timeout=_TICK_SECONDS)
        except queue.Empty:
            for future in futures:
                if future.done():
                    future.result()
