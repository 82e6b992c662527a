"""Learns both tables of places; prints the figures of held-back folds.

PYTHONPATH=benchmarks python -m places_training SHARED
"""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsetl import lexicons
from newsetl.evaluation.corpora import read_corpus
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.extractors.region_mentions.evidence import NAMES
from newsetl.extractors.region_mentions.recognise import recognition_weights
from newsetl.gazetteer import Gazetteer, load_gazetteer
from newsetl.language import Analysis
from newsetl.pipeline import wants_names
from places_training.folds import Judged, held_back_report
from places_training.material import Material, read_material
from places_training.recognition import (
    FOLDS,
    Sample,
    learn_recognition,
    recognition_report,
    samples_of,
)
from places_training.resolution import (
    WEIGHT_OF_CORPUS,
    Case,
    case_of,
    learn_resolution,
    resolution_report,
)

TABLES = Path(lexicons.__file__).parent / "places"
JUDGED = ("lgl", "tudloc")
Texts = Sequence[tuple[int, tuple[Material, Analysis]]]


def main() -> None:
    """Learns recognition first, for resolution builds on it; then both once more without each fold."""
    shared, gazetteer = Path(sys.argv[1]), load_gazetteer()
    material = list(read_material(shared, gazetteer))
    cache = Path(tempfile.gettempdir()) / "newsetl-training"
    analyses = cached_analyser(cache, lambda _: False, wants_names)([m.text for m in material])
    texts = list(enumerate(zip(material, analyses, strict=True)))
    samples = [s for n, (m, analysis) in texts for s in samples_of(n, m, analysis, gazetteer)]
    weights = learn_recognition(samples)
    _write("recognition", "feature,weight", (f"{name},{w:.2f}" for name, w in weights.items()))
    lexicons.read_table.cache_clear()
    recognition_weights.cache_clear()
    cases = [case_of(n, m, analysis, gazetteer) for n, (m, analysis) in texts if m.corpus in WEIGHT_OF_CORPUS]
    first, second = learn_resolution([case for case in cases if case is not None], gazetteer)
    rows = (f"{name},{first[n]:.3f},{second[n]:.3f}" for n, name in enumerate(NAMES))
    _write("resolution", "feature,first,second", rows)
    _report(shared, texts, samples, [case for case in cases if case is not None], gazetteer)


def _report(
    shared: Path, texts: Texts, samples: Sequence[Sample], cases: Sequence[Case], gazetteer: Gazetteer
) -> None:
    """Prints how well the weights do that were learned without the texts that they are judged on."""
    recognition = [learn_recognition([s for s in samples if s.text % FOLDS != k]) for k in range(FOLDS)]
    print(recognition_report(samples, recognition))
    resolution = [
        learn_resolution([c for c in cases if c.number % FOLDS != k], gazetteer) for k in range(FOLDS)
    ]
    print(resolution_report(cases, resolution, gazetteer))
    by_fold = list(zip(recognition, resolution, strict=True))
    for corpus in JUDGED:
        of = [(n, analysis) for n, (m, analysis) in texts if m.corpus == corpus]
        documents = read_corpus(shared / "data" / "places" / f"{corpus}.jsonl").documents
        judged = Judged(corpus, [n for n, _ in of], documents, [analysis for _, analysis in of])
        print(held_back_report(judged, by_fold, gazetteer))


def _write(table: str, header: str, lines: Iterable[str]) -> None:
    comment = (
        f"# Learned by benchmarks/places_training/{table}.py; docs/places.md tells on what and how well."
    )
    (TABLES / f"{table}.csv").write_text("\n".join([comment, header, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
