"""Which of a page's many titles is the headline."""

import time

import pytest

from newsetl.articles import parse_article
from newsetl.articles.titles import _fills_gaps
from newsetl.core.documents import RawDocument
from tests.articles.pages import BODY

TITLE = "Brigade leaves Calden for the border"
OG = f'<meta property="og:title" content="{TITLE}">'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        # The only h1 is a box's.
        (f"<title>{TITLE}</title>{OG}", "<h1>Comments form</h1>BODY", TITLE),
        # The only h1 is the printed headline, the others are for search engines.
        (
            f"<title>{TITLE}</title>{OG}",
            "<h1>“Hold the bridge”: a brigade goes</h1>BODY",
            "“Hold the bridge”: a brigade goes",
        ),
        (
            f"<title>{TITLE}</title>",
            "<h1>The long march north begins</h1>BODY",
            "The long march north begins",
        ),
        # A tab's heading has one word of the title; two lines of a headline are two words; "Title:" is a label.
        (
            f"<title>{TITLE} of planning</title>",
            "<h1>Planning</h1><h1>All other things</h1>BODY",
            f"{TITLE} of planning",
        ),
        (
            f"<title>{TITLE}</title>",
            "<h1>Brigade leaves Calden<br>for the border</h1>BODY",
            TITLE,
        ),
        (f"<title>{TITLE}</title>{OG}", f"<h1><span>Title:</span>{TITLE}</h1>BODY", TITLE),
        # "The" alone is no word in common, and of two headings with words of the title the first is the headline.
        (f"<title>{TITLE}</title>{OG}", "<h1>The border party</h1><h1>All other things</h1>BODY", TITLE),
        (
            f"<title>{TITLE}</title>{OG}",
            "<h1>Farewell to Calden: brigade on the road</h1><h1>Calden: the border brigade</h1>BODY",
            "Farewell to Calden: brigade on the road",
        ),
        (f"<title>{TITLE}</title>{OG}", f"<h1>Blog: {TITLE}</h1>BODY", TITLE),
        # A section before the headline, which the page prints alone.
        (f"<title>Foreign Desk - {TITLE}</title>", f"<font size=5><b>{TITLE}</b></font>BODY", TITLE),
        (f"<title>Calden: the bridge - {TITLE}</title>", "BODY", f"Calden: the bridge - {TITLE}"),
        # Capitals give way to the same words in lower case, and so does what an encoding has lost.
        (f"<title>{TITLE}</title>{OG}", f"<h1>{TITLE.upper()}</h1>BODY", TITLE),
        (
            f"<title>{TITLE}</title>",
            "<h1>CALDEN BRIGADE CROSSES A BORDER</h1>BODY",
            "CALDEN BRIGADE CROSSES A BORDER",
        ),
        (
            "<title>The brigade’s long march</title>",
            "<h1>The brigade?s long march</h1>BODY",
            "The brigade’s long march",
        ),
        (
            "<title>Who leaves Calden’s fort</title>",
            "<h1>Who leaves Calden’s fort?</h1>BODY",
            "Who leaves Calden’s fort?",
        ),
    ],
)
def test_headline(head: str, body: str, title: str) -> None:
    """The headline is what the page prints as such, and no box and no section."""
    html = f"<html><head>{head}</head><body>{body.replace('BODY', f'<div>{BODY}</div>')}</body></html>"
    assert parse_article(RawDocument(html.encode(), "text/html", "test")).title == title


def test_headline_of_lost_signs_is_read_at_once() -> None:
    """Two hundred signs that were lost cost no more time than one."""
    html = f"<html><head><meta property='og:title' content='{'x’' * 100}z'></head><body><h1>{'?x' * 200}</h1>{BODY}"
    started = time.process_time()
    parse_article(RawDocument(html.encode(), "text/html", "a.html"))
    assert time.process_time() - started < 5
    assert not _fills_gaps("x?" * 200, "x’" * 199 + "xyz ")


def test_run_of_lost_signs_is_one_gap() -> None:
    """ "Beginner??? Guide" was "Beginner’s Guide"."""
    assert _fills_gaps("The Beginner??? Guide", "The Beginner’s Guide")
    assert not _fills_gaps("The Beginner? Guide", "The Beginner’s other Guide")
