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


RUSSIAN = (
    "Портовый совет решил в понедельник закрыть на зиму два из четырёх причалов, сообщил начальник порта. "
    * 3
)
GREEK = "Το λιμεναρχείο αποφάσισε τη Δευτέρα να κλείσει δύο από τις τέσσερις προβλήτες για τον χειμώνα. " * 3


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_that_nothing_declares(encoding: str) -> None:
    """Old Russian pages that declare no code page are read in the one that most of their letters are small in."""
    html = f"<html><head><title>Порт</title></head><body><h1>Порт закрыт</h1><p>{RUSSIAN}</p></body></html>"
    assert RUSSIAN.strip() in parse(html.encode(encoding)).text


def test_serbian_with_capitals_of_its_own() -> None:
    """Ј, Љ, Њ, Ћ, Ђ and Џ have the bytes of a Macintosh's capitals, whose texts have no "ј" at its place."""
    serbian = (
        "Јован Ђорђевић је рекао да ће Њујорк и Љубљана послати још људи у луку, а Ћуприја и Џамбо неће. " * 3
    )
    html = f"<html><body><h1>Јужна лука</h1><p>{serbian}</p></body></html>"
    assert serbian.strip() in parse(html.encode("cp1251")).text
    macintosh = parse(f"<html><body><h1>Порт</h1><p>{RUSSIAN}</p></body></html>".encode("mac_cyrillic")).text
    assert not any("а" <= letter <= "я" for letter in macintosh)


def test_greek_is_not_taken_for_russian() -> None:
    """Another script's undeclared code page is not read as Cyrillic."""
    content = f"<html><body><h1>Abc</h1><p>{GREEK}</p></body></html>".encode("cp1253")
    assert not any("а" <= letter <= "я" for letter in parse(content).text)


def test_one_broken_byte() -> None:
    """A stray windows-1252 byte in UTF-8 is read as what it was, and the rest stays UTF-8."""
    content = page(
        BODY + "<p>The café – it was said – stays open at night until the end of May.</p>"
    ).encode()
    text = parse(content.replace(" – it".encode(), b" \x96 it")).text
    assert "café – it was said – stays" in text
