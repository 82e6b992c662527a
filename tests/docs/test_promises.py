"""The table of promises in docs/operations.md rests on tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTION = re.search(
    r"## What is promised.*?(?=\n## )", (ROOT / "docs/operations.md").read_text(encoding="utf-8"), re.S
)
ROWS = [
    line.split("|")[1:4] for line in (SECTION.group() if SECTION else "").splitlines() if "`tests/" in line
]


def named(cell: str) -> list[Path]:
    return [ROOT / name for name in re.findall(r"`((?:tests|benchmarks)/[^`]+)`", cell)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip() for row in ROWS])
def test_each_promise_names_tests_that_exist(row: list[str]) -> None:
    """Files of tests, or folders of them."""
    found = named(row[2])
    assert found
    for path in found:
        files = sorted(path.glob("test_*.py")) if path.is_dir() else [path]
        assert files, path
        assert all(
            "def test_" in file.read_text(encoding="utf-8") for file in files if file.name.startswith("test_")
        )


def test_what_is_said_to_be_killed_is_killed() -> None:
    """A row that says "kill -9" names tests of which each sends that signal to a process."""
    killing = [path for row in ROWS if "kill -9" in row[0] for path in named(row[2])]
    assert len(killing) >= 3
    for path in killing:
        assert re.search(r"SIGKILL|\.kill\(\)", path.read_text(encoding="utf-8")), path


def test_every_mishap_has_its_row() -> None:
    """Killed, power cut, disk full, two writers, damaged file, hostile document, schema change, clock set back."""
    told = " ".join(row[0] for row in ROWS)
    for mishap in ("killed", "power", "disk is full", "two runs", "damaged", "hostile", "columns", "clock"):
        assert mishap in told
