"""Pages in a real Chromium that remember what went wrong on them."""

from collections.abc import Iterator
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


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Opens a file in a page of its own: visit(path, width=…, scheme=…) -> Visit."""
    contexts = []

    def open_page(path: Path, width: int = 1280, scheme: str = "light", anchor: str = "") -> Visit:
        # bypass_csp stays off: the policy is part of what is tested.
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
        seen.page.on("pageerror", lambda error: seen.complaints.append(f"error: {error}"))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append("dialog"), dialog.dismiss()))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(path.as_uri() + anchor)
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def report_page(visit: Any, report: Path) -> Visit:
    """The report, opened and drawn."""
    seen: Visit = visit(report / "index.html")
    seen.page.wait_for_selector("body[data-ready]")
    return seen
