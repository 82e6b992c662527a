"""Forces of several states that a text only describes are somebody's: an alliance's, or their own."""

import pytest

from tests.extractors.texts import rows_of

CASES = [
    (
        "NATO held its exercise in May. Serbia complained. The alliance has sent 700 more soldiers to the north.",
        "700",
        "NATO",
    ),
    (
        "The Security Council met on Monday. About 6,700 peacekeepers are in the country now.",
        "6,700",
        "UN",
    ),
    ("A West African force of 3,500 soldiers landed in Monrovia on Monday.", "3,500", "ECOWAS"),
    ("The regional force has 8,700 soldiers in the basin of the lake.", "8,700", "regional force"),
]


@pytest.mark.parametrize(("text", "surface", "actor"), CASES)
def test_a_description_tells_whose_a_force_is(text: str, surface: str, actor: str) -> None:
    """An alliance is meant where the article names it; what has no name keeps the words of the text."""
    (rows,) = rows_of([text], "force_levels")
    assert [(row.surface, row.actor_name) for row in rows] == [(surface, actor)]


def test_an_alliance_that_the_article_does_not_name_is_not_meant() -> None:
    """ "The alliance" of two parties is not NATO."""
    (rows,) = rows_of(["The two militias met. The alliance has 700 fighters in the hills."], "force_levels")
    assert [(row.surface, row.actor_name) for row in rows] == [("700", "fighters")]
