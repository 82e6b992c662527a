"""The line of a mart's SQL file that says how it is kept up to date."""

import pytest

from newsetl.warehouse.mart_headers import Refresh, read_header, require_columns


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        (["Articles a day."], Refresh()),
        (["Articles a day.", "refresh by: day"], Refresh("day")),
        (["refresh by: week, with 4 before it"], Refresh("week", 4)),
        (["refresh by: month of the story"], Refresh("month of the story")),
    ],
)
def test_a_header_is_read(notes: list[str], expected: Refresh) -> None:
    """A mart without one is a view."""
    assert read_header("a.sql", notes) == expected


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("refresh by: hour", "'refresh by: hour' is not understood: write one line 'refresh by: ' with one of day"),
        ("refreshed by day", "'refreshed by day' is not understood"),
        ("Refresh by: day", "'Refresh by: day' is not understood"),
        ("refresh by: story, with 2 before it", "periods before it go with day, week, month, not with 'story'"),
    ],
)  # fmt: skip
def test_a_mistyped_header_is_reported(note: str, told: str) -> None:
    """It would make a view of the mart, slow and unnoticed."""
    with pytest.raises(ValueError, match=r"outlets\.sql: ") as error:
        read_header("outlets.sql", ["Outlets.", note])
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("by", "columns", "told"),
    [
        ("day", {"month": "DATE"}, "needs a DATE column 'day'"),
        ("week", {"week": "VARCHAR"}, "needs a DATE column 'week'"),
        ("month of the story", {"day": "DATE"}, "needs a DATE column 'month'"),
        ("claim", {"story_id": "VARCHAR"}, "needs a column that ends in claim_id"),
    ],
)
def test_a_mart_has_the_column_that_it_is_refreshed_by(by: str, columns: dict[str, str], told: str) -> None:
    """Whoever adds a mart reads which column is missing, not an error of the database's."""
    with pytest.raises(ValueError, match=told):
        require_columns("outlets", by, columns)


def test_any_columns_do_where_all_is_rebuilt() -> None:
    """Keys may have a word in front, and a mart that is rebuilt whole needs none."""
    require_columns("outlets", "load", {"outlet": "VARCHAR"})
    require_columns("conflicts", "claim", {"first_claim_id": "VARCHAR"})
