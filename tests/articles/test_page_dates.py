"""Which of a page's dates is the article's."""

from datetime import UTC, date, datetime

import pytest

from newsetl.articles import parse_article
from newsetl.articles.times import parse_written
from newsetl.core.documents import RawDocument
from tests.articles.pages import BODY, page

RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)
OTHER = (
    '{"@type": "NewsArticle", "headline": "Ferry runs aground", "url": "https://courier.example/a/1", '
    '"datePublished": "2021-02-03T10:00:00Z", "author": {"name": "Paul Old"}}'
)
OWN = (
    '{"@type": "NewsArticle", "headline": "Brigade leaves Calden for the border", '
    '"datePublished": "2024-03-05T18:00:00+02:00", "author": {"name": "Ann Lee"}}'
)
LIST = f'{{"@type": "ItemList", "itemListElement": [{{"@type": "ListItem", "item": {OTHER}}}]}}'
BESIDE = "<div class=sidebar><h4>Published</h4><div>March 9, 2024</div></div>"
TIME = '<time datetime="{0}T09:00:00Z">{0}</time>'


def parse(body: str = BODY, head: str = "", url: str | None = None):
    """The article of a page."""
    document = RawDocument(page(body, head).encode(), "text/html", "test", {"url": url} if url else {})
    return parse_article(document, received_at=RECEIVED)


def json_ld(text: str) -> str:
    """A script element of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "body",
    [
        f'<p>By Ann Lee | March 5, 2024</p>{BODY}<div class="comments"><p>{TIME.format("2024-06-30")}</p></div>',
        f"<p>By Ann Lee | March 5, 2024</p>{BODY}<aside>{TIME.format('2024-06-30')} Strike ends</aside>",
        f'<p>March 5, 2024</p>{BODY}<article class="teaser">{TIME.format("2024-02-01")}<h3>Other</h3></article>',
        f"<div>Updated {TIME.format('2024-03-06')} · Published {TIME.format('2024-03-05')}</div>{BODY}",
        f"<p>Updated: March 6, 2024 | Published: March 5, 2024</p>{BODY}",
        f'<p><time class="updated" datetime="2024-03-06">6 March</time></p><p>5 March 2024</p>{BODY}',
        f"<fieldset>5 March 2024 <div>{BODY}</div></fieldset>",
        f"<p>March 5, 2024</p>{BODY}"
        + "".join(
            f'<p class=card><b itemprop=datePublished content="2024-06-{day}">x</b>' for day in (11, 12, 13)
        ),
    ],
)
def test_a_printed_date_is_the_articles_own(body: str) -> None:
    """Comments, boxes, other stories and updates date no article."""
    assert parse(body).published_date == date(2024, 3, 5)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2026-02-07T12:00:00Z">',
        '<meta name="last-modified" content="January 16, 2026">',
        '<meta property="og:image" content="https://courier.example/uploads/2023/02/7.jpg">',
    ],
)
def test_a_change_and_the_number_of_a_picture_date_no_publication(head: str) -> None:
    """What only machines say about a page's last change is `updated_at` at most."""
    assert parse(BODY, head).published_at is None


@pytest.mark.parametrize(
    ("line", "month"), [("5. listopada 2024.", 10), ("5 listopada 2024", 11), ("5. augusta 2024", 8)]
)
def test_a_months_name_that_two_languages_have(line: str, month: int) -> None:
    """The dot behind the day tells the tenth month of Croatian from the eleventh of Polish."""
    found = parse_written(line, "visible_text")
    assert found is not None
    assert found.at.month == month


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("2024年3月5日 14時10分", (14, 10)),
        ("5 марта 2024 14:10 +03:00", (11, 10)),
        ("2024年3月5日 下午2:10 +08:00", (6, 10)),
        ("2024年3月5日 下午2:10", (14, 10)),
        ("2024년 3월 5일 오전 9:05", (9, 5)),
        ("mardi 5 mars 2024 à 14h10", (14, 10)),
    ],
)
def test_clocks_of_other_languages(line: str, clock: tuple[int, int]) -> None:
    """East Asian and French times of day are read, their afternoons as afternoons."""
    found = parse_written(line, "visible_text")
    assert found is not None
    assert (found.at.hour, found.at.minute) == clock


@pytest.mark.parametrize(
    "edge", [f"<aside>{TIME.format('2024-03-05')}</aside>", '<div class="hero-bottom">March 5, 2024</div>']
)
def test_the_edge_of_the_headlines_block_is_the_articles(edge: str) -> None:
    """An aside or a footer beside the headline holds the article's date."""
    html = page().replace("<h1>", f"{edge}<h1>")
    assert parse_article(RawDocument(html.encode(), "text/html", "test")).published_date == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("changed", "printed", "day"),
    [
        ("2024-03-06T09:49:32Z", "March 5, 2024 / 12:25 PM / Updated 8 hours ago", 5),
        ("2024-03-06T09:49:32Z", "March 5, 2024", 6),  # may be the day of anything
        ("2024-03-06T11:00:00Z", "March 5, 2024 / 12:25 PM / Updated 8 hours ago", 6),
        ("2024-03-06T09:49:32Z", "March 5, 2022 / 12:25 PM / Updated 8 hours ago", 6),
    ],
)
def test_a_publication_that_moves_with_each_change(changed: str, printed: str, day: int) -> None:
    """Where a page states its last change as its publication, the line that tells both apart is right."""
    head = (
        '<meta property="article:published_time" content="2024-03-06T09:49:32Z">'
        f'<meta property="article:modified_time" content="{changed}">'
    )
    assert parse(f"<div>{printed}</div>{BODY}", head).published_date == date(2024, 3, day)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>On 14 February 2022, the council sent 1,495 soldiers to Jarrow.</p>{BODY}",
        f"{BODY}<div><p>This page was last edited on 9 November 2025, at 10:15 (UTC).</p></div>",
        f"<p>Ferry, updated for tourists, was built on March 5, 2014</p>{BODY}",
        f"<p>Ferry, updated for tourists, was built on <b>March 5, 2014</b></p>{BODY}",
        f"<p>Reviewed: the novel of 5 March 2012</p>{BODY}",
        f"<p>Corrected tables for 5 March 2012 by council</p>{BODY}",
        f"<p>Updated 5 March 2031</p>{BODY}",
        f"<p>Mourning 07.07.05</p>{BODY}",
        f"<p>Scores 3 10/12/14</p>{BODY}",
        f"{BODY}<div class=comments><div><span>Posted</span> <span>March 9, 2024</span></div></div>",
        f"{BODY}<div class=comments><div class=sidebar><b>Published</b> <span>March 9, 2024</span></div></div>",
        f"{BODY}<div class=related><div><b>Published</b> <span>March 9, 2014</span></div></div>",
        f"{BODY}<div class=sidebar><b>Released</b> <span>March 9, 2014</span></div>",
        f"{BODY}<footer><b>Created:</b> <span>March 9, 2004</span></footer>",
        f"<p>5 марта 2024 года портовая служба закрыла два причала из четырёх на зиму.</p>{BODY}",
        f"<p>2024年3月5日，港务局宣布关闭两个码头。</p>{BODY}",
        f"<ol><li>Lindt P, Orso K, et al. Piers in winter. March 5, 2014. [Epub ahead of print].</ol>{BODY}",
        f"<p>Offers expire 3/5/2014 at 11:59 P.M.</p>{BODY}",
        f"<p>Abgerufen am 5. März 2014</p>{BODY}",
        f'<div itemscope><meta itemprop=uploadDate content="2024-01-06T16:10:58Z"></div>{BODY}',
    ],
)
def test_what_dates_something_else_is_no_date(body: str) -> None:
    """A dated sentence, a page's last edit, a comment, a box or a footer are about their own day."""
    assert parse(body).published_at is None


@pytest.mark.parametrize(
    "head",
    [
        json_ld(LIST) + json_ld(OWN),
        json_ld(f"[{OTHER}, {OWN}]"),
        json_ld(f'{{"@type": "WebPage", "hasPart": [{OTHER}], "mainEntity": {OWN}}}'),
    ],
)
def test_json_ld_of_other_stories(head: str) -> None:
    """The object with the page's headline is the article's, wherever others are."""
    article = parse(head=head)
    assert (article.published_at, article.authors) == (datetime(2024, 3, 5, 16, tzinfo=UTC), "Ann Lee")


@pytest.mark.parametrize("stated", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2031-01-05T18:00:00Z"])
def test_no_date_in_machines_words(stated: str) -> None:
    """What stands for no date, or lies ahead, is passed over for what the page prints."""
    head = f'<meta property="article:published_time" content="{stated}">'
    assert parse(f"<p><span>March 5, 2024</span></p>{BODY}", head).published_date == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("stated", "body", "url", "day"),
    [
        ("2024-03-05T21:30:00-05:00", BODY, None, date(2024, 3, 5)),
        ("2024-03-06T02:30:00Z", BODY, "https://www.nytimes.com/world/brigade.html", date(2024, 3, 5)),
        ("2024-03-06T02:30:00Z", f"<p>March 5, 2024 9:30 p.m. ET</p>{BODY}", None, date(2024, 3, 5)),
        ("2024-03-06T02:30:00Z", f"<p>March 5, 2024 at 9:30 pm</p>{BODY}", None, date(2024, 3, 5)),
        ("2024-03-06T02:30:00Z", BODY, None, date(2024, 3, 6)),
    ],
)
def test_the_day_is_the_outlets(stated: str, body: str, url: str | None, day: date) -> None:
    """An evening story keeps the day of its outlet; the moment stays what it is."""
    article = parse(body, f'<meta property="article:published_time" content="{stated}">', url)
    assert (article.published_date, article.published_at) == (day, datetime(2024, 3, 6, 2, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("written", "hour", "offset"),
    [
        ("Tue, 05 Mar 2024 23:30:00 IST", 18, 330),
        ("5 March 2024 10:00 CET", 9, 60),
        ("July 9, 2024 10:00 a.m. ET", 14, -240),
        ("January 9, 2024 10:00 a.m. ET", 15, -300),
        ("9 January 2024 10:00 AEDT", 23, 660),
    ],
)
def test_zone_names(written: str, hour: int, offset: int) -> None:
    """Names of zones mean what RFC 5322 and IANA say, in summer and winter."""
    document = RawDocument(BODY.encode(), "text/html", "test", {"published_at": written})
    article = parse_article(document)
    assert article.published_at is not None
    assert (article.published_at.hour, article.utc_offset_minutes) == (hour, offset)


@pytest.mark.parametrize(
    ("url", "zone", "hour", "offset"),
    [
        ("https://www.amsel.co.il/a/brigade-leaves", "IST", 7, 120),
        ("https://www.amsel.ie/a/brigade-leaves", "IST", 9, 0),
        ("https://www.amsel.in/a/brigade-leaves", "IST", 3, 330),
        ("https://www.amsel.com.cn/a/brigade-leaves", "CST", 1, 480),
        (None, "CST", 15, -360),
    ],
)
def test_a_zones_name_that_several_have(url: str | None, zone: str, hour: int, offset: int) -> None:
    """The outlet's country says which zone is meant; else what news writes most."""
    written = {"published_at": f"Tue, 05 Mar 2024 09:00:00 {zone}", **({"url": url} if url else {})}
    article = parse_article(RawDocument(BODY.encode(), "text/html", "test", written))
    assert article.published_at is not None
    assert (article.published_at.hour, article.utc_offset_minutes) == (hour, offset)


def test_a_live_blog_began_with_its_first_post() -> None:
    """Whatever post is on top."""
    posts = "".join(
        f'<div class="live-blog-post"><time datetime="2024-03-0{day}T09:12:00Z">9:12</time>{text}</div>'
        for day, text in (
            (6, BODY),
            (5, "<p>The council met in the town hall on the day before, and nobody else came.</p>"),
        )
    )
    assert parse(posts).published_at == datetime(2024, 3, 5, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "5. März 2024, 14:10 Uhr",
        "Publié le mardi 5 mars 2024",
        "Publicado el 5 de marzo de 2024",
        "5 марта 2024",
        "Опубліковано 5 березня 2024",
        "5 marzo 2024",
        "5 MART 2024",
        "Aktualisiert: 7. April 2024 | Veröffentlicht: 5. März 2024",
        "Uppdaterad 7 april 2024 | Publicerad 5 mars 2024",
        "Zaktualizowano: 7 kwietnia 2024, opublikowano: 5 marca 2024",
        "Päivitetty 7.4.2024 klo 9.00 – Julkaistu 5.3.2024 klo 14.10",
        "Frissítve: 2024. április 7.</p><p>Megjelent: 2024. március 5.",
        "Ενημερώθηκε: 7 Απριλίου 2024</p><p>Δημοσιεύθηκε: 5 Μαρτίου 2024",
        "آخر تحديث: 7 أبريل 2024</p><p>نشر في: 5 آذار 2024",
        "٥ مارس ٢٠٢٤",
        "פורסם: 5 במרץ 2024",
        "2024 m. kovo 5 d.",
        "2024. gada 5. marts",
        "5. ožujka 2024.",
        "5 tháng 3 năm 2024",
        "5 मार्च 2024",
        "更新时间：2024-04-07</p><p>发布时间：2024-03-05 14:10",
        "更新日：2024年4月7日　公開日：2024年3月5日",
        "2024년 3월 5일 오후 2:10",
    ],
)
def test_a_printed_date_in_other_languages(line: str) -> None:
    """Months have their names of forty languages, and publication and update theirs of thirty."""
    assert parse(f"<p>{line}</p>{BODY}").published_date == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"<p>Mis à jour le 5 mars 2024</p>{BODY}", 5),
        (f"<div>Last updated:</div><div>March 5, 2024</div>{BODY}", 5),
        (
            f"<p><b>Updated</b> <time datetime=2024-03-05>March 5</time></p>{BODY}<p>Updated: April 7, 2024</p>",
            5,
        ),
        (f"<p>Updated <span>April 7, 2024</span></p><p>March 5, 2024</p>{BODY}", 5),
        (f"<p>Updated 8 hours ago</p>{BODY}", None),
        (f"<p>Last updated 9:22 pm ET on Tuesday, March 5, 2024</p>{BODY}", 5),
        (f"<p>By Ann Lee | Updated: 05.03.24</p>{BODY}", 5),
        (f"<p>Updated March 5, 2024</p>{BODY}<ol class=comments><li>Posted <b>March 9, 2024</b></ol>", 5),
        (f"<p>Updated March 5, 2024</p>{BODY}{BESIDE}", 5),
        (f"<p>Updated March 5, 2031</p>{BODY}{BESIDE}", 9),
        (f'<time datetime="2024-03-05T14:10:00Z">14:10 UPDATED</time>{BODY}<p>March 9, 2024</p>', 5),
    ],
)
def test_a_page_that_tells_only_of_its_update(body: str, day: int | None) -> None:
    """The day of the update is in where it is printed above the body and nothing else dates the page."""
    assert parse(body).published_date == (date(2024, 3, day) if day else None)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>05.03.24</p>{BODY}",
        f"<p>Published Tuesday, 14:10, 05.03.24</p>{BODY}",
        f'<time class="entry-date updated" datetime="2024-03-05">5 March</time>{BODY}',
        f'<footer class="node__meta"><span>March 5, 2024</span></footer>{BODY}',
        f'<div class="color-secondary">March 5, 2024</div>{BODY}',
        f"<nav>{TIME.format('2024-02-01')}</nav><p>March 5, 2024</p>{BODY}",
        f'{BODY}<a href="/b">Ferry runs aground off Jarrow again <b>April 7, 2024</b></a><p>March 5, 2024</p>',
        f'{BODY}<div class="sidebar"><h4>Published</h4><div>March 5, 2024</div></div>',
        f"<p>Published 5 March 2024 - Updated 6 March 2024</p>{BODY}<h2>More</h2>{TIME.format('2024-03-07')}",
        f"<p>Published 4 March 2024, {TIME.format('2024-03-05')}</p>{BODY}",
    ],
)
def test_where_a_page_prints_its_date(body: str) -> None:
    """In small lines of many kinds, but in no menu and on no card of another story."""
    assert parse(body).published_date == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "month"), [("NİSAN", 4), ("KASIM", 11), ("ARALIK", 12), ("MAYIS", 5), ("ſeptember", 9)]
)
def test_letters_that_patterns_take_for_others(text: str, month: int) -> None:
    """Turkish has two letters i, each with its capital."""
    found = parse_written(f"5 {text} 2023", "visible_text")
    assert found is not None
    assert found.at.date() == date(2023, month, 5)


STATED = '<meta property="article:published_time" content="2024-03-06T03:22:07Z">'


@pytest.mark.parametrize(
    "body",
    [
        '<p><time datetime="2024-03-06T03:22:07+00:00">Mar. 5, 2024 10:22 pm EST</time></p>',
        '<div class="stamp"><time datetime="2024-03-05T22:22:07-0500">Mar 5, 2024, 10:22 PM EST</time></div>',
    ],
)
def test_the_day_that_a_time_element_prints(body: str) -> None:
    """A machine's moment in UTC, stated twice, does not hide the outlet's own day, which the page prints."""
    article = parse(f"{body}{BODY}", STATED)
    assert (article.published_date, article.utc_offset_minutes) == (date(2024, 3, 5), -300)


def test_the_lower_part_of_a_header_is_no_footer() -> None:
    """ "bottom-header" below the headline holds the article's day, also where it is parted again."""
    stamp = '<time datetime="2024-03-05T22:22:07-0500">Mar 5, 2024, 10:22 PM EST</time>'
    parts = f'<div class="bottom-header"><div class="bottom-header__left"><div>{stamp}</div></div></div>'
    header = f'<header><div class="top"><h1>Brigade leaves Calden for the border</h1></div>{parts}</header>'
    content = page(BODY, STATED).replace("<h1>Brigade leaves Calden for the border</h1>", header)
    article = parse_article(RawDocument(content.encode(), "text/html", "test"), received_at=RECEIVED)
    assert article.published_date == date(2024, 3, 5)


@pytest.mark.parametrize(
    "made",
    [
        "<script>/* wrapper generated on 2024-01-05T10:00:00Z */</script>",
        "<!-- published 2024-01-05 --><style>/* date: 2024-01-05 */</style>",
        '<script>window.page = {"updated_at": "2024-01-05T10:00:00Z", "datePublished": ""}</script>',
    ],
)
def test_what_scripts_and_comments_say_is_no_date(made: str) -> None:
    """When a wrapper was made is not when the article was published."""
    assert parse(f"{made}{BODY}").published_at is None


@pytest.mark.parametrize(
    "line",
    [
        '<div class="garden-hours__date">March 14, 2026</div>',
        "<div class=footer__schedule><p>Open Today, March 14, 2026</p></div>",
        "<ol><li>Last checked: 2026-03-14</li></ol>",
        "<p>Posted on <a href='https://forum.example/1'>the forum of the harbour on 2026-03-14</a>:</p>",
    ],
    ids=["opening hours", "open today", "checked", "a quotation's source"],
)
def test_days_of_opening_hours_and_sources_date_nothing(line: str) -> None:
    """What is open today, when a claim was checked and where a quotation is from are other days."""
    assert parse(f"{BODY}{line}").published_at is None


def test_data_of_scripts_date_nothing() -> None:
    """The day of a banner that a script has in an attribute."""
    words = "Ferries run late. " * 40
    data = f'{{"banner": {{"_createdAt": "2024-06-03T20:03:33Z", "words": "{words}"}}}}'
    assert parse(f"{BODY}<island-of-script props='{data}'></island-of-script>").published_at is None


def test_the_last_change_of_a_pages_file_is_no_publication() -> None:
    """As makers of documentation print it, beside a small picture and no word."""
    changed = '<p><span class="git-revision-date">June 3, 2024</span></p>'
    assert parse(f"{changed}<p>March 5, 2024</p>{BODY}").published_date == date(2024, 3, 5)


def test_a_moment_without_a_zone_stays_on_its_day() -> None:
    """It is what the outlet's clocks showed, whatever day else the page prints: that of the paper's last issue."""
    stated = '<meta name="date" content="2024-03-05 04:00:00">'
    assert parse(f"{BODY}<h3>March 4, 2024</h3>", stated).published_date == date(2024, 3, 5)
