"""The map of the code is current, and each module and lexicon says in its first line what it holds."""

from pathlib import Path

from newsetl.docs.code_map import code_map, described_files

PAGE = Path(__file__).parents[2] / "docs" / "code-map.md"


def test_the_map_is_current() -> None:
    """docs/code-map.md is what modules and lexicons say (`make docs` writes it)."""
    assert PAGE.read_text(encoding="utf-8") == code_map()


def test_no_file_is_silent() -> None:
    """A module begins with a docstring, a lexicon with a comment."""
    assert [path.name for path, text in described_files() if not text] == []
