"""The desk's first page: the report's answers, in its words, of the same figures."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsetl.report.site import write_report
from tests.desk.conftest import Running
from tests.desk.test_corrections import say

CARDS = ("forces", "places", "sources")


def cards(page: Any) -> list[str]:
    """What the three answers say."""
    page.wait_for_selector("body[data-ready]")
    return [page.inner_text(f"#answer-{name}") for name in CARDS]


def test_desk_and_report_begin_with_the_same_answers(
    desk: Running, open_page: Callable[..., Any], tmp_path: Path
) -> None:
    """Word for word; a figure leads to its sentence, and what a reviewer takes out gives way to the next."""
    index = write_report(desk.data_dir / "news.duckdb", tmp_path / "report")
    of_report = open_page(index.as_uri()).page
    seen = open_page(desk.url)
    told = cards(seen.page)
    assert told == cards(of_report)
    assert of_report.evaluate("document.querySelectorAll('.answers .sure').length") == len(
        seen.page.query_selector_all(".answers .sure")
    )
    seen.page.locator("#answer-forces .figure a").press("Enter")
    seen.page.wait_for_url("**/articles/*")
    row_id = seen.page.url.partition("#")[2]
    assert seen.page.locator(".text :target").is_visible()
    said = say(desk, row=row_id, kind="remove", back="/").headers["location"].partition("said=")[2]
    again = cards(open_page(desk.url).page)
    assert again[0] != told[0]
    assert again[1:] == told[1:]
    say(desk, "/corrections/undo", ids=said, back="/")
    assert cards(open_page(desk.url).page) == told
    assert seen.complaints == []


def test_titles_that_mean_harm_are_shown_and_do_nothing(
    hostile: Running, open_page: Callable[..., Any]
) -> None:
    """Nothing that reorders or hides text arrives as it is, and no title runs."""
    told = hostile.get("/glance.json").text
    assert not set("\u202e\u2066\u2069") & set(told)
    seen = open_page(hostile.url)
    assert all(cards(seen.page))
    assert seen.complaints == []
