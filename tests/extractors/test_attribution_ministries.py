"""A state's ministry has one id however it is called, and another one than the same ministry of another state."""

import pytest

from tests.extractors.texts import attributions_of

CALLED = [
    "Iran's Ministry of Foreign Affairs",
    "The Iranian Foreign Ministry",
    "Iran's foreign ministry",
    "The Ministry of Foreign Affairs in Tehran",
    "The Foreign Ministry of Iran",
    "The Ministry of Foreign Affairs of Iran",
]


def _of(source: str) -> tuple[str | None, str | None]:
    (row,) = attributions_of(f"{source} said that nine had died.")
    return row.source_id, row.affiliation_iso3


@pytest.mark.parametrize("source", CALLED)
def test_a_ministry_has_one_id(source: str) -> None:
    """Possessive, demonym, capital and the field in other words name one body."""
    assert _of(source) == (_of(CALLED[0])[0], "IRN")


def test_the_ministries_of_two_states_are_two() -> None:
    """The state before the name tells them apart, though the model leaves it out of the name."""
    assert _of(CALLED[0])[0] != _of("Ukraine's Ministry of Foreign Affairs")[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mali's ministry of national defense", "The Malian Defence Ministry"),
        ("Ukraine's Ministry of Internal Affairs", "The Ukrainian interior ministry"),
        ("Lebanon's Ministry of Public Health", "The Lebanese health ministry"),
        ("Britain's Ministry of Defence", "The British Defence Ministry"),
    ],
)
def test_fields_in_other_words(one: str, other: str) -> None:
    """What a ministry is for is written in several ways."""
    assert _of(one)[0] == _of(other)[0]


def test_the_ministry_keeps_its_state() -> None:
    """ "The ministry" of the next sentence is that of the state."""
    rows = attributions_of(
        "Peru's Ministry of Foreign Affairs said it was late. The ministry said that nine had died."
    )
    assert [r.source_name for r in rows] == ["Peru's Ministry of Foreign Affairs"] * 2
