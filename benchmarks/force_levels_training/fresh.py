"""Scores force levels on passages that had been labelled before any rule was read against them.

    PYTHONPATH=benchmarks python -m force_levels_training.fresh SHARED [PARSE_CACHE]

SHARED is the folder of the development data, into whose corpora passages/fresh_labels.jsonl points. Neither the reader
nor the weights learn from these. Their errors have been read since (see docs/evaluation.md), so that the next fresh
figure needs other passages.
"""

import hashlib
import sys
from pathlib import Path

from force_levels_training.material import PASSAGES, pointed_at
from newsetl.evaluation.corpora import Corpus
from newsetl.evaluation.evaluate import evaluate, signature

LABELS = PASSAGES / "fresh_labels.jsonl"


def main(shared: Path, parse_cache: Path | None) -> None:
    """Prints what is right of the fresh passages."""
    digest = hashlib.sha256(LABELS.read_bytes()).hexdigest()[:12]
    documents = tuple(pointed_at(LABELS, shared / "data"))
    corpus = Corpus(LABELS.name, digest, "force_levels", documents)
    score = evaluate(corpus, parse_cache)
    print(signature(corpus, score))
    for figure, value in score.figures.items():
        print(f"{figure} {value:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None)
