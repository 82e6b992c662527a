"""The report in a real browser."""

import re
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.report import write_report
from newsetl.warehouse.sql_files import read_scripts
from tests.report.synthetic import HOSTILE_OUTLET, HOSTILE_TITLES

CHARTS = ["chart-articles", "chart-forces", "chart-map", "chart-kinds", "chart-anonymity",
          "chart-outlet-anonymity", "chart-outlets"]  # fmt: skip


(MACRO,) = (script for script in read_scripts("macros") if script.name == "doubtful_below")
DOUBTFUL_BELOW = round(100 * float(MACRO.sql.split(" AS ")[1]))  # per cent


def ask(database: Path, sql: str) -> Any:
    """One value from the database."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        row = connection.execute(sql).fetchone()
    assert row is not None
    return row[0]


def settle(page: Any) -> None:
    """Wait until what was chosen is drawn: the page waits for more keys first."""
    page.wait_for_timeout(250)
    page.wait_for_selector("body[data-ready]")


def shown_articles(page: Any) -> int:
    """How many articles pass the filters, as the page says it."""
    settle(page)
    found = re.search(r"([\d,]+) (?:of [\d,]+ )?articles?", page.inner_text("#status"))
    assert found, page.inner_text("#status")
    return int(found.group(1).replace(",", ""))


def tile(page: Any, name: str) -> int:
    """The number on one of the overview's tiles."""
    page.evaluate("document.querySelector('#volume-fold').open = true")
    settle(page)
    holder = page.locator("#tiles > div", has=page.locator("dt", has_text=re.compile(f"^{name}$")))
    return int(holder.locator("strong").inner_text().replace(",", ""))


def test_the_page_opens_from_disk_without_a_word_or_a_request(report_page: Any) -> None:
    """One file is read, nothing else is asked for, the console stays empty, every chart is drawn."""
    assert report_page.complaints == []
    assert [url.split(":")[0] for url in report_page.requests] == ["file"]
    for chart in CHARTS:
        assert report_page.page.locator(f"#{chart} svg").count() >= 1, chart


def test_the_overview_says_what_the_database_says(report_page: Any, database: Path) -> None:
    """Totals on the page are those of SQL."""
    page = report_page.page
    assert tile(page, "Articles") == ask(database, "SELECT count(*) FROM articles WHERE is_current")
    assert tile(page, "Statements") == ask(database, "SELECT count(*) FROM attributions")
    assert tile(page, "Force figures") == ask(database, "SELECT count(*) FROM force_levels")
    places = "SELECT count(*) FROM region_mentions WHERE mention_type NOT IN ('demonym', 'dateline')"
    assert tile(page, "Mentions of places") == ask(database, places)


@pytest.mark.parametrize(
    ("field", "label", "condition"),
    [
        ("f-outlet", "Lakeside Tribune", "outlet = 'Lakeside Tribune'"),
        ("f-outlet", "outlet unknown", "outlet IS NULL"),
        (
            "f-actor",
            "Russia",
            "article_id IN (SELECT article_id FROM force_levels WHERE actor_name = 'Russia')",
        ),
        (
            "f-place",
            "Mali",
            "article_id IN (SELECT article_id FROM region_mentions "
            "WHERE country_iso3 = 'MLI' AND mention_type NOT IN ('demonym', 'dateline'))",
        ),
    ],
)
def test_a_choice_filters_the_articles(
    report_page: Any, database: Path, field: str, label: str, condition: str
) -> None:
    """Outlet, actor and country keep the articles and stories that SQL keeps."""
    page = report_page.page
    option = page.locator(f"#{field} option", has_text=re.compile(rf"^{label}( \([\d,]+\))?$"))
    page.select_option(f"#{field}", value=option.get_attribute("value"))
    expected = ask(database, f"SELECT count(*) FROM articles WHERE {condition}")
    assert 0 < expected < 600
    assert shown_articles(page) == expected == tile(page, "Articles")
    stories = ask(database, f"SELECT count(DISTINCT story_id) FROM articles WHERE {condition}")
    assert f"· {stories} stor" in page.inner_text("#status")


def test_a_period_filters_the_articles(report_page: Any, database: Path) -> None:
    """Both days are inclusive, and reset brings everything back."""
    page = report_page.page
    page.fill("#f-from", "2020-01-01")
    page.fill("#f-to", "2021-06-30")
    condition = "published_at::DATE BETWEEN '2020-01-01' AND '2021-06-30'"
    assert shown_articles(page) == ask(database, f"SELECT count(*) FROM articles WHERE {condition}")
    page.click("#f-reset")
    assert shown_articles(page) == 600


def test_filters_that_leave_nothing_say_so(report_page: Any) -> None:
    """An empty selection draws no chart and raises nothing."""
    page = report_page.page
    page.fill("#f-to", "1999-12-31")
    assert shown_articles(page) == 0
    assert "Nothing" in page.inner_text("#answer-forces")
    assert "Nothing" in page.text_content("#chart-articles")
    assert report_page.complaints == []


def cited(page: Any) -> str:
    """What the card on sources says."""
    page.wait_for_selector("body[data-ready]")
    return str(page.inner_text("#answer-sources"))


def changed_report(database: Path, folder: Path, *statements: str) -> Path:
    """The report of a copy of the database in which `statements` were executed."""
    folder.mkdir(exist_ok=True)
    own = folder / "news.duckdb"
    shutil.copyfile(database, own)
    with duckdb.connect(own) as connection:
        for statement in statements:
            connection.execute(statement)
    return write_report(own, folder / "report")


def test_a_source_cited_no_more_than_the_next_is_not_the_most_cited(
    visit: Any, database: Path, tmp_path: Path
) -> None:
    """One statement of each of two sources: the card says that there are others."""
    first = "SELECT min_by(attribution_id, attribution_id) FROM attributions WHERE anonymity = 'named'"
    one, two = (
        changed_report(
            database,
            tmp_path / str(number),
            f"DELETE FROM attributions WHERE attribution_id NOT IN ({first} GROUP BY source_id "
            f"ORDER BY source_id LIMIT {number})",
        )
        for number in (1, 2)
    )
    assert " and others are cited most by name" in cited(visit(two).page)
    assert " is cited most by name" in cited(visit(one).page)


def test_a_report_without_articles_says_so(visit: Any, database: Path, tmp_path: Path) -> None:
    """Its top says that nothing is there, and what was refused is open."""
    page = visit(changed_report(database, tmp_path, "DELETE FROM articles")).page
    assert page.locator(".notice").is_visible()
    assert page.inner_text(".notice").startswith("No article is in this archive")
    assert page.locator("#quality-fold").get_attribute("open") is not None


def test_stories_of_a_place_are_counted_once(report_page: Any, database: Path) -> None:
    """Mentions, articles and stories beside a country are those of SQL, and each count says what it counts."""
    row = report_page.page.locator("#places-table tbody tr", has_text="Sudan").inner_text().split()
    counts = "SELECT [count(*), count(DISTINCT article_id), count(DISTINCT story_id)] FROM region_mentions"
    expected = ask(
        database, f"{counts} WHERE country_iso3 = 'SDN' AND mention_type NOT IN ('demonym', 'dateline')"
    )
    assert [int(word.replace(",", "")) for word in row[-3:]] == expected
    assert re.search(r"\d+ countries", report_page.page.inner_text("#places-table .foot"))
    caption = report_page.page.inner_text("#chart-map figcaption")
    assert f" of {ask(database, 'SELECT count(DISTINCT story_id) FROM articles')} stories" in caption


@pytest.mark.parametrize("area", ["World", "Europe"])
def test_no_name_on_a_phones_map_lies_on_another(visit: Any, report: Path, area: str) -> None:
    """Those that do not fit are left out, names of disputed areas last; the table beside the map has them all."""
    page = visit(report / "index.html", width=360).page
    page.wait_for_selector("body[data-ready]")
    page.select_option("#map-area", label=area)
    names = boxes_of(page, "#chart-map svg .name text")
    assert names
    assert area == "World" or "Crimea" in page.locator("#chart-map svg .name text").all_text_contents()
    assert [pair for pair in combinations(names, 2) if overlap(*pair)] == []


def test_no_name_on_a_phones_timeline_lies_on_another(visit: Any, report: Path) -> None:
    """Nor on the mark of another claim; those that do not fit are left out, and the table has them all."""
    page = visit(report / "index.html", width=360).page
    page.wait_for_selector("body[data-ready]")
    labels = boxes_of(page, "#chart-forces svg .label text")
    assert labels
    assert [pair for pair in combinations(labels, 2) if overlap(*pair)] == []


def boxes_of(page: Any, selector: str) -> list[dict[str, float]]:
    """Where what a selector finds is drawn."""
    found = page.locator(selector)
    return [box for box in (found.nth(i).bounding_box() for i in range(found.count())) if box]


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes have a point in common."""
    is_beside = one["x"] + one["width"] < other["x"] or other["x"] + other["width"] < one["x"]
    is_above = one["y"] + one["height"] < other["y"] or other["y"] + other["height"] < one["y"]
    return not (is_beside or is_above)


def test_nothing_doubtful_stands_on_the_first_screen(report_page: Any) -> None:
    """Every figure of the answers is as sure as documented, with its source, stories and confidence beside it."""
    card = report_page.page.locator("#answer-forces")
    shares = [int(text) for text in re.findall(r"(\d+) %", card.inner_text())]
    assert shares
    assert min(shares) >= DOUBTFUL_BELOW
    assert re.search(r"\d+ stor(y|ies)", card.inner_text())
    assert card.locator(".figure a").get_attribute("href").startswith("evidence/")


def test_doubtful_figures_are_hidden_and_counted(report_page: Any, database: Path) -> None:
    """The confidence of a row is beside its figure; the slider's default hides the doubtful and says how many."""
    page = report_page.page
    assert page.locator("#figures th").nth(1).inner_text() == "Sure"
    doubtful = ask(
        database, f"SELECT count(*) FROM force_levels WHERE round(100 * confidence) < {DOUBTFUL_BELOW}"
    )
    told = page.inner_text("#hidden-figures")
    assert told == "" if doubtful == 0 else f"{doubtful} force figure" in told
    page.evaluate("document.querySelector('#f-sure').value = 95")
    page.dispatch_event("#f-sure", "input")
    settle(page)
    unsure = ask(database, "SELECT count(*) FROM force_levels WHERE round(100 * confidence) < 95")
    assert f"{unsure:,} force figures less than 95 % sure are hidden" in page.inner_text("#hidden-figures")


def test_the_filters_live_in_the_address(report_page: Any, visit: Any, report: Path) -> None:
    """What is chosen is in the address, and the address brings it back; nonsense in it is left alone."""
    page = report_page.page
    page.select_option("#f-actor", value="Russia")
    page.fill("#f-from", "2020-01-01")
    expected = shown_articles(page)
    told = page.evaluate("location.hash")
    assert "actor=Russia" in told
    again = visit(report / "index.html", anchor=told + "&place=nowhere&outlet=%3Cscript%3E")
    again.page.wait_for_selector("body[data-ready]")
    assert shown_articles(again.page) == expected
    assert again.page.input_value("#f-actor") == "Russia"
    assert again.complaints == []


def test_a_mark_of_the_timeline_leads_to_its_sentence(report_page: Any) -> None:
    """Each mark is a link to the evidence."""
    links = report_page.page.locator("#chart-forces svg a")
    assert links.count() > 0
    assert all("evidence/" in str(links.nth(i).get_attribute("href")) for i in range(min(5, links.count())))


def test_a_source_leads_to_what_it_said(report_page: Any) -> None:
    """The list that a source opens begins with its statements, each a link to its words."""
    page = report_page.page
    page.locator("#sources-table tbody button").first.click()
    assert "What it said" in page.locator("dialog[open] h3").first.inner_text()
    assert "#" in page.locator("dialog[open] ol").first.locator("a").first.get_attribute("href")


def test_a_figure_leads_to_its_sentence(report_page: Any) -> None:
    """One click opens the article with the very number marked."""
    page = report_page.page
    link = page.locator("#figures tbody a").first
    number = re.findall(r"[\d,]+", link.inner_text())[0]
    link.click()
    page.wait_for_selector("body.evidence-page")
    target = page.locator(":target")
    assert number in target.inner_text()
    assert target.is_visible()
    assert target.locator(".figure").count() == 1
    assert report_page.complaints == []


def test_a_source_leads_to_the_articles_that_cite_it(report_page: Any) -> None:
    """A name opens the list of its articles by keyboard, Escape closes it, an entry opens the evidence."""
    page = report_page.page
    button = page.locator("#sources-table tbody button", has_text="Kremlin").first
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] h2").inner_text() == "Articles citing Kremlin"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Enter")
    page.locator("dialog[open] a").first.click()
    page.wait_for_selector("body.evidence-page")
    assert page.locator(".readings .card h3", has_text="Kremlin").count() >= 1


def test_the_timeline_follows_the_actor(report_page: Any) -> None:
    """Choosing a pair titles the chart and its table, and says which is chosen."""
    page = report_page.page
    button = page.locator("#pairs button", has_text="Russia").first
    button.click()
    assert page.inner_text("#forces-title").startswith("Forces of Russia said to be in Kupiansk")
    assert page.locator('#pairs button[aria-pressed="true"]').inner_text().startswith("Russia")
    assert page.locator("#chart-forces svg").count() >= 1


def test_hostile_titles_do_nothing(report_page: Any, report: Path) -> None:
    """Scripts, handlers, addresses, overrides and formulas in metadata are shown as text."""
    page = report_page.page
    option = page.locator("#f-outlet option", has_text="=HYPERLINK")
    page.select_option("#f-outlet", value=option.get_attribute("value"))
    settle(page)
    page.locator("#outlets-table tbody button").first.click()
    body = page.inner_text("#evidence-body")
    assert HOSTILE_TITLES[0] in body
    assert HOSTILE_TITLES[1] in body
    assert "{{ 7*7 }} ${7*7}" in body
    assert "gnp.\ufffdgpj.exe bidi \ufffdoverride\ufffd title" in body
    assert page.locator("#evidence-body img, #evidence-body script, #evidence-body b").count() == 0
    page.locator("#evidence-body a").first.click()
    page.wait_for_selector("body.evidence-page")
    assert page.locator('a[href^="javascript:"]').count() == 0
    assert "owned" not in (page.title() if not page.title().startswith("Evidence:") else "")
    assert report_page.complaints == []


def test_a_saved_table_holds_no_formula(report_page: Any) -> None:
    """A cell that a spreadsheet would run is saved as text."""
    page = report_page.page
    with page.expect_download() as download:
        page.get_by_role("button", name="Save Outlets as CSV").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert HOSTILE_OUTLET.replace('"', '""') in text
    assert not re.search(r'(^|,|\n)"?[=+@]', text)


def test_the_policy_refuses_a_script_that_got_in(report_page: Any) -> None:
    """Even markup that reached the page could run nothing and fetch nothing."""
    page = report_page.page
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'owned'";
            document.body.append(script);
            const image = document.createElement("img");
            image.setAttribute("onerror", "document.title = 'owned'");
            image.src = "https://evil.example/x.png";
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.title().startswith("newsetl report")
    assert len([c for c in report_page.complaints if "Content Security Policy" in c]) >= 2


@pytest.mark.parametrize("width", [360, 390, 768])
def test_nothing_runs_off_a_small_screen(visit: Any, report: Path, width: int) -> None:
    """The page is as wide as the phone, wide tables scroll within themselves."""
    for path in (report / "index.html", next((report / "evidence").glob("*.html"))):
        seen = visit(path, width=width)
        seen.page.wait_for_timeout(300) if path.parent.name == "evidence" else settle(seen.page)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_a_figure_on_a_phone_is_a_card_with_its_sentence(visit: Any, report: Path) -> None:
    """Beside each other the columns hide whose figure it is, and by whom; headings still sort."""
    page = visit(report / "index.html", width=390).page
    page.wait_for_selector("body[data-ready]")
    row = page.locator("#figures .cards tbody tr").first
    for label in ("Figure", "Actor", "Place", "Sure", "According to", "Sentence"):
        box = row.locator(f"[data-label='{label}']").bounding_box()
        assert box["x"] >= 0, label
        assert box["x"] + box["width"] <= 390, label
    assert page.locator("#figures .cards thead button").first.is_visible()


def test_titles_of_charts_do_not_contradict_each_other(report_page: Any) -> None:
    """Two charts of one page reported two shares of named sources in the same words; of equals none is first alone."""
    told = report_page.page.locator("#sources figcaption strong, #sources figcaption").all_text_contents()
    assert len([title for title in told if "of statements name their source" in title]) <= 1


def test_paper_shows_no_controls(report_page: Any) -> None:
    """In print the filters and buttons go, the charts stay."""
    page = report_page.page
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert not page.locator(".foot button").first.is_visible()
    assert page.locator("#chart-map svg").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "evidence"])
def test_axe_finds_nothing_serious(visit: Any, report: Path, name: str, scheme: str) -> None:
    """No serious or critical violation of WCAG, in light and in dark."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: pip install 'newsetl[dev]'"
    ).Axe()
    path = report / "index.html" if name == "index" else next((report / "evidence").glob("*.html"))
    seen = visit(path, scheme=scheme)
    seen.page.wait_for_timeout(300) if name == "evidence" else settle(seen.page)
    # axe itself is a script that the page's policy would refuse: it comes in through the debugger.
    violations = axe.run(seen.page).response["violations"]
    serious = [
        (v["id"], [n["target"] for n in v["nodes"]][:4])
        for v in violations
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []
