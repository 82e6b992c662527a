"""Macros that tell parts from wholes, and their loan to a database of an older version."""

import duckdb
import pytest

from newsetl.warehouse.macros import lend_macros, missing_macros

PARTS = ("names_a_part", "names_part_of_place", "tells_a_part")


@pytest.fixture(scope="module")
def connection():
    """A database that no newsetl has made, with the macros lent to it."""
    with duckdb.connect() as connection:
        assert missing_macros(connection, PARTS) == list(PARTS)
        lend_macros(connection, PARTS)
        assert missing_macros(connection, PARTS) == []
        yield connection


@pytest.mark.parametrize(
    ("sentence", "surface", "is_part"),
    [
        ("Of the 900 men, of whom 400 came by sea, none stayed.", "400", True),
        ("They sent 900 men, including 400 sappers.", "400", True),
        ("100 of the 100,000 soldiers are at the pass.", "100", True),
        ("5 of its 55 gunners stayed.", "5", True),
        ("Some 400 of them are sappers.", "400", True),
        ("They sent 900 men and 400 sappers.", "400", False),
        ("They sent 1,400 men, including 900 sappers.", "400", False),
        ("Of the 900 men, 40 per cent left; 400 came.", "400", False),
    ],
)
def test_a_figure_is_a_part_of_a_larger_one(connection, sentence, surface, is_part):
    assert connection.execute("SELECT names_a_part(?, ?)", [sentence, surface]).fetchone() == (is_part,)


@pytest.mark.parametrize(
    ("sentence", "place", "is_part"),
    [
        ("900 men are in north-eastern Norland.", "Norland", True),
        ("900 men are in the south-east of Norland.", "Norland", True),
        ("900 men are north of Norland.", "Norland", False),
        ("900 men are on the front between Ostra and Vesta.", "Norland", True),
        ("900 men are in Norland, most in eastern Norland.", "Norland", False),
        ("900 men are in Norland's south.", "Norland", False),
        ("900 men are there.", None, False),
    ],
)
def test_a_figure_is_of_a_part_of_its_place(connection, sentence, place, is_part):
    assert connection.execute("SELECT tells_a_part(?, '900', ?)", [sentence, place]).fetchone() == (is_part,)
