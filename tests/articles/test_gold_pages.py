"""The gold pages in our own words are read in full."""

from pathlib import Path

import pytest

from newsetl.evaluation.corpora import read_corpus
from newsetl.evaluation.evaluate import evaluate

GOLD = Path(__file__).parents[1] / "gold" / "pages" / "gold.jsonl"
FLOORS = {"articles": 1.0, "body_f1": 0.99, "title": 1.0, "authors_f1": 1.0, "date": 1.0, "undated_null": 1.0}
# On pages by others, with the rule of each corpus; never lowered silently.
SHARED_FLOORS = {
    "aeb": {"body_f1": 0.975},
    "aed": {"body_f1": 0.945, "title": 0.97, "authors_f1": 0.91},
    "wcxb": {"body_f1": 0.955, "title": 0.88, "authors_f1": 0.83, "date": 0.81},
    "htmldate": {"date": 0.90},
}


def test_gold_pages() -> None:
    """Every page is an article with its text, title, authors and date; a page without a date has none."""
    score = evaluate(read_corpus(GOLD))
    assert {name: score.figures[name] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(
        FLOORS, True
    ), score


@pytest.mark.slow
@pytest.mark.parametrize("corpus", sorted(SHARED_FLOORS))
def test_floors(shared: Path, corpus: str) -> None:
    """On pages by others the scores stay above their floors."""
    score = evaluate(read_corpus(shared / "data" / "pages" / corpus / "gold.jsonl"))
    for name, floor in SHARED_FLOORS[corpus].items():
        assert score.figures[name] >= floor, (name, score.figures)
