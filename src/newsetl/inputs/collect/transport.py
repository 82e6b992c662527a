"""Connections to checked addresses alone, that end when the time of their request is over."""

import ssl
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from newsetl.inputs.collect.addresses import resolve_checked


class Deadline:
    """The moment at which the request under way is over; each worker has its own."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Gives the request that begins now so many seconds."""
        self._end = self._monotonic() + seconds

    def limit(self, timeout: float | None) -> float:
        """The shorter of a timeout and what is left.

        Raises:
            httpcore.ReadTimeout: nothing is left.
        """
        left = self._end - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this response is over")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A connection that holds the deadline also against a server that sends a byte now and then."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.limit(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.limit(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _CheckedBackend(httpcore.NetworkBackend):
    """Resolves a name once, checks what it got and connects to just that: no second look-up to fool."""

    def __init__(self, allowed_hosts: Collection[str], deadline: Deadline) -> None:
        self._inner = httpcore.SyncBackend()
        self._allowed_hosts = allowed_hosts
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in resolve_checked(host, port, self._allowed_hosts):
            limit = self._deadline.limit(timeout)
            try:
                stream = self._inner.connect_tcp(address, port, limit, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _TimedStream(stream, self._deadline)
        raise failure


@cache
def _ssl_context() -> ssl.SSLContext:
    """Reading the certificates takes longer than most fetches: once for all workers."""
    return httpx.create_ssl_context(trust_env=False)


class CheckedTransport(httpx.HTTPTransport):
    """httpx's own transport over connections to checked addresses; no proxy, no retries of its own."""

    def __init__(self, allowed_hosts: Collection[str], deadline: Deadline) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=_ssl_context(),
            max_connections=4,
            keepalive_expiry=10.0,
            network_backend=_CheckedBackend(allowed_hosts, deadline),
        )
