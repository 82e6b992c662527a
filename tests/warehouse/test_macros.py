"""Macros that distinguish parts from wholes, and their use on a database of an older version."""

import duckdb
import pytest

from newsetl.warehouse.macros import create_temporary_macros, macros_for, missing_macros

PARTS = macros_for("tells_a_part", "part_told")


@pytest.fixture(scope="module")
def connection():
    """A database that no newsetl has made, with temporary macros."""
    with duckdb.connect() as connection:
        assert missing_macros(connection, PARTS) == PARTS
        create_temporary_macros(connection, PARTS)
        assert missing_macros(connection, PARTS) == []
        yield connection


def test_macros_come_with_all_that_they_use():
    """In the order in which they can be created, also for a query that calls them; a misspelt name is refused."""
    assert macros_for("as_latest") == ["percent_sure", "as_latest"]
    assert macros_for(sql="SELECT tells_a_part(1) FROM force_levels") == [
        "has_own_place", "names_a_part", "parts_of_place", "names_part_of_place", "tells_a_part",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="as_lately"):
        macros_for("as_lately")


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
        ("900 men are in Norland's south.", "Norland", True),
        ("900 men are at Norland's southern border.", "Norland", False),
        ("900 men hold the line between Ostra and Vesta, Norland's army said.", "Norland", True),
        ("900 men stay while talks in Wien between Ostra and Vesta go on.", "Norland", False),
        ("900 men came between March and June.", "Norland", False),
        ("Of 2,000 abroad, 900 of them in Norland, some left.", "Norland", False),
        ("Of 2,000 abroad, 900 of them in southern Norland, some left.", "Norland", True),
        ("It sent 2,000, including 900 soldiers stationed in Norland.", "Norland", False),
        ("It sent 2,000, including 900 sappers, to Norland.", "Norland", True),
        ("900 of its 2,000 men in Norland are sick.", "Norland", True),
        ("900 men are there.", None, False),
    ],
)
def test_a_figure_is_of_a_part_of_its_place(connection, sentence, place, is_part):
    assert connection.execute("SELECT tells_a_part(?, '900', ?)", [sentence, place]).fetchone() == (is_part,)


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("900 men are in north-eastern Norland.", "northeast"),
        ("900 men are in the north east of Norland.", "northeast"),
        ("900 men are in the south and east of Norland.", "east and south"),
        ("900 men are in the centre of Norland.", "centre"),
        ("900 men are in central Norland.", "centre"),
        ("900 men hold the line between Vesta and Ostra in northern Norland.", "between Ostra and Vesta"),
        ("Of 2,000, 900 of them in western Norland, some left.", "west"),
        ("900 men came, 300 of them to western Norland.", None),
        ("900 men are in western Norland and 300 in eastern Norland.", None),
        ("Of 2,000, 900 of them are sappers.", None),
        ("900 men are in Norland.", None),
    ],
)
def test_a_part_of_a_place_has_one_name(connection, sentence, part):
    """However it is written; none where the sentence leaves open which figure is of which part."""
    assert connection.execute("SELECT part_told(?, '900', 'Norland')", [sentence]).fetchone() == (part,)


def test_a_name_of_two_countries_is_neither():
    """ "Congo" may be either of two, so that nobody knows which one is asked for."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE country_codes (iso3 VARCHAR, name VARCHAR, other_names VARCHAR)")
        connection.execute(
            "INSERT INTO country_codes VALUES ('COD', 'DR Congo', 'Congo; DRC'), ('COG', 'Congo', NULL)"
        )
        create_temporary_macros(connection, ["country_code_of"])
        told = [
            connection.execute("SELECT country_code_of(?)", [name]).fetchone()[0] for name in ("Congo", "drc")
        ]
    assert told == [None, "cod"]
