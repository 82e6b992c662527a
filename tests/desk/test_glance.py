"""The desk's first page: the report's answers, in its words, of the same figures."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.desk import places
from newsetl.desk.archive import Archive
from newsetl.desk.figures import figures
from newsetl.desk.glance import glance
from newsetl.report.site import write_report
from tests.desk.conftest import Running
from tests.desk.test_corrections import say

CARDS = ("forces", "places", "sources")
# What databases of 2026-11-29 have not
LATER = (
    "DROP TABLE country_months",
    "ALTER TABLE source_months DROP named_confidence",
    "ALTER TABLE place_months DROP latitude",
)
COUNTED = """
SELECT country_iso3, count(*), count(DISTINCT article_id), count(DISTINCT story_id)
FROM region_mentions WHERE place_id IS NOT NULL AND mention_type NOT IN ('demonym', 'dateline')
GROUP BY ALL HAVING country_iso3 IS NOT NULL ORDER BY 4 DESC, 2 DESC, 1 LIMIT 1
"""


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


def test_the_first_page_of_an_older_database_says_the_same(desk: Running, tmp_path: Path) -> None:
    """What its marts lack is counted from the rows; the country named most is that of the mentions themselves."""
    file = tmp_path / "news.duckdb"
    shutil.copyfile(desk.data_dir / "news.duckdb", file)

    def told() -> tuple[dict[str, Any], dict[str, Any]]:
        with closing(Archive(file)) as archive, archive.reading() as reading:
            ids = [row["place_id"] for row in reading.records("FROM place_months")]
            return json.loads(glance(reading, figures())), places.points(reading, ids)

    first, points = told()
    with duckdb.connect(str(file)) as connection:
        counted = connection.execute(COUNTED).fetchone()
        for sql in LATER:
            connection.execute(sql)
    assert tuple(first["country"][name] for name in ("iso3", "mentions", "articles", "stories")) == counted
    assert first["sources"][0]["sure"] is not None
    assert points
    assert told() == (first, points)


def test_a_place_is_recognised_by_its_latest_mentions(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than are counted those of the last days, as if all had been sorted."""
    with desk.archive.reading() as reading:
        often = "SELECT place_id FROM place_months GROUP BY 1 ORDER BY sum(mentions) DESC, 1 LIMIT 1"
        place_id = reading.value(often)
        whole = places.place(reading, place_id)
        monkeypatch.setattr(places, "LATEST", 3)
        last = places.place(reading, place_id)
    assert whole is not None
    assert last is not None
    assert last.place["counted"] == 3 < whole.place["counted"]
    shown = [row["article_id"] for row in last.articles]
    assert shown == [row["article_id"] for row in whole.articles][: len(shown)]
