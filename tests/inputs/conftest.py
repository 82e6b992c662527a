"""A web site on loopback whose pages behave as badly as a test asks."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Page = Callable[[BaseHTTPRequestHandler], None]


def send(
    handler: BaseHTTPRequestHandler,
    body: bytes = b"",
    status: int = 200,
    content_type: str = "text/html; charset=utf-8",
    **headers: str,
) -> None:
    """Answers with a whole response; underscores in header names stand for hyphens."""
    handler.send_response(status)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **named}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


class Site:
    """Pages by path, and the requests that came, in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {"/robots.txt": lambda handler: send(handler, status=404)}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # clients hang up here
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path: str, body: bytes | str, **answer: Any) -> str:
        """Puts a page at a path; returns its address."""
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = lambda handler: send(handler, content, **answer)
        return self.root + path

    def feed(self, *links: str, path: str = "/feed.rss") -> str:
        """Puts a feed of these links at a path; returns its address."""
        items = "".join(
            f"<item><title>Item {number}</title><link>{link}</link>"
            "<pubDate>Fri, 20 Feb 2026 08:00:00 GMT</pubDate></item>"
            for number, link in enumerate(links)
        )
        content = (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'
        )
        return self.page(path, content, content_type="application/rss+xml")

    def paths(self) -> list[str]:
        """Paths that were asked for, except for robots.txt."""
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, dict(self.headers)))
                page = site.pages.get(self.path, lambda handler: send(handler, b"none", status=404))
                page(self)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of its own for each test."""
    served = Site()
    thread = threading.Thread(target=served.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield served
    served.server.shutdown()
    served.server.server_close()
    thread.join()
