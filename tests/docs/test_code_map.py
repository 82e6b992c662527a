"""The map of the code is current, and each module and lexicon says in its first line what it holds."""

import re
from pathlib import Path

from newsetl.docs.code_map import code_map, described_files

PAGE = Path(__file__).parents[2] / "docs" / "code-map.md"


def test_the_map_is_current() -> None:
    """docs/code-map.md is what modules and lexicons say (`make docs` writes it)."""
    assert PAGE.read_text(encoding="utf-8") == code_map()


def test_no_file_is_silent() -> None:
    """A module begins with a docstring, a lexicon with a comment."""
    assert [path.name for path, text in described_files() if not text] == []


def test_lexicons_that_code_and_pages_name_exist() -> None:
    """A docstring or a page that sends somebody to a table that has moved costs an hour."""
    root = PAGE.parents[1]
    pages = [*root.joinpath("src").rglob("*.py"), *root.joinpath("docs").glob("*.md"), root / "README.md"]
    named = {
        (page.name, name)
        for page in pages
        for name in re.findall(r"lexicons/([\w/]+\.(?:csv|txt))", page.read_text(encoding="utf-8"))
    }
    lexicons = root / "src" / "newsetl" / "lexicons"
    assert sorted((page, name) for page, name in named if not (lexicons / name).is_file()) == []
