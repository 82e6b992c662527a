"""What every request passes: is it meant for us, does it come from our own pages, who sends it, how large is it.

A page of a stranger that is open in the same browser can send requests to 127.0.0.1, by name too (DNS rebinding). So
the Host header must name this desk, and what changes something must come from a page of this desk (Origin).
"""

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "newsetl_desk"
MOST_BODY, MOST_QUERY, BODY_SECONDS = 64 * 1024, 4 * 1024, 10
READING, CHANGING = ("GET", "HEAD"), ("POST",)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # "no-referrer" would make the Origin of our own forms "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Who is let in.

    Args:
        hosts: what the Host header may say, in lower case; empty where a token is asked for instead.
        token: what a visitor must bring; None on this machine alone.
    """

    hosts: frozenset[str]
    token: str | None = None


class Refused(Exception):
    """A request that is not answered: status and what to do about it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def new_token() -> str:
    """A token that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


def local_hosts(port: int) -> frozenset[str]:
    """What a browser on this machine calls the desk."""
    names = ("127.0.0.1", "localhost", "[::1]")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


class Guard:
    """ASGI middleware around the desk."""

    def __init__(self, app: App, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or says why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        secured = _with_headers(send)
        try:
            self._check(scope, headers)
            if self.door.token is not None and not self._is_known(headers):
                await self._admit(scope, secured)
                return
        except Refused as refused:
            await _answer(secured, refused.status, str(refused))
            return
        await self.app(scope, _bounded(receive), secured)

    def _check(self, scope: Scope, headers: Mapping[str, str]) -> None:
        host = headers.get("host", "").lower()
        if self.door.hosts and host not in self.door.hosts:
            raise Refused(421, "This address is not the desk's. Open it as http://127.0.0.1 with its port.")
        if len(scope.get("query_string", b"")) > MOST_QUERY:
            raise Refused(414, "This address is too long.")
        if scope["method"] in READING:
            return
        if scope["method"] not in CHANGING:
            raise Refused(405, "The desk reads with GET and changes with POST.")
        origin = urlsplit(headers.get("origin", ""))
        if origin.scheme not in ("http", "https") or origin.netloc.lower() != host:
            raise Refused(403, "Changes are taken from the desk's own pages only.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BODY:
            raise Refused(413, f"More than {MOST_BODY // 1024} kB are not taken here.")

    def _is_known(self, headers: Mapping[str, str]) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            cookie = None
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        # Both are compared, in constant time, whichever is there
        by_cookie = self._is_token(cookie.value if cookie else "")
        return self._is_token(bearer) or by_cookie

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), (self.door.token or "").encode())

    async def _admit(self, scope: Scope, send: Send) -> None:
        """Takes the token from the address once, and goes on without it there."""
        pairs = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
        given = next((value for name, value in pairs if name == "token"), "")
        if not self._is_token(given):
            raise Refused(401, "The desk asks for its token: open the address that `newsetl serve` printed.")
        rest = urlencode([(name, value) for name, value in pairs if name != "token"])
        path = quote("/" + scope["path"].lstrip("/"))  # "//host" would lead elsewhere
        extra = {
            "location": path + (f"?{rest}" if rest else ""),
            "set-cookie": f"{COOKIE}={self.door.token}; HttpOnly; SameSite=Lax; Path=/",
        }
        await _answer(send, 303, "", extra)


def _bounded(receive: Receive) -> Receive:
    """A body that ends in time and is not larger than it may be, whatever its header says."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await asyncio.wait_for(receive(), BODY_SECONDS) if taken >= 0 else await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BODY:
            raise Refused(413, "The body is too large.")
        if not message.get("more_body"):
            taken = -MOST_BODY  # what comes next is only the end of the connection, whenever that is
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            usual = {**HEADERS, "cache-control": "private, no-cache"}
            added = [(n.encode(), v.encode()) for n, v in usual.items() if n.encode() not in given]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return secured


async def _answer(send: Send, status: int, text: str, extra: Mapping[str, str] | None = None) -> None:
    body = f"{text}\n".encode() if text else b""
    headers = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), **(extra or {})}
    pairs = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
