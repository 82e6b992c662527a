"""The order in which several processes get the files."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.longest import LONGEST, longest_first

TESTS = Path(__file__).parent


def test_the_longest_files_are_there() -> None:
    """Each once; one that was renamed is noticed."""
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)


def test_they_come_first_and_then_those_with_most_tests() -> None:
    """The tests of a file stay together, in their order."""
    items: list[Any] = [
        SimpleNamespace(path=TESTS / name, number=number)
        for number, name in enumerate(
            ["a/test_one.py", "b/test_two.py", LONGEST[1], "b/test_two.py", LONGEST[0]]
        )
    ]
    longest_first(items)
    assert [item.number for item in items] == [4, 2, 1, 3, 0]
