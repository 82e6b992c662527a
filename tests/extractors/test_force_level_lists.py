"""Lists of forces in our own words: entries come out right, and layouts that are not understood say so."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newsetl.extractors.force_levels.how_many.items import first_match
from newsetl.extractors.force_levels.list_entries import layout_confidence
from newsetl.lexicons import read_table
from newsetl.tables.force_levels import ForceLevel
from tests.extractors.test_force_level_kinds import is_right
from tests.extractors.texts import rows_of

LISTS = Path(__file__).with_name("force_level_lists.jsonl")
PUBLISHED = "2024-03-03"
CASES = [json.loads(line) for line in LISTS.read_text("utf-8").splitlines()]
DOUBTFUL_BELOW = 0.4
SURE = 0.9


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, Any], ForceLevel, bool]]:
    """Each list's rows, and whether they are as labelled."""
    found = []
    for case, rows in zip(
        CASES, rows_of([case["text"] for case in CASES], "force_levels", PUBLISHED), strict=True
    ):
        labels = dict(case["rows"])
        for row in rows:
            wanted = labels.get(row.surface)
            right = wanted is not None and all(is_right(row, f, v) for f, v in wanted.items())
            if wanted is not None or row.surface in case["none"]:
                found.append((case, row, right))
    return found


def test_no_entry_is_missed(judged: list[tuple[dict[str, Any], ForceLevel, bool]]) -> None:
    """Every labelled entry is a row."""
    read = {(case["text"], row.surface) for case, row, _ in judged}
    assert {(case["text"], surface) for case in CASES for surface, _ in case["rows"]} <= read


def test_entries_shown_first_are_right(judged: list[tuple[dict[str, Any], ForceLevel, bool]]) -> None:
    """Where the layout is understood 95 in 100 entries are right, below the threshold one in two at most."""
    sure = [right for _, row, right in judged if row.confidence >= SURE]
    unsure = [right for _, row, right in judged if row.confidence < DOUBTFUL_BELOW]
    assert len(sure) > 80
    assert sum(sure) / len(sure) >= 0.95
    assert len(unsure) > 5
    assert sum(unsure) / len(unsure) <= 0.5


def test_columns_without_heads_say_what_to_check() -> None:
    """Two columns of numbers that nothing heads are kept off the first screen, with the field to check."""
    (rows,) = rows_of(
        ["Soldiers in the mission, by country:\n\nItaly | 1,870 | 940\nNepal | 660 | 730\nFiji | 90 | 60\n"],
        "force_levels",
        PUBLISHED,
    )
    assert [row.surface for row in rows] == ["1,870", "940", "660", "730", "90", "60"]
    assert all(row.confidence < DOUBTFUL_BELOW and row.weakest_field == "exists" for row in rows)


@pytest.mark.parametrize("row", list(read_table("forces/lists")), ids=lambda row: row["example"])
def test_every_line_of_list_words_fits_its_example(row: dict[str, str]) -> None:
    """The example of each line is read as the line says, and its counter-example not by that line."""
    assert first_match(row["part"], row["example"]) == row["value"]
    assert re.search(row["words"], row["counter_example"], re.IGNORECASE) is None


def test_surer_layouts_are_those_that_are_understood() -> None:
    """What is counted ranks: reported before guessed."""
    assert layout_confidence("labels told").confidence > layout_confidence("labels guessed").confidence
    assert (
        layout_confidence("columns told").confidence
        > DOUBTFUL_BELOW
        > layout_confidence("columns guessed").confidence
    )
