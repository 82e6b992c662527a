"""Putting right an article's data, which place a name is, and who a source is: for all rows that it concerns."""

from collections.abc import Callable
from typing import Any

import pytest

from newsetl.corrections import read_corrections
from tests.corrections.reviewing import ask, publish_now
from tests.desk.conftest import Running
from tests.desk.test_corrections import figures, say

# An article that has copies, figures and places
ARTICLE = """
SELECT * FROM articles AS a
WHERE is_current AND story_id IN (SELECT story_id FROM story_syndication)
    AND article_id IN (SELECT article_id FROM region_mentions WHERE place_id IS NOT NULL)
    AND article_id IN (SELECT article_id FROM force_levels WHERE confidence > 0.4)
ORDER BY article_id LIMIT 1
"""


@pytest.fixture(scope="module")
def article(desk: Running) -> dict[str, Any]:
    """An article with copies, figures and places."""
    (found,) = ask(desk.data_dir, ARTICLE)
    return found


def said(answered: Any) -> str:
    """The correction that an answer names."""
    found: str = answered.headers["location"].partition("said=")[2].partition("#")[0]
    return found


def test_an_articles_data_is_put_right_and_seen_at_once(
    desk: Running, article: dict[str, Any], open_page: Callable[..., Any]
) -> None:
    """The form says how many rows follow; lists and the page have the new outlet and day until it is undone."""
    before = [row for row in figures(desk) if row["article_id"] == article["article_id"]]
    visit = open_page(f"{desk.url}/articles/{article['article_id']}")
    page = visit.page
    page.get_by_role("link", name="Put outlet, date, authors or story right").click()
    assert "rows in all tables" in page.locator(".listing-head").inner_text()
    page.fill("input[name=outlet]", "Another Outlet")
    page.fill("input[name=published_date]", "2001-02-03")
    page.get_by_label("not a copy of the others").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    assert "Another Outlet" in page.locator(".masthead").last.inner_text()
    assert "3 February 2001" in page.locator(".masthead").last.inner_text()
    now = [row for row in figures(desk) if row["article_id"] == article["article_id"]]
    assert {(row["outlet"], row["published_date"]) for row in now} == {("Another Outlet", "2001-02-03")}
    told = desk.get("/statements.json?outlet=Another+Outlet").json()
    assert {row["article_id"] for row in told} == {article["article_id"]}
    with page.expect_navigation():
        page.keyboard.press("u")
    assert [row for row in figures(desk) if row["article_id"] == article["article_id"]] == before
    assert visit.complaints == []


def test_an_outlets_name_is_put_right_in_all_its_articles(desk: Running, article: dict[str, Any]) -> None:
    """All of them at once, and taken back at once."""
    sql = f"SELECT count(*) AS n FROM articles WHERE is_current AND outlet = '{article['outlet']}'"
    (count,) = ask(desk.data_dir, sql)
    form = {"article": article["article_id"], "outlet": "Renamed Gazette", "whole_outlet": "1"}
    answered = say(desk, "/corrections/article", **form, back="/articles")
    made = [one for one in read_corrections(desk.data_dir) if one.becomes == "Renamed Gazette"]
    assert len(made) == count["n"]
    say(desk, "/corrections/undo", together=said(answered), back="/articles")


def test_an_article_is_a_copy_of_one_that_an_address_names(desk: Running, article: dict[str, Any]) -> None:
    """The address as a browser shows it, with what was said and the row that it leads to."""
    story = article["story_id"]
    (other,) = ask(desk.data_dir, f"FROM articles WHERE is_current AND story_id <> '{story}' LIMIT 1")
    address = f"{desk.url}/articles/{other['article_id']}?said=cor_1#row-frc_1"
    form = {"article": article["article_id"], "copy_of": address}
    answered = say(desk, "/corrections/article", **form, back="/articles")
    last = read_corrections(desk.data_dir)[-1]
    assert (last.field, last.becomes) == ("story_id", other["story_id"])
    say(desk, "/corrections/undo", together=said(answered), back="/articles")


def test_a_name_is_another_place_for_all_its_mentions(
    desk: Running, article: dict[str, Any], open_page: Callable[..., Any]
) -> None:
    """The form counts them by scope; what is chosen shows in the article, and is published."""
    own = f"article_id = '{article['article_id']}'"
    (mention,) = ask(
        desk.data_dir,
        f"SELECT * FROM region_mentions WHERE {own} AND place_id IS NOT NULL AND mention_type = 'literal' "
        "ORDER BY start LIMIT 1",
    )
    alike = f"{own} AND surface = '{mention['surface']}'"
    (count,) = ask(desk.data_dir, f"SELECT count(*) AS n FROM region_mentions WHERE {alike}")
    page = open_page(f"{desk.url}/articles/{article['article_id']}").page
    page.locator(f"[id='row-{mention['region_mention_id']}'] ~ a[title='Another place']").first.click()
    told = page.get_by_label(f"everywhere in this article: {count['n']} mention")
    assert told.is_checked()
    page.fill("input[name=name]", "Baghdad")
    with page.expect_navigation():
        page.get_by_role("button", name="Look up").click()
    page.get_by_label("Baghdad, Baghdad Governorate, Iraq").or_(page.get_by_label("Baghdad, ")).first.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    form = f"{desk.url}/articles/{article['article_id']}/place?mention={mention['region_mention_id']}"
    assert "Read as Baghdad" in open_page(form).page.locator(".listing-head").inner_text()
    publish_now(desk.data_dir)
    rows = ask(desk.data_dir, f"SELECT place_name, country_iso3, review FROM region_mentions WHERE {alike}")
    assert rows == [{"place_name": "Baghdad", "country_iso3": "IRQ", "review": "corrected"}] * count["n"]


def test_a_name_is_no_place(desk: Running, article: dict[str, Any]) -> None:
    """The form offers what it is read as, and "no place"; it goes from the article until that is undone."""
    sql = (
        f"FROM region_mentions WHERE article_id = '{article['article_id']}' AND place_id IS NOT NULL LIMIT 1"
    )
    (mention,) = ask(desk.data_dir, sql)
    path, row_id = f"/articles/{article['article_id']}", mention["region_mention_id"]
    form = desk.get(f"{path}/place?mention={row_id}&name=Nowhere+At+All").text
    assert f'value="{mention["place_id"]}" required checked' in form
    answered = say(desk, "/corrections/place", mention=row_id, place_id="none", scope="mention", back=path)
    assert f'id="row-{row_id}"' not in desk.get(path).text
    assert "Taken out: not a place" in desk.get(answered.headers["location"]).text
    say(desk, "/corrections/undo", together=said(answered), back=path)
    assert f'id="row-{row_id}"' in desk.get(path).text


def test_two_names_are_looked_at_before_they_are_joined(desk: Running, open_page: Callable[..., Any]) -> None:
    """Each with its statements; what is said is listed under Corrections, and can be taken back there."""
    first, second, *_ = ask(desk.data_dir, "FROM source_profile ORDER BY mentions DESC, source_id")
    page = open_page(f"{desk.url}/sources/{first['source_id']}").page
    page.get_by_role("link", name="It is the same as another source").click()
    page.fill("input[name=name]", second["source_name"])
    with page.expect_navigation():
        page.get_by_role("button", name="Look what it concerns").click()
    assert page.locator("[role=status] li").count() == 2
    with page.expect_navigation():
        page.get_by_role("button", name="They are one").click()
    last = read_corrections(desk.data_dir)[-1]
    assert (last.kind, last.was, last.becomes) == ("same_source", first["source_name"], second["source_name"])
    for path in ("/sources", "/statements", f"/sources/{second['source_id']}"):
        assert "for the next publish: this page shows what was published" in desk.get(path).text
    with page.expect_navigation():
        page.keyboard.press("u")
    assert read_corrections(desk.data_dir)[-1].undoes == last.correction_id


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("article", {"article": "art_none", "outlet": "x"}),
        ("article", {"article": "{article}", "published_date": "soon"}),
        ("article", {"article": "{article}", "copy_of": "art_none"}),
        ("place", {"mention": "none", "place_id": "gn:98182", "scope": "mention"}),
        ("source", {"alias": "A", "name": " a "}),
        ("source", {f"field{number}": "x" for number in range(61)}),
    ],
)
def test_what_cannot_be_is_reported(
    desk: Running, article: dict[str, Any], path: str, form: dict[str, str]
) -> None:
    """Nothing is written."""
    before = len(read_corrections(desk.data_dir))
    given = {name: value.format(article=article["article_id"]) for name, value in form.items()}
    assert say(desk, f"/corrections/{path}", **given).status_code == 400
    assert len(read_corrections(desk.data_dir)) == before
