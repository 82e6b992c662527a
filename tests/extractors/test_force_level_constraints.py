"""Hard constraints and wordings: the tables are complete, and each wording fits its example."""

import re

import pytest

from newsetl.extractors.force_levels.constraints import BARS
from newsetl.extractors.force_levels.evidence import FIELDS
from newsetl.extractors.force_levels.what_kind.options import MEASURES, MODALITIES
from newsetl.extractors.force_levels.what_kind.wordings import worded
from newsetl.language.numbers import find_numbers
from newsetl.lexicons import read_table


def test_the_table_lists_every_constraint_once() -> None:
    """What is listed is what is tested for, each for one question, with an example."""
    rows = list(read_table("forces/constraints"))
    assert [row["constraint"] for row in rows] == list(BARS)
    assert all(row["question"] in FIELDS and row["bars"] and row["example"] for row in rows)


@pytest.mark.parametrize("row", list(read_table("forces/wordings")), ids=lambda row: row["example"])
def test_every_wording_fits_its_example(row: dict[str, str]) -> None:
    """The example of each line is read as the line says."""
    text = row["example"]
    assert row["value"] in (MEASURES if row["question"] == "measure" else MODALITIES)
    number = find_numbers(text, 0, len(text))[0]
    assert worded(row["question"], text, number, (0, len(text))) == row["value"]


@pytest.mark.parametrize("row", list(read_table("forces/wordings")), ids=lambda row: row["counter_example"])
def test_no_wording_fits_its_counter_example(row: dict[str, str]) -> None:
    """What only looks like a wording leaves the question to the evidence."""
    text = row["counter_example"]
    assert all(
        worded(row["question"], text, number, (0, len(text))) is None
        for number in find_numbers(text, 0, len(text))
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("modality", "There are 3,000 men at the border, and no tanks."),
        ("measure", "The ceiling leaks in the barracks of the 300 soldiers."),
        ("measure", "Soldiers marched from 200 villages to 40 towns."),
        ("modality", "The report that 400 soldiers had come was read aloud."),
    ],
)
def test_other_wordings_settle_nothing(question: str, text: str) -> None:
    """Like words that say something else leave the answer to the evidence."""
    number = next(n for n in find_numbers(text, 0, len(text)) if re.fullmatch(r"\d[\d,]*", n.surface))
    assert worded(question, text, number, (0, len(text))) is None
