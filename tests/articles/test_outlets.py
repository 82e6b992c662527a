"""Which outlet a page is from, and when a name is none."""

import pytest

from newsetl.articles import parse_article
from newsetl.core.documents import RawDocument
from tests.articles.pages import BODY

TITLE = "Brigade leaves Calden for the border"
HOME_LINK = '<p><a href="index.html">Calden Courier</a> &gt; <a href="war.html">War diary</a></p>'
COPYRIGHT = "<font size=1>&copy; 2017 The Calden Courier Ltd. All rights reserved.</font>"
MICRODATA = (
    '<div itemprop="publisher" itemscope itemtype="http://schema.org/Organization">'
    '<meta itemprop="name" content="Calden Courier"></div>'
)


def outlet_of(body: str, head: str = f"<title>{TITLE}</title>", url: str | None = None) -> str | None:
    """The outlet of a page that also has a headline and a body."""
    html = f"<html><head>{head}</head><body>{body.replace('BODY', f'<h2>{TITLE}</h2>{BODY}')}</body></html>"
    return parse_article(RawDocument(html.encode(), "text/html", "test", {"url": url} if url else {})).outlet


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Calden Courier">', "Calden Courier"),
        ('<meta property="og:site_name" content="Calden Courier | News from the north">', "Calden Courier"),
        ('<meta property="og:site_name" content="@caldencourier">', "caldencourier"),
        ('<meta name="DC.publisher" content="Calden Courier">', "Calden Courier"),
        ('<meta name="dcterms.publisher" content="Calden Courier">', "Calden Courier"),
        ('<meta name="publisher" content="https://calden.example/about">', None),
        ('<meta name="DC.creator" content="Calden Courier">', None),
    ],
)
def test_stated_outlet(head: str, outlet: str | None) -> None:
    """A page's statements to machines name the outlet, without its slogan; an address is not a name."""
    assert outlet_of("BODY", f"<title>{TITLE}</title>{head}") == outlet


def test_publisher_in_microdata() -> None:
    """The name inside of a publisher's microdata is the outlet."""
    assert outlet_of(f"<div>{MICRODATA}BODY</div>") == "Calden Courier"


@pytest.mark.parametrize(
    ("title", "body", "url", "outlet"),
    [
        (TITLE, f"<p>The Calden Courier · Foreign Desk</p>BODY{COPYRIGHT}", None, "The Calden Courier"),
        (f"{TITLE} | Calden Courier", f"{HOME_LINK}BODY", None, "Calden Courier"),
        (
            TITLE,
            f"{HOME_LINK}BODY<p>The army did not answer the Calden Courier on Friday.</p>",
            None,
            "Calden Courier",
        ),
        (f"{TITLE} – Calden Courier", "BODY", "https://www.caldencourier.com/a", "Calden Courier"),
        (TITLE, f"BODY{COPYRIGHT}", "https://www.caldencourier.com/a", "The Calden Courier"),
        # One place alone may be a section, a sponsor or the owner.
        (f"{TITLE} | War diary", "BODY", None, None),
        (TITLE, f"BODY{COPYRIGHT}", None, None),
        (TITLE, f"{HOME_LINK}BODY", None, None),
        # A section is in the title and in the masthead.
        (f"War diary - {TITLE}", "<p>War diary</p>BODY", None, None),
        (f"Opinion - {TITLE}", '<p><a href="/">Opinion</a></p>BODY', None, None),
        # An author may hold the rights; agencies hold those of pictures.
        (TITLE, "<p class=byline>By Ann Lee</p>BODY<p>© 2017 Ann Lee</p><p>Ann Lee</p>", None, None),
        (f"{TITLE} | Reuters", "BODY<p>© 2017 Reuters</p>", None, None),
    ],
)
def test_printed_outlet(title: str, body: str, url: str | None, outlet: str | None) -> None:
    """A printed name is the outlet's where two kinds of places agree on it; a section, author or agency is none."""
    assert outlet_of(body, f"<title>{title}</title>", url) == outlet
