"""Texts in capitals or in lower case are read with the capitals that English has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.language.casing import with_case


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "DAMASCUS, 4 MAY -- THE REBELS SENT 300 MEN TO IDLIB, A SPOKESMAN SAID. U.S. TROOPS MAY LEAVE.",
            "Damascus, 4 May -- The rebels sent 300 men to Idlib, a spokesman said. U.S. Troops may leave.",
        ),
        (
            "two companies of the police were sent to gujarat on friday, an official in delhi said. they may stay.",
            "Two companies of the police were sent to Gujarat on Friday, an official in Delhi said. They may stay.",
        ),
        (
            "the central government asked the states of bihar and gujarat to wait, and the states agreed on monday.",
            "The central government asked the states of Bihar and Gujarat to wait, and the states agreed on Monday.",
        ),
        (
            "the rapid action force and the tamil tigers met at the southern front, the radio of the town said.",
            "The Rapid Action Force and the Tamil Tigers met at the southern front, the radio of the town said.",
        ),
        (
            "troops of the central african republic left, a doctor in port-au-prince said, and soldiers came.",
            "Troops of the Central African Republic left, a doctor in Port-au-Prince said, and soldiers came.",
        ),
        (
            "the abbot and a neighbour told human rights watch that the ministry had sent a brigadier.",
            "The abbot and a neighbour told Human Rights Watch that the ministry had sent a brigadier.",
        ),
        (
            "grace mallo and captain oya james met the mark of the war in silence, and nobody will say why.",
            "Grace Mallo and captain Oya James met the mark of the war in silence, and nobody will say why.",
        ),
    ],
)
def test_names_get_their_capitals(text: str, read: str) -> None:
    """Sentences, names, months and days begin with a capital, common words do not."""
    assert with_case(text) == read


def test_ordinary_text_stays() -> None:
    """A text with both kinds of letters is left as it is."""
    text = "The UN sent 300 soldiers to Goma on Monday, a spokesman for the mission said in New York."
    assert with_case(text) == text


@given(st.text(max_size=300))
def test_length_never_changes(text: str) -> None:
    """Offsets into the reading copy are offsets into the text."""
    for one in (text, text.upper(), text.lower()):
        assert len(with_case(one)) == len(one)
