"""Markup is blanked, whatever is in it stays where it is."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.language import markup
from newsetl.language.markup import without_markup


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Gen. Ode** [said](https://example.org/kabul) so.", "Gen. Ode said so."),
        ("*The Herald* wrote __that__", "The Herald wrote that"),
        ("[**Sen. Ana Ruiz**](https://example.org/(a)/b)**:** “No.”", "Sen. Ana Ruiz : “No.”"),
        ('<figure class="wide">\n<img src="x"\nalt="Kabul" />\n</figure>Troops left.', "Troops left."),
        ("![A tank in Mosul](/img/tank.jpg) Troops left.", "Troops left."),
        ("See https://example.org/news/baghdad-bombs?id=3, he said.", "See , he said."),
        ("\\[sic\\] and \\#1", "[sic ] and #1"),
        ("## Forces by country\n> 300 men", "Forces by country 300 men"),
        ("Tanks &amp; guns&nbsp;here", "Tanks & guns here"),
        ("Tanks&#10;here&#x2028;too", "Tanks here too"),
        ("12<sup>th</sup> Brigade", "12 th Brigade"),
        ("<!-- note: 500 men --> none", "none"),
    ],
)
def test_marks_tags_and_addresses_are_not_read(text: str, words: str) -> None:
    """What is left is what a reader of the page reads."""
    read = without_markup(text)
    assert " ".join(read.split()) == words
    assert len(read) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Losses < 500 and > 300, snake_case, 2 * 3, A*STAR, #hash, R&D; fine.",
        "The <Kurdish> word; [sic] and (so on) stay.",
        "He said: [We] left (see map).",
    ],
)
def test_what_is_no_markup_stays(text: str) -> None:
    """A writer's own signs are kept."""
    assert without_markup(text) == text


@given(st.text(alphabet="ab [](){}<>/*_#!\\&;:-\n\"'ps.http10", max_size=200))
def test_characters_keep_their_places(text: str) -> None:
    """However broken the markup, the text keeps its length and its line breaks."""
    read = without_markup(text)
    assert len(read) == len(text)
    assert [i for i, c in enumerate(read) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize(
    "hostile", ["[" * 20_000, "](" * 20_000, "<p " * 20_000, "<!--" * 20_000, "*" * 50_000, "![[" * 9_000]
)
def test_hostile_markup_is_read_in_bounded_steps(hostile: str) -> None:
    """Unclosed marks by the thousand end, as they are or blanked."""
    assert len(without_markup(hostile)) == len(hostile)


def test_the_example_of_the_docstring() -> None:
    """The docstring is true."""
    assert doctest.testmod(markup).failed == 0
