"""Datelines and bylines: one grammar for sentences, articles and places."""

import pytest

from newsetl.core.spans import Span
from newsetl.language.datelines import dateline_at, find_bylines, find_dateline, place_span, places_of


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("HAMMAM al-ALIL, Iraq (Reuters) - Families waved.", "HAMMAM al-ALIL, Iraq"),
        ("Hammam al-Alil, Iraq (AFP) — Families waved.", "Hammam al-Alil, Iraq"),
        ("GORI/TBILISI, Georgia, Aug 9 - Families fled.", "GORI/TBILISI, Georgia"),
        ("Gori, Aug.9 (ČTK) — Families fled.", "Gori"),
        ("HERAT, Afghanistan (May 2, 2012) - A patrol left.", "HERAT, Afghanistan"),
        ("HERAT, Afghanistan (May 2, 2012)\nA patrol left.", "HERAT, Afghanistan"),
        ("DAYTON--Strikers met.", "DAYTON"),
        ("TYRE, Lebanon (AP)_ Boats left.", "TYRE, Lebanon"),
        ("A headline that ends. WINDSOR - The town met.", "WINDSOR"),
    ],
)
def test_datelines(text: str, places: str) -> None:
    """Towns with small parts of names, two towns, days and agencies in any of their forms, and any dash."""
    found = find_dateline(text, 600)
    assert found is not None
    assert places_of(found) == places
    where = place_span(found)
    assert text[where.start : where.end] == places


@pytest.mark.parametrize(
    "text",
    [
        "AFP - The minister left.",
        "Ada Lind (AL): I was there.",
        "Sen. Ada Lind (D-Del.)--she of the tax--left.",
        "THE WORKERS UNITED FRONT (WUF) MET AGAIN.",
        "THEY WORK AROUND-THE-CLOCK.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    """Agencies, speakers, parties, and words in capitals."""
    assert find_dateline(text, 600) is None


def test_a_sentence_begins_behind_a_dateline_of_any_form() -> None:
    """Also where no blank is behind the dash."""
    text = "DAYTON--Strikers met."
    found = dateline_at(text)
    assert found is not None
    assert text[found.end() :] == "Strikers met."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("By Ada Holm in Erbil\n\nIt rained.", ["By Ada Holm in Erbil"]),
        ("From Musa Pam, Jos\n\nIt rained.", ["From Musa Pam, Jos"]),
        ("From Here To There It Rained\n\nIt rained.", []),
        ("By Friday they had left.\n\nIt rained.", []),
    ],
)
def test_bylines(text: str, lines: list[str]) -> None:
    """Lines of their own that end like no sentence."""
    assert [text[line.start : line.end] for line in find_bylines(text, 600)] == lines


def test_a_byline_is_where_it_says() -> None:
    """Blanks around it are not part of it."""
    assert list(find_bylines("  By Ada Holm  \nIt rained.", 600)) == [Span(2, 13)]
