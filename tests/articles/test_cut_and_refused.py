"""Texts that are cut, hidden, or no article at all."""

import pytest

from newsetl.articles import parse_article
from newsetl.articles.correction_notes import without_notes
from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from tests.articles.pages import BODY, PARAGRAPHS, page

CLOSED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
LONGER = "".join(f"<p>On day {n} of the march, {p[0].lower()}{p[1:]}</p>" for n, p in enumerate(PARAGRAPHS))
PROMPT = "<div><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>"


def parse(content: str, media_type: str = "text/html"):
    """The article of a document."""
    return parse_article(RawDocument(content.encode(), media_type, "test"))


@pytest.mark.parametrize(
    ("content", "media_type", "is_cut"),
    [
        (page(BODY + LONGER + PROMPT, CLOSED), "text/html", True),
        (page(BODY), "text/html", False),
        (page(BODY + "<p>The convoy then … [&#8230;]</p>"), "text/html", True),
        (f"{PARAGRAPHS[0]} The council will send 2,9… [+3421 chars]", "text/plain", True),
        ("\n\n".join(PARAGRAPHS), "text/plain", False),
    ],
)
def test_a_cut_text_is_marked(content: str, media_type: str, is_cut: bool) -> None:
    """What a paywall, an API or a feed cut is published and marked; what is whole is not."""
    assert parse(content, media_type).is_truncated is is_cut


@pytest.mark.parametrize(
    "body",
    [
        "<h1>451: Unavailable due to legal reasons</h1><p>We recognise you are attempting to access this website from "
        "a country where it cannot be shown. For any issue, call the newsroom in the morning.</p>",
        "<p>You need to enable JavaScript to run this app. Turn it on in the settings and reload the page, please.</p>",
        "<h1>Sign in to your account</h1><p>Enter your password to continue. Forgot your password? Ask for a new one "
        "by mail, and it will be there in a minute or two.</p>",
        "<h1>Before you continue</h1><p>We and our partners store cookies on your device to measure what you read and "
        "to show you advertising that fits your interests.</p>",
    ],
)
def test_pages_without_an_article_are_refused(body: str) -> None:
    """Sign-in, consent, blocked and script-only pages are none."""
    with pytest.raises(Rejected) as refused:
        parse(f"<html><head><title>Calden Courier</title></head><body>{body}</body></html>")
    assert refused.value.reason_code in ("error_page", "paywall", "no_text")


def test_what_no_reader_sees_is_no_text() -> None:
    """Templates and hidden paragraphs are left out."""
    hidden = (
        f"<template>{BODY}</template><p hidden>Some 7,777 soldiers are not shown to anyone on this page.</p>"
        '<p style="display: none">Some 8,888 soldiers are not shown to anyone on this page.</p>'
    )
    assert parse(page(BODY + hidden)).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        f"<button>Menu{BODY}{BODY}",
        f'<script type="text/template">{BODY}</script><noscript>{BODY}{BODY}</noscript>',
        f"{BODY}<noscript><p>This page works best where scripts are allowed to run, a browser said.</p></noscript>",
    ],
)
def test_the_article_is_found_where_others_see_it(body: str) -> None:
    """A button left open swallows no article, nor does a page that shows its text to readers without scripts alone."""
    assert parse(page(body)).text.removeprefix("Menu\n\n") == "\n\n".join(PARAGRAPHS)


def test_spaces_and_hyphens() -> None:
    """Typographic spaces stay in figures; what has no width leaves words whole."""
    first = (
        "Some 2&nbsp;900 sol&shy;diers and 1&#8239;400 po&#8203;lice stood at the gate of the base on Friday."
    )
    text = parse(page(f"<p>{first}</p>{BODY}")).text
    assert text.startswith("Some 2\u00a0900 soldiers and 1\u202f400 police stood")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("He left.\n\nCorrection: an earlier version said 12,000 soldiers.", "He left."),
        ("He left.\n\nThis article was amended on 3 May: it said 12,000 before.", "He left."),
        ("He left.\n\nAn earlier version misstated that 12,000 soldiers were there.", "He left."),
        ("He left.\n\nCorrection\nThere were 12,000 soldiers, not 2,000.", "He left."),
        ("An earlier version of the rifle weighed 4 kilograms.", None),
        ("The court said the correction of 12 ballots was lawful.", None),
        ("It will send 2,9… [+3421 chars]", "It will send"),
    ],
)
def test_what_is_not_told_as_a_fact(text: str, kept: str | None) -> None:
    """Notes of correction and a figure that was cut are blanked for the extractors; offsets stay."""
    blanked = without_notes(text)
    assert (blanked.strip(), len(blanked)) == (kept or text, len(text))


def test_notes_and_boxes_of_an_encyclopedia() -> None:
    """Marks of notes, boxes of facts and the day of the last edit are not text."""
    noted = PARAGRAPHS[0].replace(" left", '<sup class="reference"><a href="#1">[1]</a></sup> left')
    box = '<table class="infobox"><tr><th>Strength</th><td>5,000 soldiers</td></tr></table>'
    edited = "<p>This page was last edited on 9 November 2025, at 10:15 (UTC).</p>"
    rest = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])
    assert parse(page(f"{box}<p>{noted}</p>{rest}{edited}")).text == "\n\n".join(PARAGRAPHS)
