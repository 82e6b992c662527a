"""Names in bylines and author fields, and bylines of pages that mark up nothing."""

import pytest

from newsetl.articles import parse_article
from newsetl.articles.names import clean_names
from newsetl.core.documents import RawDocument
from tests.articles.pages import BODY


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee in Calden", ("Ann Lee",)),
        ("By Ann Lee for Calden Courier", ("Ann Lee",)),
        ("By Ann Lee, New York", ("Ann Lee",)),
        ("By NEW YORK", ()),
        ("By Ann Lee, Wednesday", ("Ann Lee",)),
        ("By Ann Lee, Bo Diaz 12/22/2023", ("Ann Lee", "Bo Diaz")),
        ("By Bo Diaz Chan 8 January 2020, 3:51 pm", ("Bo Diaz Chan",)),
        ("By Ann Lee Senior Politics Reporter", ("Ann Lee",)),
        ("By ANDREW LEE AP Entertainment Writer", ("Andrew Lee",)),
        ("ANDREW LEE Associated Press", ("Andrew Lee",)),
        ("Analysis by Ann Lee", ("Ann Lee",)),
        ("Text: Ann Lee", ("Ann Lee",)),
        ("By Ann Lee, CEO", ("Ann Lee",)),
        ("Ann Lee Calden Courier", ("Ann Lee",)),
        ("By Court Reporter", ()),
        ("By Calden Court Reporter", ()),
        ("By Calden Courier", ()),
        ("Name *", ()),
        ("Bo Diaz says", ()),
        ("By Reuters", ("Reuters",)),
        ("By Ann Lee ⋅ Review Editor", ("Ann Lee",)),
        ("Ann Lee Content Marketing Coordinator", ("Ann Lee",)),
        ("Velizar Marquardt Content Strategist", ("Velizar Marquardt",)),
        ("Calden Herald Staff", ()),
        ("By Ann Lee, Reuters", ("Ann Lee",)),
        ("Por Ana Lago", ("Ana Lago",)),
        ("VON Karla Wendt, Jo Roe", ("Karla Wendt", "Jo Roe")),
        ("Von Miller", ("Von Miller",)),
        ("Von Der Leyen", ("Von Der Leyen",)),
        ("Von Karla Wendt und Jo Roe", ("Karla Wendt", "Jo Roe")),
        ("Анна Белова и Пётр Орлов", ("Анна Белова", "Пётр Орлов")),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Von Calden Courier", ()),
    ],
)
def test_names(byline: str, names: tuple[str, ...]) -> None:
    """Authors are names of persons: no place, role, date or outlet, an agency only where it is alone."""
    assert clean_names([byline], ["Calden Courier"], is_byline=True) == names


@pytest.mark.parametrize(
    ("language", "line", "authors"),
    [
        ("fr", "Par Anne Petit et Paul Roux", "Anne Petit; Paul Roux"),
        ("de-DE", "Von Jana Roth", "Jana Roth"),
        ("es", "Por Luis Mena", "Luis Mena"),
        ("de", "Von Berlin Nach Kabul", None),
        ("de", "Von Jana Roth bis heute", None),
        ("en", "Von Miller Returns", None),
    ],
)
def test_bylines_of_other_languages(language: str, line: str, authors: str | None) -> None:
    """A line that no class names is a byline where it holds whole names and nothing else."""
    page = (
        f"<html lang={language}><body><h1>The ferry</h1><p>{line}</p><article>{BODY}</article></body></html>"
    )
    assert parse_article(RawDocument(page.encode(), "text/html", "test")).authors == authors


def test_names_in_fields_stay_whole() -> None:
    """ "Von" before a name is a byline's word for "By", in a field a part of the name."""
    assert clean_names(["Von Karla Wendt"]) == ("Von Karla Wendt",)


@pytest.mark.parametrize(
    ("line", "byline", "authors"),
    [
        ("<p>by Ann Lee, February 14, 2024</p>", "by Ann Lee", "Ann Lee"),
        ('<span>By <a href="/x">Ann Lee</a>, staff writer</span>', "By Ann Lee , staff writer", "Ann Lee"),
        ("<p class=byline>By Ann Lee | alee@calden.example | Updated: May 3</p>", "By Ann Lee", "Ann Lee"),
        ("<p class=byline>By Ann Lee • 3 min read</p>", "By Ann Lee", "Ann Lee"),
        ('<p><a href="/authors/ann-lee">Ann Lee</a></p>', None, "Ann Lee"),
        (
            '<p class=byline>By Staff Reports</p><p><a href="/authors/ann-lee">Ann Lee</a></p>',
            "By Staff Reports",
            None,
        ),
        ("<div><span>By</span><span>Ann Lee</span></div>", "By Ann Lee", "Ann Lee"),
        ("<h6>Author(s)</h6><ul><li><a>Ann Lee</a><li><a>Bo Diaz</a></ul>", None, "Ann Lee; Bo Diaz"),
        ("<div class=author><b class=author-name>Ann Lee</b> Gardener and Astrologer</div>", None, "Ann Lee"),
        (
            "<p class=byline>By Company Size</p><p class=byline>By Ann Lee</p>",
            "By Ann Lee",
            "Ann Lee",
        ),
        (
            "<p class=byline>By Ann Lee</p><ol class=comments><a rel=author>Bo Diaz</a></ol>",
            "By Ann Lee",
            "Ann Lee",
        ),
        ("<ol class=comments><li><a rel=author>Bo Diaz</a></ol>", None, None),
        ('<meta name=author content="Calden Staff">', None, "Calden Staff"),
        ("<meta name=author content=annleemd>", None, "annleemd"),
        ("<meta name=author content=staff>", None, None),
        ("<meta name=author content=webmaster>", None, None),
        ("<p>By Friday the convoy of sixty had reached the border at Jarrow, it was said.</p>", None, None),
        ("<p>By Friday Evening.</p>", None, None),
        ('<p><a href="/world/calden">Ann Lee</a></p>', None, None),
    ],
)
def test_byline(line: str, byline: str | None, authors: str | None) -> None:
    """A byline is found without a class name and ends before its date and buttons; a sentence is none."""
    html = f"<html><body><h1>Brigade leaves Calden</h1>{line}<div>{BODY}</div></body></html>"
    article = parse_article(RawDocument(html.encode(), "text/html", "test"))
    assert (article.byline, article.authors) == (byline, authors)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By AP Writers Ann Lee and Bo Diaz", ("Ann Lee", "Bo Diaz")),
        ("By Ann Lee, Defence Correspondent, in Tbilisi", ("Ann Lee",)),
        ("By Ann Lee Email The Author", ("Ann Lee",)),
        ("Reporting by Ann Lee; Editing by Bo Diaz", ("Ann Lee",)),
        ("Reporting by Ann Lee in Kyiv; additional reporting by Bo Diaz", ("Ann Lee",)),
        ("By Staff Writer Ann Lee", ("Ann Lee",)),
        ("Ann Lee With AFP", ("Ann Lee",)),
    ],
)
def test_who_wrote_is_distinguished_from_who_helped(byline: str, names: tuple[str, ...]) -> None:
    """Desks, places, buttons and editors are not authors."""
    assert clean_names([byline]) == names


@pytest.mark.parametrize(
    ("title", "below", "authors"),
    [
        ("How a ferry is built", "<div><span>Karla Wendt</span><span>5 min</span></div>", "Karla Wendt"),
        ("How a ferry is built", "<div>Boat Building</div><figure><b>Karla Wendt</b></figure>", None),
        ("How a ferry is built", f"{BODY}<b>Karla Wendt</b>", None),
        ("How Karla Wendt built a ferry", "<b>Karla Wendt</b>", None),
        ("How a ferry is built | Karla Wendt", "", "Karla Wendt"),
        ("How a ferry is built | Calden Courier", "", None),
    ],
)
def test_a_name_alone_names_who_wrote_the_page(title: str, below: str, authors: str | None) -> None:
    """Between headline and prose, or as the name of the site, where nothing else names anybody."""
    head = f"<html lang=en><head><title>{title}</title></head>"
    page = f"{head}<body><h1>{title.split(' | ', maxsplit=1)[0]}</h1>{below}<article>{BODY}</article></body></html>"
    assert parse_article(RawDocument(page.encode(), "text/html", "test")).authors == authors


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Lee, Ann; Roe, Bo B.", "Ann Lee; Bo B. Roe"),
        ("Roth, Jana", "Jana Roth"),
        ("Smith, London", "Smith"),
        ("Ann Lee, Calden Courier; Bo Roe", "Ann Lee; Bo Roe"),
        ("García Márquez, Gabriel; van der Berg, Jan", "Gabriel García Márquez; Jan van der Berg"),
        ("Ann Lee, Bo Diaz; Karl Roe, Bo Poe", "Ann Lee; Bo Diaz; Karl Roe; Bo Poe"),
        ("Reuters, Kyiv; AP, Jarrow", None),
        ("Smith, London; Jones, Iraq; Roe, Tbilisi", "Smith; Jones; Roe"),
        ("Lee, Reporter; Roe, Calden Courier", "Lee; Roe"),
    ],
)
def test_names_as_reference_managers_write_them(byline: str, authors: str | None) -> None:
    """ "Last, First" between semicolons is one name; a house, a role or a place behind a name is none."""
    said = {"byline": byline, "outlet": "Calden Courier"}
    assert parse_article(RawDocument(BODY.encode(), "text/html", "test", said)).authors == authors
