"""One address fetched: checked hop by hop, within limits of time and size, tried again where that helps."""

import email.utils
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import urljoin

import httpx

from newsetl.errors import Rejected
from newsetl.inputs.collect.addresses import check_url
from newsetl.inputs.collect.failures import TryLater
from newsetl.inputs.collect.feeds_file import CollectSettings
from newsetl.inputs.collect.pace import Pacer
from newsetl.inputs.collect.responses import Response
from newsetl.inputs.collect.transport import CheckedTransport, Deadline
from newsetl.inputs.content_codings import ACCEPTED_CODINGS, ContentDecoder

_REDIRECTS = (301, 302, 303, 307, 308)
_TRY_AGAIN = (429, 500, 502, 503, 504)
_STEP = 64 * 1024


class Fetcher:
    """Fetches addresses one at a time; used by one thread."""

    def __init__(self, settings: CollectSettings, pacer: Pacer) -> None:
        self._settings = settings
        self._pacer = pacer
        self._deadline = Deadline(settings.monotonic)
        timeout = httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds)
        self._client = httpx.Client(
            transport=CheckedTransport(settings.allowed_hosts, self._deadline),
            timeout=timeout,
            trust_env=False,
            follow_redirects=False,
            headers={
                "User-Agent": settings.user_agent,
                "Accept-Encoding": ACCEPTED_CODINGS,
                "Accept": "text/html,application/xhtml+xml,application/xml,application/rss+xml,*/*;q=0.5",
            },
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(
        self, url: str, headers: Mapping[str, str] | None = None, obeys_robots: bool = True
    ) -> Response:
        """The final answer at an address, with any status that is not a redirect and no passing failure.

        Raises:
            Rejected: http_error or too_large, which another try will not change.
            TryLater: all tries that a run makes failed, or the server asks for too long a wait.
        """
        for attempt in range(self._settings.retries + 1):
            try:
                return self._follow(url, headers or {}, obeys_robots)
            except TryLater as failure:
                wait = failure.wait if failure.wait is not None else 2.0**attempt
                if attempt == self._settings.retries or wait > self._settings.max_retry_wait_seconds:
                    raise
                self._settings.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _robots(self, url: str) -> Response:
        return self.fetch(url, obeys_robots=False)

    def _follow(self, url: str, headers: Mapping[str, str], obeys_robots: bool) -> Response:
        seen = {url}
        for _ in range(self._settings.max_redirects + 1):
            check_url(url)
            if obeys_robots:
                self._pacer.check(url, self._robots)
            response = self._get(url, headers)
            target = response.header("location") if response.status in _REDIRECTS else None
            if target is None:
                return response
            try:
                url = urljoin(url, target).split("#")[0]
            except ValueError as error:
                raise Rejected(
                    "http_error", f"redirects to what is not an address: {target[:100]!r}"
                ) from error
            if url in seen:
                raise Rejected("http_error", f"redirects in a circle, back to {url}")
            seen.add(url)
        raise Rejected("http_error", f"redirects more than {self._settings.max_redirects} times")

    def _get(self, url: str, headers: Mapping[str, str]) -> Response:
        self._pacer.wait(url)
        self._deadline.start(self._settings.total_seconds)
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as answer:
                self._check_status(answer)
                raw, body = _read_body(answer, self._settings.max_bytes)
                pairs = tuple((key, value) for key, value in answer.headers.multi_items())
                return Response(url, answer.status_code, pairs, raw, body, self._settings.now())
        except httpx.TimeoutException as error:
            raise TryLater(
                Rejected("timeout", f"no answer in time: {error or type(error).__name__}")
            ) from error
        except httpx.TransportError as error:
            raise TryLater(Rejected("http_error", f"the connection broke: {error}")) from error
        except (httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
            raise Rejected("http_error", f"cannot be asked for: {error}") from error

    def _check_status(self, answer: httpx.Response) -> None:
        if answer.status_code in _TRY_AGAIN:
            wait = _retry_after(answer.headers.get("retry-after"), self._settings.now())
            raise TryLater(Rejected("http_error", f"answers {answer.status_code}"), wait)


def _read_body(answer: httpx.Response, max_bytes: int) -> tuple[bytes, bytes]:
    """The body as sent and decoded, read no further than the limit."""
    length = answer.headers.get("content-length", "")
    if length.isdigit() and int(length) > max_bytes:
        raise Rejected("too_large", f"says that it holds {length} bytes")
    decoder = ContentDecoder(answer.headers.get("content-encoding", "").strip().lower(), max_bytes)
    raw, body, size = [], [], 0
    for piece in answer.iter_raw(_STEP):
        size += len(piece)
        if size > max_bytes:
            raise Rejected("too_large", f"sends more than {max_bytes} bytes")
        raw.append(piece)
        body.append(decoder.feed(piece))
    body.append(decoder.finish())
    return b"".join(raw), b"".join(body)


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait: a number, or a moment."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
