"""Force levels by kind of trap and wording: short passages in our own words with the rows that they must give."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from newsetl.tables.force_levels import ForceLevel
from tests.extractors.texts import rows_of

KINDS = Path(__file__).with_name("force_level_kinds.jsonl")
PUBLISHED = "2024-03-03"
# Passages of a kind that may fail: docs/force-levels.md names what does, and one may change sides in a training.
LEEWAY = 2
KNOWN_TO_FAIL = {"whose": 3, "nouns": 2, "called up": 2}
COLUMNS = {
    "low": "value_low",
    "high": "value_high",
    "personnel": "personnel_type",
    "place": "place_iso3",
    "place_not": "place_iso3",
    "actor_not": "actor_iso3",
    "modality_not": "modality",
    "measure_not": "measure",
}
NAMED = {
    "actor": ("actor_iso3", "actor_name"),
    "place_name": ("place_name",),
    "source": ("source_name", "via_name"),
}
CASES = [json.loads(line) for line in KINDS.read_text("utf-8").splitlines()]
Case = Mapping[str, Any]


@pytest.fixture(scope="module")
def failures() -> dict[str, list[str]]:
    """What is wrong, by kind."""
    found: dict[str, list[str]] = {case["kind"]: [] for case in CASES}
    read = rows_of([case["text"] for case in CASES], "force_levels", PUBLISHED)
    for case, rows in zip(CASES, read, strict=True):
        found[case["kind"]] += wrong_in(case, rows)[:1]
    return found


@pytest.mark.parametrize("kind", sorted({case["kind"] for case in CASES}))
def test_a_kind_comes_out_right(kind: str, failures: dict[str, list[str]]) -> None:
    """Of the passages of one kind no more fail than are known to, plus one or two."""
    assert len(failures[kind]) <= KNOWN_TO_FAIL.get(kind, 1) + LEEWAY - 1, failures[kind]


def test_nine_in_ten_passages_come_out_right(failures: dict[str, list[str]]) -> None:
    """A training that loses one kind to win another is seen."""
    assert sum(map(len, failures.values())) <= len(CASES) * 0.1


def test_every_kind_has_passages() -> None:
    """No kind rests on one passage, and the labels are in the texts."""
    assert min(Counter(case["kind"] for case in CASES).values()) >= 5
    assert all(surface in case["text"] for case in CASES for surface in [*dict(case["rows"]), *case["none"]])


def wrong_in(case: Case, rows: list[ForceLevel]) -> list[str]:
    """What a passage's rows get wrong."""
    told = []
    for surface, wanted in case["rows"]:
        row = next((row for row in rows if row.surface == surface), None)
        fields = (
            ["missed"] if row is None else [f for f, value in wanted.items() if not is_right(row, f, value)]
        )
        told += [f"{case['text']!r}: {surface}: {fields}"] if fields else []
    return told + [
        f"{case['text']!r}: {s}: spurious" for s in case["none"] if any(r.surface == s for r in rows)
    ]


def is_right(row: ForceLevel, field: str, value: Any) -> bool:
    """By the names that the passages use: an actor is a code or words of a name, a place its country's code."""
    column = COLUMNS.get(field, field)
    if field == "as_of":
        return str(row.as_of_start or "").startswith(value) if value else row.as_of_start is None
    if field.endswith("_not"):
        return bool(getattr(row, column) != value)
    if field in NAMED:
        names = [getattr(row, name) for name in NAMED[field]]
        return any(name is not None and re.search(value, name, re.IGNORECASE) for name in names)
    return bool(getattr(row, column) == value)
