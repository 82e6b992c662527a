"""A live blog is one article whose posts keep their own times."""

import json

import pytest

from newsetl.articles import parse_article
from newsetl.articles.parse import MIN_WORDS
from newsetl.core.documents import RawDocument
from newsetl.core.post_times import day_at, days_of_posts
from tests.articles.pages import BODY, PARAGRAPHS, page

FIRST, SECOND, THIRD, _ = PARAGRAPHS
POSTS = (
    ("2024-03-06T00:40:00+01:00", "Lorries reach the river", THIRD),
    ("2024-03-05T18:10:00+01:00", "Convoy is counted", SECOND),
    ("2024-03-05T09:05:00+01:00", "Brigade leaves", FIRST),
)
LINES = ["2024-03-06 00:40", "2024-03-05 18:10", "2024-03-05 09:05"]


def stated(posts=POSTS) -> str:
    updates = [
        {"@type": "BlogPosting", "datePublished": at, "headline": headline, "articleBody": text}
        for at, headline, text in posts
    ]
    blog = {"@type": "LiveBlogPosting", "datePublished": POSTS[-1][0], "liveBlogUpdate": updates}
    return f'<script type="application/ld+json">{json.dumps(blog)}</script>'


def shown(form: str) -> str:
    return "".join(form.format(at=at, clock=at[11:16], title=title, text=text) for at, title, text in POSTS)


def text_of(body: str, head: str = "", url: str | None = None) -> str:
    document = RawDocument(page(body, head).encode(), "text/html", "test", {"url": url} if url else {})
    return parse_article(document).text


TIME = "<time datetime={at}>{clock}</time>"
LONG = [(at, title, f"<p>{text}</p><p>{' '.join(reversed(text.split()))}</p>") for at, title, text in POSTS]
OLDER = "<p>{text}</p><div class=card><h3>{title}</h3><time datetime={at}>{clock}</time><p>{text}</p></div>"
PLAIN = "<div class=b><h2>{title}</h2><p>{text}</p></div>"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (shown(f"<div class=live-post>{TIME}<h2>{{title}}</h2><p>{{text}}</p></div>"), ""),
        (shown(f"<section><h3>{{title}}</h3><p>{{text}}</p><footer>{TIME}</footer></section>"), ""),
        (shown(f"<li><span>{TIME} Ann Lee</span><h2>{{title}}</h2><p>{{text}}</p></li>"), ""),
        (shown("<div class=b><meta itemprop=datePublished content={at}><h2>{title}</h2><p>{text}</p></div>"), ""),
        (shown(PLAIN), stated()),
        (shown("<div class=b><p><time>{clock}</time>Orsolya Tarrow</p><h2>{title}</h2><p>{text}</p></div>"), stated()),
        (shown(f"<div><p itemprop=datePublished>{TIME}</p><h2>{{title}}</h2><p>{{text}}</p></div>"), ""),
        ("<p>Loading …</p>", stated(LONG)),
    ],
    ids=["time", "time at the end", "time in a line", "microdata", "JSON-LD", "both", "clocks alone", "JSON-LD alone"],
)  # fmt: skip
def test_each_post_has_its_time_above_it(body: str, head: str) -> None:
    """Whether the page shows the times or only states them to machines, and whatever it prints there itself."""
    paragraphs = text_of(body, head).split("\n\n")
    assert [line for line in paragraphs if line in LINES] == LINES
    assert not any(line.startswith(("00:40", "18:10", "09:05")) for line in paragraphs)
    for line, (_, _, text) in zip(LINES, POSTS, strict=True):
        at = paragraphs.index(line)
        assert text in paragraphs[at + 1 : at + 3]


NOTES = [
    "00:40: some 300 soldiers crossed the river.",
    "00:40 Brigade Leaves Jarrow",
    "5 March: the mayor spoke.",
    "11:20 is late, he said.",
]


def test_a_line_that_begins_with_a_time_and_tells_more_stays() -> None:
    """Only the post's own time goes, with who wrote it; a day without a year and a comment's clock are no such time."""
    body = shown(
        f"<div class=live-post>{TIME} By Ann Lee<h2>{{title}}</h2><p>{{text}}</p>"
        f"{''.join(f'<p>{note}</p>' for note in NOTES)}</div>"
    )
    body += "<div><p><time datetime=2024-03-06T11:20Z>11:20</time></p><p>Hear, hear.</p></div>"
    paragraphs = text_of(body).split("\n\n")
    assert [line for line in paragraphs if line in LINES] == LINES
    assert all(note in paragraphs for note in NOTES)
    assert not any("Ann Lee" in line for line in paragraphs)


def test_times_around_the_whole_page_are_none() -> None:
    """What is kept of a hostile page is short."""
    around = "<time>" * 200 + shown(PLAIN) + "</time>" * 200
    assert not days_of_posts(text_of(around + shown(f"<div>{TIME}</div>")))


def test_one_story_of_a_live_blog_stays() -> None:
    """What the page shows is not among the posts that it states."""
    story = "".join(
        f"<p>Ferry {n} between Amsel and Jarrow stops at ten from Monday on.</p>" for n in range(20)
    )
    text = text_of(story, stated(LONG))
    assert "Ferry 7 between" in text


def test_posts_are_told_in_the_outlets_local_time() -> None:
    """03:30 UTC is the evening before in New York."""
    posts = [("2024-03-06T03:30:00Z", *POSTS[0][1:]), ("2024-03-05T14:10:00Z", *POSTS[1][1:])]
    text = text_of(shown(PLAIN), stated(posts), "https://www.nytimes.com/live/2024/03/05/world/calden")
    assert "2024-03-05 22:30\n\n" in text
    assert "2024-03-05 09:10\n\n" in text


@pytest.mark.parametrize(
    "body",
    [
        f'<p><time datetime="2024-03-05T09:00Z">5 March</time></p>{BODY}',
        f'<time datetime="2024-06-03T10:00Z">3 June</time>{shown(OLDER)}',
        f'{BODY}<section class="comments">'
        + "".join(f"<div><time datetime=2024-03-0{n}T10:00Z>x</time><p>{SECOND[::-1]}</p></div>" for n in (5, 6))
        + "</section>",
    ],
    ids=["one time", "cards of older stories", "comments"],
)  # fmt: skip
def test_other_pages_get_no_such_lines(body: str) -> None:
    """An article with one time is not a live blog, nor are its comments posts."""
    assert not days_of_posts(text_of(body))


@pytest.mark.parametrize(
    "updates", ['"x"', "7", "[null, 7]", '{"datePublished": 3}', '[{"datePublished": "2024"}]']
)
def test_odd_updates_are_no_posts(updates: str) -> None:
    """What is stated may be anything."""
    head = f'<script type="application/ld+json">{{"@type": "LiveBlogPosting", "liveBlogUpdate": {updates}}}</script>'
    assert len(text_of(BODY, head).split()) > MIN_WORDS


def test_the_post_around_an_offset() -> None:
    """Above the first line there is none; an impossible day is not a line."""
    text = "Lead.\n\n2024-02-30 10:00\n\nX.\n\n2024-03-05 10:00\n\nY."
    stamps = days_of_posts(text)
    assert day_at(stamps, text.index("X")) is None
    assert str(day_at(stamps, text.index("Y"))) == "2024-03-05"
