"""The desk's pages in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from newsetl.desk import list_query, searching
from newsetl.desk.articles import article, rows_of, window
from newsetl.report.world import outlines
from newsetl.warehouse import ranking
from tests.desk.conftest import Running

ADDRESSES = [
    "/", "/figures?actor=USA&sure=0", "/figures?view=time&sure=0", "/figures?view=countries", "/figures?q=zzzz",
    "/statements?does=deny", "/sources", "/sources/{source}", "/places?zoom=4&lon=44&lat=33", "/places/gn:99237",
    "/articles?words=troops", "/articles/{article}",
    "/articles/{article}/add?table=attributions&content_start=40&content_end=90", "/stories",
    "/changes", "/changes?view=rising", "/watch",
    "/stories/{story}", "/figures/{figure}", "/statements/{statement}", "/review",
    "/corrections", "/nowhere", "/articles/{article}/data", "/articles/{article}/place?mention={mention}",
    "/same-source?alias=Pentagon&name=Ministry",
]  # fmt: skip
IDS = """
SELECT
    (SELECT article_id FROM force_levels GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT 1) AS article,
    (SELECT source_id FROM source_profile ORDER BY mentions DESC, source_id LIMIT 1) AS source,
    (SELECT story_id FROM story_syndication ORDER BY articles DESC, story_id LIMIT 1) AS story,
    (SELECT force_level_id FROM force_levels ORDER BY force_level_id LIMIT 1) AS figure,
    (SELECT attribution_id FROM attributions ORDER BY attribution_id LIMIT 1) AS statement,
    (SELECT region_mention_id FROM region_mentions ORDER BY region_mention_id LIMIT 1) AS mention
"""


@pytest.fixture(scope="module")
def to(desk: Running) -> Callable[[str], str]:
    """The address of a page, with ids of the sample where it names them."""
    with desk.archive.reading() as reading:
        ids = reading.record(IDS) or {}
    return lambda address: desk.url + address.format(**ids)


def clean(visit: Any) -> list[str]:
    """Nothing on the console but that a page is not there."""
    return [told for told in visit.complaints if "404" not in told]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_quiet_accessible_and_fits(
    desk: Running,
    to: Callable[[str], str],
    open_page: Callable[..., Any],
    address: str,
    width: int,
    scheme: str,
) -> None:
    """Nothing is asked for from outside or refused by the policy, axe finds nothing serious, a phone is wide enough."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: pip install 'newsetl[dev]'"
    ).Axe()
    seen = open_page(to(address), width=width, scheme=scheme)
    assert clean(seen) == []
    assert all(url.startswith(desk.url) for url in seen.requests)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    found = [
        f"{problem['id']}: {problem['nodes'][0]['html'][:200]}"
        for problem in axe.run(seen.page).response["violations"]
        if problem["impact"] in ("serious", "critical")
    ]
    assert found == []


def test_a_figure_leads_to_its_sentence(to: Callable[[str], str], open_page: Callable[..., Any]) -> None:
    """One click opens the article with the very number marked, another the list of what its source said."""
    seen = open_page(to("/figures?actor=USA&place=IRQ&sure=0"))
    row = seen.page.locator("table.figures tbody tr").first
    number = row.locator(".amount").inner_text()
    digits = "".join(filter(str.isdigit, number))
    row.locator(".amount").click()
    target = seen.page.locator(".text :target")
    assert "".join(filter(str.isdigit, target.inner_text())) == digits
    assert target.is_visible()
    assert seen.complaints == []


def test_facets_narrow_and_chips_widen(to: Callable[[str], str], open_page: Callable[..., Any]) -> None:
    """A facet's count is what its link finds, and the address can be sent to someone else."""
    page = open_page(to("/figures?sure=0")).page
    facet = page.locator("#facet-measure + ul li").first
    expected = int(facet.locator(".num").inner_text())
    facet.locator("a").click()
    assert page.locator("[role=status] strong").inner_text() == f"{expected} figures"
    again = open_page(page.url).page
    assert again.locator("[role=status] strong").inner_text() == f"{expected} figures"
    again.locator(".chips a").first.click()
    assert "measure" not in again.url


def test_a_search_finds_articles_and_shows_the_words(desk: Running) -> None:
    """Words are found in any form, a phrase only as it is, a story by its copies."""
    text = desk.get("/articles?words=%22troops+in+Iraq%22").text
    assert "troops in Iraq" in text.split('class="snippet"')[1]
    phrase = desk.get("/articles.json?words=%22troops+in+Iraq%22").json()
    with desk.archive.reading() as reading:
        held = reading.value(
            "SELECT count(*) FROM articles WHERE is_current AND text ILIKE '%troops in Iraq%'"
        )
    assert len(phrase) == held > 0
    assert desk.get("/articles.json?words=%22no+such+words%22").json() == []


def test_words_of_a_day_find_its_articles_however_many_there_are_of_other_days(
    desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The best hits are taken of the days that are asked for, not of all days."""
    found = desk.get("/articles.json?words=troops").json()
    of_day = {
        day: {row["article_id"] for row in found if row["published_date"] == day}
        for day in {row["published_date"] for row in found if row["published_date"]}
    }
    fullest, other, *_ = sorted(of_day, key=lambda day: len(of_day[day]), reverse=True)
    monkeypatch.setattr(searching, "MOST_HITS", len(of_day[fullest]))
    for day in (fullest, other):
        again = desk.get(f"/articles.json?words=troops&from={day}&to={day}").json()
        assert {row["article_id"] for row in again} == of_day[day]


def test_a_search_is_made_once_of_a_published_state(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages, facets and files ask for the same; a search among other days is another."""
    monkeypatch.setattr(searching, "PATIENCE", 60)  # until the index is there
    find, asked = searching.Searcher.find, []
    monkeypatch.setattr(searching.Searcher, "find", lambda *given: asked.append(given[2]) or find(*given))
    found = desk.get("/articles.json?words=soldiers+in").json()
    assert len(found) > 0
    assert desk.get("/articles.json?words=soldiers+in&sort=oldest").json() != found
    assert f"<strong>{len(found)} articles</strong>" in desk.get("/articles?words=soldiers+in").text
    assert asked == ["soldiers in"]
    assert len(desk.get("/articles.json?words=soldiers+in&from=2024-01-01").json()) < len(found)
    assert len(asked) == 2


def test_a_phrase_of_common_words_finds_the_same(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether its common words are looked up, or only in the texts of what its rarest word finds."""
    address = "/articles.json?words=%22troops+in+Iraq%22{}"
    monkeypatch.setattr(ranking, "COMMON", 1.0)  # no word
    looked_up = {row["article_id"] for row in desk.get(address.format("")).json()}
    monkeypatch.setattr(ranking, "COMMON", 0.0)  # every word
    left_out = {row["article_id"] for row in desk.get(address.format("&to=2030-01-01")).json()}
    assert looked_up == left_out
    assert len(looked_up) > 0


@pytest.mark.parametrize("day", ["IS NULL", "IS NOT NULL"])
def test_an_article_shows_its_rows_dated_or_not(desk: Running, day: str) -> None:
    """They are looked up by the day of publication too."""
    sql = (
        "SELECT article_id, count(*) AS places FROM region_mentions JOIN articles USING (article_id, revision) "
        f"WHERE is_current AND region_mentions.published_date {day} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"
    )
    with desk.archive.reading() as reading:
        most = reading.record(sql)
        assert most is not None
        found = article(reading, most["article_id"])
        assert found is not None
        assert len(rows_of(reading, found, "region_mentions")) == most["places"] > 1


def test_copies_of_a_story_show_what_differs(to: Callable[[str], str], open_page: Callable[..., Any]) -> None:
    """Sentences that only a copy has, and those that it leaves out, are beside each other."""
    page = open_page(to("/stories/{story}")).page
    assert page.locator(".copy").count() >= 2
    assert page.locator(".differs.added li, .differs.missing li").count() > 0


def test_the_map_zooms_and_its_address_follows(
    to: Callable[[str], str], open_page: Callable[..., Any]
) -> None:
    """A button shows a part of the map without a new page; its address shows the same part again."""
    seen = open_page(to("/places"))
    page, box = (
        seen.page,
        "document.querySelector('[data-map] svg').getAttribute('viewBox').split(' ').map(Number)",
    )
    whole = page.evaluate(box)
    page.click("[data-move=closer]")
    page.wait_for_url("**zoom=2.00**")
    assert page.evaluate(box)[2] == whole[2] / 2
    again = open_page(page.url).page
    assert abs(again.evaluate(box)[0] - page.evaluate(box)[0]) < 10
    assert page.locator("[data-map] .disputed path").count() == len(outlines()["disputed"])
    page.locator(".spots a").first.press("Enter")
    page.wait_for_url("**/places/*")
    assert seen.complaints == []


def test_facets_of_a_long_list_come_after_its_rows(
    desk: Running, open_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script asks for them; without it a link leads to the page with them, which holds the same."""
    address = "/figures?actor=USA&sure=0"
    whole = desk.get(f"{address}&facets=1").text
    monkeypatch.setattr(list_query, "COUNTED_AT_ONCE", 5)
    plain = desk.get(address).text
    assert 'id="facet-outlet"' not in plain
    assert 'href="/figures?actor=USA&amp;sure=0&amp;facets=1"' in plain
    part = desk.get(f"/facets{address}").text.strip()
    assert part.startswith('<p class="sub">Number of figures</p>')
    assert part in whole
    seen = open_page(desk.url + address)
    seen.page.wait_for_selector("#facet-outlet")
    assert seen.page.locator("#no-answer").count() == 0
    seen.page.locator(".facets a", has_text="Iraq").first.click()
    assert "place=Iraq" in seen.page.url
    assert seen.complaints == []
    assert desk.get("/facets/nothing").status_code == 404


def test_a_desk_that_is_gone_is_reported_in_one_line(
    to: Callable[[str], str], open_page: Callable[..., Any]
) -> None:
    """A failed request of a script is reported on the page, until the desk answers again."""
    page = open_page(to("/figures")).page
    page.route("**/known/**", lambda route: route.abort())
    page.locator("input[name=actor]").press_sequentially("Rus")
    assert "is newsetl serve still running?" in page.locator("#no-answer").inner_text()
    page.unroute("**/known/**")
    page.locator("input[name=actor]").press_sequentially("s")
    page.wait_for_selector("#no-answer", state="detached")


def test_the_words_around_a_figure_begin_with_the_paragraph_before() -> None:
    """A page's menu and byline pushed the figure off a phone's first screen."""
    text = "Home\n\nOpinion\n\nBy A. Author\n\nFrance leads the mission.\n\nIt has 900 soldiers there."
    start = text.index("900")
    assert window(text, start, start + 3) == (
        "France leads the mission.\n\nIt has ",
        "900",
        " soldiers there.",
    )
    long = f"{'word ' * 200}900 soldiers"
    before, _, _ = window(long, 1000, 1003)
    assert before.startswith("… word")
