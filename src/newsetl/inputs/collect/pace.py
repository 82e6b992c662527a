"""What hosts ask of robots: which addresses to leave alone, and how long to wait between two requests."""

import threading
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from newsetl.errors import Rejected
from newsetl.inputs.collect.failures import TryLater
from newsetl.inputs.collect.feeds_file import CollectSettings
from newsetl.inputs.collect.responses import Response

ROBOTS_PATH = "/robots.txt"
_MAX_DELAY_SECONDS = 60.0


class Pacer:
    """Robots rules and the time of the last request of each host; shared by all threads."""

    def __init__(self, settings: CollectSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._rules: dict[str, Protego | TryLater | Rejected] = {}
        self._next_request: dict[str, float] = {}

    def check(self, url: str, fetch: Callable[[str], Response]) -> None:
        """Raises Rejected (http_error) if the host's robots.txt, fetched once a run, disallows the address."""
        parts = urlsplit(url)
        if parts.path == ROBOTS_PATH:
            return
        host = f"{parts.scheme}://{parts.netloc.lower()}"
        with self._lock:
            rules = self._rules.get(host)
        if rules is None:
            rules = _fetch_rules(url, fetch)
            with self._lock:
                self._rules[host] = rules
        if isinstance(rules, Exception):
            raise rules
        if not rules.can_fetch(url, self._settings.user_agent):
            raise Rejected("http_error", "robots.txt disallows it")

    def wait(self, url: str) -> None:
        """Sleeps until the host may be asked again, and takes that turn."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc.lower()}"
        with self._lock:
            delay = self._delay(self._rules.get(host))
            now = self._settings.monotonic()
            turn = max(now, self._next_request.get(host, now))
            self._next_request[host] = turn + delay
        if turn > now:
            self._settings.sleep(turn - now)

    def _delay(self, rules: object) -> float:
        asked = rules.crawl_delay(self._settings.user_agent) if isinstance(rules, Protego) else None
        return max(self._settings.delay_seconds, min(asked or 0.0, _MAX_DELAY_SECONDS))


def _fetch_rules(url: str, fetch: Callable[[str], Response]) -> Protego | TryLater | Rejected:
    """A host's rules; as RFC 9309 has it, no robots.txt allows all, one that fails allows nothing yet."""
    parts = urlsplit(url)
    address = urlunsplit((parts.scheme, parts.netloc, ROBOTS_PATH, "", ""))
    try:
        response = fetch(address)
    except TryLater as failure:
        return TryLater(Rejected(failure.reason.reason_code, f"robots.txt: {failure.reason.detail}"))
    except Rejected as reason:
        return Rejected(reason.reason_code, f"robots.txt: {reason.detail}")
    return Protego.parse(response.body.decode("utf-8", "replace") if response.status == 200 else "")
