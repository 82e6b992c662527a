"""The evidence page of one article."""

import random
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from newsetl.cli.explain import explained_article
from newsetl.report import evidence_page
from tests.report.synthetic import make_article

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


class Page(HTMLParser):
    """What a browser would see: ids, links, the words of the article's text, tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.add(tag)
        self.ids += [known["id"]] if known.get("id") else []
        self.links += [known["href"]] if known.get("href") else []
        if known.get("id") == "text":
            self._depth = 1
        elif self._depth and tag == "div":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == "div":
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data


@pytest.fixture
def article() -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """An invented article and its rows."""
    return make_article(3, random.Random(3))


def test_the_article_s_text_is_shown_to_the_character(article: Any) -> None:
    """Marks change nothing in the text that they mark."""
    row, rows = article
    assert Page(evidence_page(row, rows)).text == row["text"]


def test_every_row_can_be_pointed_at(article: Any) -> None:
    """Each row's id is an anchor in the text, and row-<id> one in the lists, once each."""
    row, rows = article
    page = Page(evidence_page(row, rows))
    for table, key in [("force_levels", "force_level_id"), ("region_mentions", "region_mention_id"),
                       ("attributions", "attribution_id"), ("date_mentions", "date_mention_id")]:  # fmt: skip
        for found in rows[table]:
            assert page.ids.count(found[key]) == 1, (table, found)
            assert page.ids.count(f"row-{found[key]}") == 1, (table, found)


def test_every_link_inside_the_page_leads_somewhere(article: Any) -> None:
    """No anchor is missing."""
    page = Page(evidence_page(*article))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner
    assert inner <= set(page.ids)


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [
        ("https://news.example/1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_the_original_is_linked_only_on_the_web(article: Any, url: str | None, is_linked: bool) -> None:
    """An address that a browser would run is not linked, nor shown."""
    row, rows = article
    html = evidence_page({**row, "url": url}, rows)
    assert (url in Page(html).links) is is_linked
    assert "javascript:" not in html


@pytest.mark.parametrize("field", ["title", "outlet", "byline", "dateline", "wire_agency"])
def test_markup_in_metadata_is_text(article: Any, field: str) -> None:
    """A script, an image with a handler or a quote in any field is shown, not run."""
    row, rows = article
    html = evidence_page({**row, field: "<script>x</script><img src=q onerror=x>\"'"}, rows)
    assert not {"script", "img"} & Page(html).tags


def test_markup_in_the_text_is_text() -> None:
    """An article that is full of markup is shown as written, with marks across it."""
    text = "<script>alert(1)</script> & <b>500 troops</b>"
    row = {"article_id": "art_x", "text": text, "title": None}
    figure = {
        "force_level_id": "fl_1", "start": 31, "end": 34, "surface": "500", "sentence": text, "value_low": 500.0,
        "value_high": 500.0, "value": 500.0, "qualifier": "exact", "unit": "persons", "measure": "level",
        "modality": "actual", "personnel_type": "troops",
    }  # fmt: skip
    page = Page(evidence_page(row, {"force_levels": [figure]}))
    assert page.text == text
    assert not {"script", "b"} & page.tags


def test_a_bidi_override_is_made_visible(article: Any) -> None:
    """No override or isolate reaches the page."""
    row, rows = article
    html = evidence_page({**row, "title": "exe.\u202egpj\u2066"}, rows)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_the_page_runs_no_script_and_reaches_no_network(article: Any) -> None:
    """Its policy admits one style block and nothing else."""
    html = evidence_page(*article)
    assert "default-src 'none'; script-src 'none'; style-src 'sha256-" in unescape(html)
    assert not {"script", "img", "iframe", "link"} & Page(html).tags


def test_doubtful_figures_look_doubtful(article: Any) -> None:
    """In the list and in the text; nobody is named where no source was found, and no day where none is reported."""
    row, rows = article
    (figure, *_) = rows["force_levels"]
    for confidence, is_doubtful in ((0.1, True), (0.9, False)):
        changed = figure | {"confidence": confidence, "source_name": None, "as_of_start": None}
        html = evidence_page(row, {"force_levels": [changed]})
        assert ('figure-card doubtful"' in html) is ("doubtful: 10 % sure" in html) is is_doubtful
        assert bool(re.search(r'class="figure open-figure"', html)) is is_doubtful
        assert "Source not found" in html
        assert "According to" not in html
        assert "date not given" in html


def test_an_article_without_rows_has_its_page() -> None:
    """Nothing found is said, not an error."""
    page = Page(evidence_page({"article_id": "art_x", "text": "Nothing here."}, {}))
    assert page.text == "Nothing here."


def test_what_the_pipeline_finds_has_its_page() -> None:
    """An article of the sample goes from file to page, and its figure is marked in its text."""
    annotated, _reader = explained_article(str(SAMPLE / "01-iraq-drawdown.txt"))
    page = Page(evidence_page(annotated.article, annotated.rows))
    assert page.text == annotated.article.text
    figures = [row.force_level_id for row in annotated.rows["force_levels"] if row.surface == "8,892"]
    assert figures
    assert set(figures) <= set(page.ids)
