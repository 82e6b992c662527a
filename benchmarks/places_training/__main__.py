"""Usage: python -m benchmarks.places_training SHARED: learns both tables, prints the figures of held-back folds."""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.places_training.material import read_material
from benchmarks.places_training.recognition import learn_recognition, samples_of
from benchmarks.places_training.resolution import WEIGHT_OF_CORPUS, case_of, learn_resolution
from newsetl import lexicons
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.extractors.region_mentions.recognise import recognition_weights
from newsetl.gazetteer import load_gazetteer
from newsetl.pipeline import wants_names

TABLES = Path(lexicons.__file__).parent / "places"


def main() -> None:
    """Learns recognition first, for resolution builds on it."""
    gazetteer = load_gazetteer()
    material = list(read_material(Path(sys.argv[1]), gazetteer))
    cache = Path(tempfile.gettempdir()) / "newsetl-training"
    analyses = cached_analyser(cache, lambda _: False, wants_names)([m.text for m in material])
    texts = list(enumerate(zip(material, analyses, strict=True)))
    samples = [s for n, (m, analysis) in texts for s in samples_of(n, m, analysis, gazetteer)]
    weights, report = learn_recognition(samples)
    _write("recognition", "feature,weight", (f"{name},{w:.2f}" for name, w in weights.items()))
    print(report)
    lexicons.read_table.cache_clear()
    recognition_weights.cache_clear()
    cases = [case_of(n, m, analysis, gazetteer) for n, (m, analysis) in texts if m.corpus in WEIGHT_OF_CORPUS]
    rounds, report = learn_resolution([case for case in cases if case is not None], gazetteer)
    _write(
        "resolution", "feature,first,second", (f"{name},{a:.3f},{b:.3f}" for name, (a, b) in rounds.items())
    )
    print(report)


def _write(table: str, header: str, lines: Iterable[str]) -> None:
    comment = (
        f"# Learned by benchmarks/places_training/{table}.py; docs/places.md tells on what and how well."
    )
    (TABLES / f"{table}.csv").write_text("\n".join([comment, header, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
