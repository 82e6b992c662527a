"""Pages in whatever encoding, and what they claim about it."""

import pytest

from tests.articles.pages import BODY, page
from tests.articles.test_pages import parse


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8-sig", None),
        ("cp1252", "iso-8859-1"),
        ("cp1252", None),
        ("utf-16", None),
        ("utf-16-le", None),
        ("utf-16-be", "utf-8"),
    ],
)
def test_encodings(encoding: str, declared: str | None) -> None:
    """Quotation marks and accents come out right, whatever the page claims to be encoded in."""
    html = page(BODY + "<p>“Señor Müller’s café stays open,” the council of the old town said on Friday.</p>")
    html = html.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    assert "“Señor Müller’s café" in parse(html.encode(encoding)).text


def test_one_broken_byte() -> None:
    """A stray windows-1252 byte in UTF-8 is read as what it was, and the rest stays UTF-8."""
    content = page(
        BODY + "<p>The café – it was said – stays open at night until the end of May.</p>"
    ).encode()
    text = parse(content.replace(" – it".encode(), b" \x96 it")).text
    assert "café – it was said – stays" in text
