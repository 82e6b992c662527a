"""Figures and dates in words."""

from datetime import date
from typing import Any

import duckdb
import pytest

from newsetl.report.wording import (
    describe_as_of,
    describe_sure,
    describe_value,
    percent_sure,
    source_in_words,
)
from newsetl.warehouse.macros import create_temporary_macros

FIGURE: dict[str, Any] = {"unit": "persons", "qualifier": "exact", "value_low": None, "value_high": None}


@pytest.mark.parametrize(
    ("slots", "shown"),
    [
        ({"value_low": 8892.0, "value_high": 8892.0, "value": 8892.0}, "8,892"),
        ({"value_low": 4000.0, "value_high": 4000.0, "value": 4000.0, "qualifier": "about"}, "about 4,000"),
        ({"value_low": 3000.0, "value_high": 4000.0, "qualifier": "range"}, "3,000–4,000"),
        ({"value_high": 60.0, "qualifier": "up_to", "unit": "percent"}, "up to 60 %"),
        ({"value_low": 2000.0, "qualifier": "vague"}, "at least 2,000"),
        ({"value_low": 2.0, "value_high": 2.0, "value": 2.0, "unit": "battalions"}, "2 battalions"),
        ({"value_low": 0.0, "value_high": 0.0, "value": 0.0}, "0"),
        ({}, "?"),
    ],
)
def test_a_figure_keeps_its_hedge_and_unit(slots: dict[str, Any], shown: str) -> None:
    """A hedge is said, an open range has no made-up end, zero is not unknown."""
    assert describe_value({**FIGURE, **slots}) == shown


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        (date(2017, 9, 1), date(2017, 9, 30), "month", "Sep 2017"),
        (date(2017, 1, 1), date(2017, 12, 31), "year", "2017"),
        (date(2017, 7, 1), date(2017, 9, 30), "quarter", "Q3 2017"),
        (date(2018, 2, 5), date(2018, 2, 5), "day", "5 Feb 2018"),
        (date(2018, 2, 5), date(2018, 2, 9), "range", "5 Feb 2018 – 9 Feb 2018"),
        (None, None, None, "not given"),
    ],
)
def test_a_date_is_as_precise_as_the_text(
    start: date | None, end: date | None, precision: str | None, shown: str
) -> None:
    """A month is not shown as a day, and missing fields are shown as missing."""
    row = {"as_of_start": start, "as_of_end": end, "as_of_precision": precision}
    assert describe_as_of(row) == shown


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"confidence": 0.81}, "81 % sure"),
        ({"confidence": 0.64, "weakest_field": "as_of"}, "64 % sure, least of the date"),
        ({"confidence": 0.4, "weakest_field": "exists"}, "40 % sure"),
        ({"confidence": 0.399}, "doubtful: 39 % sure"),
        ({"confidence": 0.399, "review": "confirmed"}, "39 % sure"),
        ({"confidence": 0.705}, "70 % sure"),
    ],
)
def test_how_sure_a_record_is(row: dict[str, Any], shown: str) -> None:
    """In per cent, with the field to check first."""
    assert describe_sure(row) == shown


@pytest.mark.parametrize(
    ("source", "outlet", "shown"),
    [
        ("Pentagon", "Post", "Pentagon"),
        (None, "Post", "source not found"),
        ("post", "Post", "the outlet’s own count"),
        (None, None, "source not found"),
    ],
)
def test_a_source_is_never_guessed(source: str | None, outlet: str | None, shown: str) -> None:
    """An outlet that prints a figure has not counted it for that."""
    assert source_in_words(source, outlet) == shown


def test_pages_and_tables_round_a_confidence_alike() -> None:
    """The macro and the function give every thousandth the same whole per cent, never more than there is."""
    shares = [thousandths / 1000 for thousandths in range(1001)]
    with duckdb.connect() as connection:
        create_temporary_macros(connection, ["percent_sure"])
        rows = connection.execute("SELECT percent_sure(unnest($1::DOUBLE[]))", [shares]).fetchall()
    assert [percent for (percent,) in rows] == [percent_sure(share) for share in shares]
    assert [percent_sure(share) for share in shares] == [thousandths // 10 for thousandths in range(1001)]
