"""The gold sets of force levels: our own shipped one, and the development set where it is at hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsetl.evaluation.corpora import Corpus, read_corpus
from newsetl.evaluation.evaluate import evaluate
from newsetl.number_reader import reader_info

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "gold" / "force_levels.jsonl"


def test_own_gold_is_large_and_half_of_it_traps() -> None:
    """Two hundred texts or more, half of them without a force level, and every label is the text's own."""
    corpus = read_corpus(OWN)
    records = [(d, r) for d in corpus.documents for r in d.labels["force_levels"]]
    assert len(corpus.documents) >= 200
    assert sum(not d.labels["force_levels"] for d in corpus.documents) >= 100
    assert all(d.text[r["start"] : r["end"]] == r["surface"] for d, r in records)


def test_own_gold_floors() -> None:
    """What was reached on our own sentences, which were written beside the rules, is not lost."""
    figures = evaluate(read_corpus(OWN)).figures
    assert figures["found_all_precision"] >= 0.94
    assert figures["found_all_f1"] >= 0.95
    assert figures["full_record_all_f1"] >= 0.78
    assert figures["slot_actor"] >= 0.94
    assert figures["slot_place"] >= 0.90


@pytest.fixture(scope="module")
def development_set(shared: Path) -> Corpus:
    return read_corpus(shared / "gold" / "force_levels" / "dev.jsonl")


@pytest.mark.slow
def test_held_out_floors(shared: Path) -> None:
    """On fold 0, which the reader was not trained on but the weights were fitted on, scores stay at or above these."""
    corpus = read_corpus(shared / "gold" / "force_levels" / "train.jsonl")
    unseen = tuple(d for d in corpus.documents if d.labels["fold"] in reader_info().card["held_out_folds"])
    figures = evaluate(replace(corpus, documents=unseen)).figures
    assert figures["found_all_precision"] >= 0.85
    assert figures["found_all_f1"] >= 0.85
    assert figures["full_record_all_f1"] >= 0.40


@pytest.mark.slow
def test_development_floors(development_set: Corpus) -> None:
    """On the passages that the first rules were read against, scores stay at or above these floors."""
    figures = evaluate(development_set).figures
    assert figures["found_prose_f1"] >= 0.95
    assert figures["found_list_f1"] >= 0.95
    assert figures["full_record_prose_f1"] >= 0.77
    assert figures["slot_actor"] >= 0.93
    assert figures["slot_place"] >= 0.92
