"""Titles, offices, relations and given names tell whether a person is a woman or a man."""

import pytest

from newsetl.extractors.attributions.who.people.genders import genders_of
from tests.extractors.texts import entities_of


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("The mine was cleared, Baroness Torvik told parliament.", "f"),
        ("The mine was cleared, Lord Torvik told parliament.", "m"),
        ("Dame Torvik opened the clinic on Monday.", "f"),
        ("Imam Torvik called for calm after Friday prayers.", "m"),
        ("Army spokeswoman Torvik Hale said the bridge was open.", "f"),
        ("The party is led by Chair Torvik Hale, who spoke on Monday.", None),
        ("A woman told Torvik Hale about the raid.", None),
        ("He spoke, and his sister Torvik Hale spoke at the grave.", "f"),
    ],
)
def test_what_a_person_is_called_tells(text: str, gender: str | None) -> None:
    """A title counts right before the name, in whatever form titles.csv knows it; "Chair" is either's."""
    found = genders_of(text, entities_of(text))
    assert next(iter(found.values()), None) == gender


def test_a_given_name_tells_where_nothing_else_does() -> None:
    """Amina Torvik is a woman; a name on no list has no sex."""
    known, unknown = ("Amina Torvik arrived on Monday.", "Zzarn Torvik arrived on Monday.")
    assert list(genders_of(known, entities_of(known)).values()) == ["f"]
    assert genders_of(unknown, entities_of(unknown)) == {}
