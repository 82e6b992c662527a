"""Pages in a real Chromium that remember what went wrong on them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.report.conftest import database, report

__all__ = ["database", "report"]


@dataclass
class Visit:
    """An open page and what it said, asked for and raised."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def pages_of(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Gives a function that opens an address in a page of its own, which is closed at the end of the block."""
    contexts = []

    def opened(url: str, width: int = 1280, scheme: str = "light") -> Visit:
        # bypass_csp stays off: the policy is part of what is tested.
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        seen = Visit(context.new_page())

        def dismissed(dialog: Any) -> None:
            seen.complaints.append("dialog")
            dialog.dismiss()

        seen.page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
        seen.page.on("pageerror", lambda error: seen.complaints.append(f"error: {error}"))
        seen.page.on("dialog", dismissed)
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(url)
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Opens a file in a page of its own: visit(path, width=…, scheme=…, anchor=…) -> Visit."""
    with pages_of(browser) as opened:
        yield lambda path, anchor="", **how: opened(path.as_uri() + anchor, **how)


@pytest.fixture
def report_page(visit: Any, report: Path) -> Visit:
    """The report, opened and drawn."""
    seen: Visit = visit(report / "index.html")
    seen.page.wait_for_selector("body[data-ready]")
    return seen
