"""Whether a force is in a place, near it or at its border, and the words that say so."""

import pytest

from newsetl.report.wording import place_in_words, where_in_words
from tests.extractors.texts import rows_of


@pytest.mark.parametrize(
    ("text", "relation", "words"),
    [
        ("France has 1,500 soldiers in Niger.", "in", "Niger"),
        ("Russia has massed 100,000 soldiers near the Ukrainian border.", "border", "Ukrainian"),
        ("Russia has 100,000 soldiers on Ukraine's eastern border.", "border", "Ukraine"),
        ("Poland moved 6,000 soldiers to its border with Belarus.", "border", "Belarus"),
        ("Russia raised its presence along the Ukrainian border by 7,000 soldiers.", "border", "Ukrainian"),
        ("Turkey keeps 3,000 soldiers on the border.", "border", "Turkey"),
        ("North Korea keeps 700,000 troops just 60 miles from Seoul.", "near", "Seoul"),
        ("M23 has 2,000 men around Goma.", "near", "Goma"),
        ("About 300 French sailors are off Somalia.", "near", "Somalia"),
        ("India has 60,000 soldiers along the India-China border in Ladakh.", "in", "Ladakh"),
        ("Iraq has 3,000 soldiers.", None, "Iraq"),
    ],
)
def test_words_say_how_near(text: str, relation: str | None, words: str | None) -> None:
    """A border, a distance and "around" are not "in"; where no word says where, there is no relation."""
    ((row,),) = rows_of([text], "force_levels")
    assert (row.place_relation, row.place_text) == (relation, words)


def test_words_name_the_actor() -> None:
    """As they stand in the text; none where it names nobody."""
    named, unnamed = rows_of(
        ["Some 900 Kenyan soldiers are in Haiti.", "Some 900 are in Haiti."], "force_levels"
    )
    assert [row.actor_text for row in (*named, *unnamed)][:1] == ["Kenyan"]
    assert all(row.actor_text is None for row in unnamed)


@pytest.mark.parametrize(
    ("relation", "place", "where"),
    [
        ("in", "Goma", "in Goma"),
        (None, "Goma", "in Goma"),
        ("near", "near Goma", "near Goma"),
        ("border", "the border of Goma", "at the border of Goma"),
    ],
)
def test_readers_are_told_how_near(relation: str | None, place: str, where: str) -> None:
    """In words."""
    row = {"place_name": "Goma", "place_relation": relation}
    assert (place_in_words(row), where_in_words(row)) == (place, where)
    assert where_in_words({"place_name": None}) is None


def test_a_name_has_no_line_end() -> None:
    """Where the text is wrapped within it; the words are as they stand."""
    ((row,),) = rows_of(["Some 300 foreign\nrebels hold the town of Goma."], "force_levels")
    assert (row.actor_name, row.actor_text) == ("foreign rebels", "foreign\nrebels")


def test_the_nearest_words_name_the_actor() -> None:
    """'American' beside the soldiers, not the state that the sentence opens with."""
    text = "The United States has agreed on who pays for the 28,500 American soldiers in South Korea."
    ((row,),) = rows_of([text], "force_levels")
    assert (row.actor_name, row.actor_text) == ("United States", "American")


def test_words_that_name_another_place_are_not_given() -> None:
    """The town of the sentence before does not name the country that the figure is in."""
    text = "Niamey was calm on Monday. France has 1,500 soldiers in the country, a minister said."
    ((row,),) = rows_of([text], "force_levels")
    assert (row.place_name, row.place_text) == ("Niger", None)
