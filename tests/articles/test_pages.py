# ruff: noqa: E501 - tables read better with a case on one line
"""What is read of a page, and what is left out."""

from datetime import UTC, date, datetime

import pytest

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.tables.articles import Article
from tests.articles.pages import BODY, PARAGRAPHS, page

LD = '<script type="application/ld+json">{}</script>'


def parse(html: str | bytes, url: str | None = None) -> Article:
    content = html.encode() if isinstance(html, str) else html
    raw = RawDocument(content, "text/html", "memory", {"url": url} if url else {})
    return parse_article(raw, received_at=datetime(2024, 6, 1, tzinfo=UTC))


def test_body() -> None:
    """The body is its paragraphs, apart by blank lines; neither headline nor navigation is in it."""
    article = parse(page())
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "Brigade leaves Calden for the border"


@pytest.mark.parametrize(
    "furniture",
    [
        "<figure><img src=a><figcaption>Soldiers at the gate of the base on Friday.</figcaption></figure>",
        '<p class="image-caption">Soldiers at the gate of the base on Friday, seen from the road.</p>',
        "<p>Read more: Council votes on the bridge</p>",
        '<p><a href="/x">COUNCIL VOTES ON THE BRIDGE AFTER A LONG NIGHT</a></p>',
        '<ul><li><a href="/x">Council votes on bridge</a></li><li><a href="/y">Ferry runs again at last</a></li></ul>',
        "<p>Sign up for our newsletter and get the day's news in your inbox every morning.</p>",
        "<p>Advertisement</p>",
        "<p>We use cookies; see our privacy policy.</p>",
        "<p>Follow Ann Lee on Twitter @annlee</p>",
        "<p>© 2024 Calden Courier. All rights reserved.</p>",
        f"<p>{PARAGRAPHS[1]}</p>",
        '<div class="related-articles"><h3>More</h3><p>A ferry ran aground near Jarrow; no one was hurt there.</p></div>',
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    """Captions, links, sign-up boxes, notices and repeated paragraphs are not text."""
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert parse(page(first + "".join(rest[:2]) + furniture + rest[2])).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "prose",
    [
        "Readers who follow the talks closely said on Friday that more of the convoy was still to come by night.",
        "The council will share the cost of repairs with the ministry, officials said in a statement on Friday.",
        "Asked if the photo was genuine, the spokesman said that it had been taken at the base two years before.",
    ],
)
def test_prose_stays(prose: str) -> None:
    """Sentences that only sound like furniture are text."""
    assert prose in parse(page(BODY + f"<p>{prose}</p>")).text


def test_body_in_chunks() -> None:
    """A body that advertising cuts into two containers of one class is read whole."""
    halves = [f'<div class="grid"><div class="article__body">{BODY}</div></div>']
    halves.append(halves[0].replace("1,200", "900").replace("Friday", "Sunday").replace("60", "70"))
    html = page().replace(
        f'<div class="article-body">{BODY}</div>', f"<div>{'<aside>Ad</aside>'.join(halves)}</div>"
    )
    assert "1,200" in parse(html).text
    assert "900" in parse(html).text


@pytest.mark.parametrize(
    ("head", "url", "at", "source"),
    [
        (
            '<meta property="article:published_time" content="2024-03-02T10:15:00+02:00">',
            None,
            (2024, 3, 2, 8, 15),
            "meta",
        ),
        (
            LD.format('{"@type":"NewsArticle","datePublished":"2024-03-02T08:15:00Z"}'),
            None,
            (2024, 3, 2, 8, 15),
            "json_ld",
        ),
        (
            LD.format('{"@type":"NewsArticle","datePublished":"2024-03-02T08:15:00Z",}'),
            None,
            (2024, 3, 2, 8, 15),
            "json_ld",
        ),
        ("", "https://example.com/2024/03/02/brigade", (2024, 3, 2), "url"),
        ("", "https://example.com/2024/mar/02/brigade", (2024, 3, 2), "url"),
        ("", "https://example.com/2024/03/brigade", None, None),
        # The outlet's own day wins over the day in UTC.
        (
            '<meta property="article:published_time" content="2024-03-03T03:30:00Z">',
            "https://example.com/2024/03/02/brigade",
            (2024, 3, 2),
            "url",
        ),
        ('<meta name="date" content="2031-01-01">', None, None, None),
        ("", None, None, None),
    ],
)
def test_published(head: str, url: str | None, at: tuple[int, ...] | None, source: str | None) -> None:
    """The time of publication and its origin; a page without a date, or with one in the future, has none."""
    article = parse(page(head=head), url)
    assert article.published_at == (datetime(*at, tzinfo=UTC) if at else None)  # type: ignore[misc, arg-type]
    assert article.published_source == source


@pytest.mark.parametrize(
    ("stamp", "lang", "day"),
    [
        ("<p>March 2, 2024 | Page 3</p>", "en", 2),
        ("<p class=date>Written: 2024-03-02 15:03 / Updated: 2024-03-05 10:00</p>", "en", 2),
        ("<span>02/03/2024</span>", "en-GB", 2),
        ("<span>03/02/2024</span>", "en-US", 2),
        (
            "<p>It was on March 2, 2024 that the brigade was formed, and "
            + "it has been at the base since then " * 4
            + "</p>",
            "en",
            None,
        ),
    ],
)
def test_visible_date(stamp: str, lang: str, day: int | None) -> None:
    """A date that is alone near the headline is read in the page's order of day and month; prose is not."""
    published = parse(page(stamp + BODY, lang=lang)).published_at
    assert (published.date() if published else None) == (date(2024, 3, day) if day else None)


def test_updated() -> None:
    """The time of change has its own column and is never before the publication."""
    both = '{{"@type":"Article","datePublished":"2024-03-02T08:00:00Z","dateModified":"{}"}}'
    assert parse(page(head=LD.format(both.format("2024-03-04T09:00:00Z")))).updated_at == datetime(
        2024, 3, 4, 9, tzinfo=UTC
    )
    assert parse(page(head=LD.format(both.format("2023-03-04T09:00:00Z")))).updated_at is None


@pytest.mark.parametrize(
    ("head", "byline", "authors"),
    [
        (
            LD.format('{"@type":"NewsArticle","author":[{"name":"Ann Lee"},{"name":"Bo Diaz"}]}'),
            "",
            "Ann Lee; Bo Diaz",
        ),
        (LD.format('{"@type":"NewsArticle","author":{"name":"Ann Lee, Calden Courier"}}'), "", "Ann Lee"),
        (LD.format('{"@type":"NewsArticle","author":{"name":"Calden Courier"}}'), "By Bo Diaz", "Bo Diaz"),
        (
            LD.format('{"@type":"NewsArticle","author":"Ann Lee"}'),
            "By Ann Lee and Bo Diaz, Calden Courier",
            "Ann Lee; Bo Diaz",
        ),
        ('<meta name="author" content="By Ann Lee">', "", "Ann Lee"),
        ("", "By ANN LEE, staff writer | May 3, 2024", "Ann Lee"),
        ("", "ByAnn Lee10:22, 3 May 2024", "Ann Lee"),
        ("", "By The Associated Press", None),
        ("", "", None),
    ],
)
def test_authors(head: str, byline: str, authors: str | None) -> None:
    """Authors are persons by name: no roles, no dates, neither the site nor an agency."""
    site = '<meta property="og:site_name" content="Calden Courier">'
    assert parse(page(f'<div class="byline">{byline}</div>' + BODY, head=site + head)).authors == authors


@pytest.mark.parametrize(
    ("title", "h1", "expected"),
    [
        ("Brigade leaves | Calden Courier", "Brigade leaves Calden", "Brigade leaves Calden"),
        ("Calden Courier - Brigade leaves Calden", "", "Brigade leaves Calden"),
        (
            "Brigade leaves Calden – Calden Courier",
            "Opinion | Brigade leaves Calden",
            "Brigade leaves Calden",
        ),
        ("Brigade leaves Calden", "Calden Courier", "Brigade leaves Calden"),
        ("War on the border: brigade leaves Calden", "War on the border: brigade leaves Calden", None),
    ],
)
def test_title(title: str, h1: str, expected: str | None) -> None:
    """The headline in full, without the site's name and a section's label; a colon is the headline's own."""
    site = '<meta property="og:site_name" content="Calden Courier">'
    html = (
        f"<html><head><title>{title}</title>{site}</head><body><h1>{h1}</h1><div>{BODY}</div></body></html>"
    )
    assert parse(html).title == (expected or title)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "no_text"),
        ("<html><body></body></html>", "no_text"),
        ("<html><frameset><frame src=a></frameset></html>", "no_text"),
        (
            "<html><head><title>Page not found | X</title></head><body><p>Try the search or go home.</p></body></html>",
            "error_page",
        ),
        (page("<p>Sorry, this page is no longer available on our site, try the search.</p>"), "error_page"),
        (page(f"<p>{PARAGRAPHS[0]}</p><p>Subscribe to continue reading.</p>"), "paywall"),
        (
            page("<p>World</p><p>Sport and weather</p><p>Letters and views</p><p>Obituaries</p>"),
            "not_an_article",
        ),
        ("<html><body>" + "<div>" * 5_000 + "deep", "too_deep"),
        ("<html><body><p " + " ".join(f"a{i}=1" for i in range(9_000)) + ">x</p>", "too_large"),
        ("<html><body>" + "<i>x</i>" * 120_000, "too_large"),
    ],
)
def test_rejected(html: str, reason: str) -> None:
    """Error pages, paywall stubs, lists of links and monsters are refused with the reason."""
    with pytest.raises(Rejected) as rejected:
        parse(html)
    assert rejected.value.reason_code == reason


def test_stated_body() -> None:
    """Where the search goes astray, the body that the page states in its data is taken."""
    long = " ".join(
        f"In the town of Jarrow, {n} people crossed the bridge on day {n} of the march." for n in range(20)
    )
    head = LD.format('{"@type":"NewsArticle","articleBody":"' + long + '"}')
    assert (
        parse(page("<p>Other stories of the day that we have for you in this place.</p>", head=head)).text
        == long
    )
