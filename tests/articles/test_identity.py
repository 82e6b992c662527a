"""Ids, addresses and revisions: what is the same article, and what is a new text of it."""

from datetime import UTC, datetime

import pytest

from newsetl.articles import parse_article
from newsetl.articles.revisions import is_revision, same_content
from newsetl.articles.urls import article_key, canonical_url, names_article, registered_domain
from newsetl.core.documents import RawDocument
from tests.articles.pages import PARAGRAPHS, page

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
    """What is not a web address has no address."""
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
    """White space, typography, furniture and update stamps are not a revision; words, figures, corrections are."""
    assert same_content(old, new) is same


@pytest.mark.parametrize(
    "copy",
    [
        "https://web.archive.org/web/20240305181500/https://example.com/2024/03/02/troops-leave",
        "https://web.archive.org/web/20240305181500id_/http://www.example.com/2024/03/02/troops-leave",
        "https://archive.ph/20240305181500/https://example.com/2024/03/02/troops-leave",
        "https://archive.is/newest/https://example.com/2024/03/02/troops-leave",
        "https://webcache.googleusercontent.com/search?q=cache:AbCdEfGh123:https://example.com/2024/03/02/troops-leave",
        "https://example-com.cdn.ampproject.org/c/s/example.com/2024/03/02/troops-leave",
        "https://www.google.com/amp/s/example.com/2024/03/02/troops-leave",
        "https://example-com.translate.goog/2024/03/02/troops-leave?_x_tr_sl=en&_x_tr_tl=de",
        "https://translate.google.com/translate?sl=en&tl=de&u=https://example.com/2024/03/02/troops-leave",
    ],
)
def test_a_copy_is_its_original(copy: str) -> None:
    """Archives, caches and translations lead to the address of what they copied."""
    assert article_key(copy) == article_key(URL)


def test_an_archives_date_is_when_it_was_fetched() -> None:
    """The stamp in an archive's address is not a date of publication."""
    url = "https://web.archive.org/web/20240305181500/https://example.com/troops-leave"
    article = parse_article(RawDocument(TEXT.encode(), "text/plain", "test", {"url": url}))
    assert (article.published_at, article.fetched_at) == (None, datetime(2024, 3, 5, 18, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "https://example.com/world",
        "https://example.com/en/news/politics",
        "https://example.com/?s=troops",
        "https://example.com/search?q=troops",
        "https://example.com/tag/troops",
    ],
)
def test_addresses_that_identify_nothing(address: str) -> None:
    """A home page, a section or a search stated as canonical makes no two articles one."""
    pages = [page(f"<p>{text}</p>", f'<link rel="canonical" href="{address}">') for text in PARAGRAPHS[:2]]
    first, second = (parse_article(RawDocument(text.encode(), "text/html", "test")) for text in pages)
    assert first.article_id != second.article_id
    assert first.url is None


@pytest.mark.parametrize(
    "address",
    ["https://example.com/?p=123", "https://example.com/world/troops-leave", "https://example.com/7"],
)
def test_addresses_that_name_an_article(address: str) -> None:
    """A number or a title in the address does identify."""
    assert names_article(address)


@pytest.mark.parametrize(
    ("new", "is_next"),
    [
        (" ".join((*PARAGRAPHS, "The council met again on Sunday.")), True),
        (" ".join(PARAGRAPHS[:2]), True),
        (
            "Peacekeepers reinforced the camp at Goma after shells fell near two clinics, a spokesman said.",
            False,
        ),
    ],
)
def test_a_revision_is_like_what_it_revises(new: str, is_next: bool) -> None:
    """An address that comes back with another story brings another article."""
    old, changed = (
        parse_article(RawDocument(text.encode(), "text/plain", "test", {"url": URL}))
        for text in (" ".join(PARAGRAPHS), new)
    )
    assert is_revision(old, changed) is is_next
