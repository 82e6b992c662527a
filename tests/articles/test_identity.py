"""Ids, addresses and revisions: what is the same article, and what is a new text of it."""

import pytest

from newsetl.articles import parse_article
from newsetl.articles.revisions import same_content
from newsetl.articles.urls import article_key, canonical_url, registered_domain
from newsetl.model import RawDocument

TEXT = "Three hundred soldiers left the base on Friday, a spokesman said."
URL = "https://example.com/2024/03/02/troops-leave"


@pytest.mark.parametrize(
    "same",
    [
        "http://example.com/2024/03/02/troops-leave",
        "https://www.example.com/2024/03/02/troops-leave/",
        "https://m.example.com/2024/03/02/troops-leave?utm_source=x&fbclid=1",
        "https://example.com/2024/03/02/troops-leave#comments",
        "https://amp.example.com/2024/03/02/troops-leave/amp/",
        "https://EXAMPLE.com:443//2024/03/02/troops-leave/index.html",
    ],
)
def test_one_address(same: str) -> None:
    """Scheme, host form, trackers, fragment and AMP form make no other article."""
    assert article_key(same) == article_key(URL)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.com/2024/03/02/troops-leave-2",
        "https://example.com/2024/03/02/troops-leave?id=7",
        "https://news.example.com/2024/03/02/troops-leave",
        "https://example.org/2024/03/02/troops-leave",
    ],
)
def test_other_address(other: str) -> None:
    """Path, meaningful parameters, subdomain and domain do."""
    assert article_key(other) != article_key(URL)


@pytest.mark.parametrize(
    "url", [None, "", "/news/1", "mailto:a@b.c", "javascript:x()", "https://[::1", "x" * 5000]
)
def test_no_address(url: str | None) -> None:
    """What is no web address is none."""
    assert canonical_url(url) is None


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://news.bbc.co.uk/x", "bbc.co.uk"),
        ("www.example.com", "example.com"),
        ("http://localhost/x", None),
        (None, None),
    ],
)
def test_registered_domain(address: str | None, domain: str | None) -> None:
    """The registered domain follows the public suffix list."""
    assert registered_domain(address) == domain


def article_id(text: str = TEXT, uri: str = "a", **metadata: str) -> str:
    return parse_article(RawDocument(text.encode(), "text/plain", uri, metadata)).article_id


def test_article_id() -> None:
    """The id comes from the address, else from the input's id, else from the text; never from the file."""
    assert article_id(url=URL) == article_id(TEXT + " More.", url=URL + "/?utm_medium=x", uri="b")
    assert article_id(id="7", outlet="A") == article_id(TEXT + " More.", id="7", outlet="A")
    assert article_id(id="7", outlet="A") != article_id(id="7", outlet="B")
    assert article_id(uri="a") == article_id(uri="b")
    assert article_id() != article_id(TEXT + " More.")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("He said 300 troops left.", "He  said 300 troops\nleft. ", True),
        ("He said 1.5 million left.", "He said 15 million left.", False),
        ("He said 300 troops left.", " He  said 300 troops left. \n\n", True),
        ("He said: 'no'.", "He said: ‘no’.", True),
        ("One.\n\nTwo.", "One.\n\nRead more: What comes next\n\nTwo.", True),
        ("One.\n\nUpdated at 9:22 pm", "One.\n\nUpdated at 10:40 pm", True),
        ("He said 300 troops left.", "He said 400 troops left.", False),
        ("He said no.", "He said no.\n\nCorrection: he said yes.", False),
        ("One.\n\nTwo.", "One.", False),
    ],
)
def test_same_content(old: str, new: str, same: bool) -> None:
    """White space, typography, furniture and update stamps are no revision; words, figures, corrections are."""
    assert same_content(old, new) is same
