"""Posts alerts as JSON to an address, which must be public unless the settings allow its host."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict

import httpcore
import httpx

from newsetl import __version__
from newsetl.errors import Rejected
from newsetl.inputs.collect.addresses import check_url
from newsetl.inputs.collect.transport import CheckedTransport, Deadline
from newsetl.watching.alerts import Alert

AT_ONCE = 50  # alerts in a post
SECONDS = 20.0
WAITS = (1.0, 5.0)  # before the second and the third try


def post_alerts(
    url: str,
    alerts: Sequence[Alert],
    allowed_hosts: Collection[str],
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[list[Alert], str | None]:
    """Posts alerts, some at once, each post tried three times.

    Returns:
        Those that were not taken, and why; the next run posts them.
    """
    for first in range(0, len(alerts), AT_ONCE):
        reason = _post(url, alerts[first : first + AT_ONCE], allowed_hosts, sleep)
        if reason is not None:
            return list(alerts[first:]), reason
    return [], None


def _post(
    url: str, alerts: Sequence[Alert], allowed_hosts: Collection[str], sleep: Callable[[float], None]
) -> str | None:
    content = {"newsetl": __version__, "alerts": [asdict(alert) for alert in alerts]}
    reason = None
    for wait in (*WAITS, None):
        try:
            check_url(url)
            reason = _try(url, content, allowed_hosts)
        except Rejected as rejected:
            return rejected.detail
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            httpcore.NetworkError,
            httpcore.TimeoutException,
            OSError,
        ) as error:
            reason = f"{type(error).__name__}: {error}"
        if reason is None or wait is None:
            return reason
        sleep(wait)
    return reason


def _try(url: str, content: object, allowed_hosts: Collection[str]) -> str | None:
    deadline = Deadline(time.monotonic)
    deadline.start(SECONDS)
    with (
        httpx.Client(transport=CheckedTransport(allowed_hosts, deadline), trust_env=False) as client,
        client.stream("POST", url, json=content, timeout=SECONDS) as answer,  # what it says is not read
    ):
        return None if answer.is_success else f"it answered {answer.status_code}"
