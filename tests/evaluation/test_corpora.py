"""Gold files: what `newsetl evaluate` takes, and what it says of the rest."""

from pathlib import Path

import pytest

from newsetl.errors import UserError
from newsetl.evaluation.corpora import read_corpus

GOLD = Path(__file__).parents[1] / "gold"


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.name)
def test_each_file_of_the_folder_is_gold(path: Path) -> None:
    """`newsetl evaluate tests/gold/*.jsonl`, as the documentation has it, reads every file."""
    assert read_corpus(path).documents


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a", "text": "x"}', "holds no gold labels"),
        ('{"id": "a", "text": "x", "places": []}\n{"text": "y", "places": []}', "document 2 has no id"),
        ("id,text", "one JSON document a line"),
    ],
)
def test_what_is_no_gold_is_reported_in_a_line(tmp_path: Path, line: str, said: str) -> None:
    """The message says what the file lacks."""
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        read_corpus(path)
