"""A figure reads on its own as it does in its sentence."""

import duckdb
import pytest

from newsetl.warehouse.sql_files import read_scripts


@pytest.mark.parametrize(
    ("surface", "qualifier", "shown"),
    [
        ("4,000", None, "4,000"),
        ("4,000", "about", "about 4,000"),
        ("300", "up_to", "up to 300"),
        ("300", "at_least", "at least 300"),
        ("3,000 and 4,000", "range", "between 3,000 and 4,000"),
        ("3,000 to 4,000", "range", "3,000 to 4,000"),
        ("a hundred and fifty to two hundred", "range", "a hundred and fifty to two hundred"),
    ],
)
def test_hedges_stand_before_the_figure(surface: str, qualifier: str | None, shown: str) -> None:
    """What the text says before the figure and the row holds apart is said again."""
    (script,) = (script for script in read_scripts("macros") if script.name == "figure_in_words")
    with duckdb.connect() as connection:
        connection.execute(script.sql)
        found = connection.execute("SELECT figure_in_words(?, ?)", [surface, qualifier]).fetchone()
    assert found == (shown,)
