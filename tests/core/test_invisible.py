"""Characters that nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.core.invisible import places_of_visible, without_invisible

CASES = [
    ("the sol\xaddiers left", "the soldiers left"),
    ("8,\u200b892 troops\u2060 and\ufeff more", "8,892 troops and more"),
    ("\u200fKabul\u200e: \u200c5,000\u200d\u200c", "Kabul: 5,000"),
    ("می\u200cخواهم", "می\u200cخواهم"),  # Persian writes its words with it
    ("2\u202f900 and 3\xa0000", "2\u202f900 and 3\xa0000"),  # these are seen
    ("plain", "plain"),
]


@pytest.mark.parametrize(("text", "seen"), CASES)
def test_what_is_seen(text: str, seen: str) -> None:
    """Soft hyphens and what has no width go; spaces and other scripts' joiners stay."""
    assert without_invisible(text) == seen


@given(st.text(alphabet="ab .é\xad\u200b\u200c\u200dی\ufeff"))
def test_each_character_that_is_seen_keeps_its_place(text: str) -> None:
    """Offsets in what is seen lead to the same characters of the text."""
    places = places_of_visible(text)
    assert "".join(text[place] for place in (range(len(text)) if places is None else places)) == (
        without_invisible(text)
    )
