"""The generated page is current."""

from pathlib import Path

from newsetl.docs.data_dictionary import data_dictionary

ROOT = Path(__file__).parent.parent


def test_the_data_dictionary_is_current() -> None:
    """docs/data-dictionary.md is what the declarations say (`make docs` writes it)."""
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == data_dictionary()
