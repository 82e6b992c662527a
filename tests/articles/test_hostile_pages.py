# ruff: noqa: E501 - tables read better with a case on one line
"""Pages that nobody wrote for a reader: whatever the bytes, an article or a reason comes out, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from newsetl.articles import parse_article
from newsetl.articles.page import read_page
from newsetl.articles.page_parts import is_elsewhere
from newsetl.core.documents import RawDocument
from newsetl.errors import REASON_CODES, Rejected
from newsetl.tables.articles import Article
from tests.articles.pages import BODY, PARAGRAPHS, page

TAGS = (
    "p",
    "div",
    "br",
    "a",
    "article",
    "table",
    "td",
    "h1",
    "span",
    "ul",
    "li",
    "font",
    "time",
    "b",
    "figure",
    "title",
)
ATTRIBUTES = (
    *(
        "",
        ' class="byline"',
        ' class="article-body"',
        ' class="related-articles"',
        ' href="/"',
        ' rel="author"',
    ),
    *(' itemprop="author"', ' itemprop="publisher"', ' datetime="2024-13-45"', " class=caption", ' style="x'),
)
TEXTS = (
    *PARAGRAPHS,
    *(
        "By Ann Lee",
        "Continue reading",
        "© 2024 The",
        "May 3, 99999",
        "\x00",
        "&#0;",
        "&lt;",
        "<![CDATA[",
        "<!--",
        "]]>",
    ),
    *(
        '<script type="application/ld+json">{"@type":"NewsArticle","author":[[[{}]]],"datePublished":{"@id":1}}</script>',
    ),
    *(
        '<meta property="article:published_time" content="-1">',
        '<meta name="author" content=";;,By and">',
        "<title>|</title>",
    ),
)
PIECES = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(TEXTS),
    st.text(max_size=20),
)
LIMIT = 20  # processor seconds for a page: what grows out of proportion is found, a busy machine is not


def outcome(content: bytes) -> Article | Rejected:
    """What comes of a page; anything but an article or a rejection is a failure, and so is what takes too long."""
    started = time.process_time()
    found = parsed(content)
    assert time.process_time() - started < LIMIT
    return found


def parsed(content: bytes) -> Article | Rejected:
    """The article of a page, or why there is none."""
    try:
        return parse_article(
            RawDocument(content, "text/html", "fuzz", {"url": "https://example.com/2024/03/02/a"})
        )
    except Rejected as rejected:
        return rejected


def check(found: Article | Rejected) -> None:
    """An article has a text and no empty fields; a rejection has a reason of the list."""
    if isinstance(found, Rejected):
        assert found.reason_code in REASON_CODES
        return
    assert found.text.strip()
    assert found.word_count == len(found.text.split())
    assert all(
        value is None or value.strip() for value in (found.title, found.byline, found.authors, found.outlet)
    )


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markup(markup: str) -> None:
    """Tags in any order, unclosed, misnested and with broken statements end in an article or a reason."""
    check(outcome(markup.encode("utf-8", "surrogatepass")))
    check(outcome(page(PARAGRAPHS[0] + markup + BODY).encode("utf-8", "surrogatepass")))


@settings(max_examples=100)
@given(st.binary(max_size=40), st.integers(0, 1200), st.integers(0, 40))
def test_damaged_page(junk: bytes, at: int, cut: int) -> None:
    """A good page with bytes put in or cut out anywhere ends in an article or a reason."""
    content = page().encode()
    check(outcome(content[:at] + junk + content[at + cut :]))


@settings(max_examples=20)
@given(
    st.sampled_from(
        ("<br>", "<br><br>x", "<a href=/>", "<p class=byline>By ", "<font>", "© 2024 ", "By A ", "<td>", "|")
    )
)
def test_repetition(piece: str) -> None:
    """Twenty thousand times the same piece takes no time out of proportion."""
    check(outcome(page(f"<p>{PARAGRAPHS[0]}</p>{piece * 20_000}").encode()))


def test_no_count_of_children_for_each_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """lxml walks all children to count them: for each of many stamps in one parent that is quadratic."""
    tree = read_page(page(body=f"{BODY}</div></article></main><section><p>March 5, 2024</p></section>"))
    headline, stamp = next(tree.iter("h1")), next(tree.iter("section"))[0]
    counted: list[HtmlElement] = []
    monkeypatch.setattr(HtmlElement, "__len__", lambda part: counted.append(part) or 1, raising=False)
    assert not is_elsewhere(stamp, set(headline.iterancestors()), headline)
    assert not counted
