"""Regular expressions mean the same on every Python that newsetl runs on."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "newsetl"
POSSESSIVE_GROUP = re.compile(r"(?<!\()[)}][*+?]\+|\(\?>")  # no lists of characters: "()*+,"


def test_no_possessive_groups() -> None:
    """Python before 3.11.5 takes a possessive group for one that cannot repeat: "1,700" was read as "1"."""
    files = sorted(SOURCE.rglob("*.py"))
    found = [path.name for path in files if POSSESSIVE_GROUP.search(path.read_text(encoding="utf-8"))]
    assert files
    assert found == []
