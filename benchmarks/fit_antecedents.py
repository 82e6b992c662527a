"""Fits which person a definite phrase means: `python benchmarks/fit_antecedents.py GOLD.jsonl [MORE …] [--write]`.

GOLD is news labelled whole, with the full name of each source. Each definite phrase that is cited and may mean a person
("the official") gives one choice among those before it and "nobody"; right is whoever has the name of the label.
Weights are those of a conditional logit, drawn towards what was set by hand (the column `hand` of
lexicons/statements/antecedent_weights.csv); "nobody" and what tells of bodies alone stay as set.
Prints how many choices are right with the weights of today, out of folds by article, and with those of all articles.
"""

import argparse
import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from fit_name_confidence import _same, _shared
from newsetl.evaluation.corpora import GoldDocument, read_corpus
from newsetl.evaluation.matching import match
from newsetl.extractors.attributions.who import antecedents, resolve
from newsetl.extractors.scoring import Features, choose, score
from newsetl.lexicons import read_table
from newsetl.pipeline import scenes

TABLE = Path(__file__).parent.parent / f"src/newsetl/lexicons/{antecedents.WEIGHTS}.csv"
FOLDS, RIDGE, STEPS, RATE, DAMPING = 5, 1.0, 400, 0.05, 0.02
STEP_OF_WEIGHTS = 0.05
MARGIN = -0.5  # log-odds of a person before the phrase, over those that are fitted


class Phrase(NamedTuple):
    """A definite phrase that is cited: its fold, the features of each option, and which is right."""

    fold: int
    options: tuple[Features, ...]
    right: int


def phrases_of(document: GoldDocument) -> Iterator[Phrase]:
    """The choices that a document's definite phrases ask for, judged by its labels."""
    asked: dict[int, list[Any]] = {}
    at = 0

    def remembering(options: Sequence[Any], weights: Mapping[str, float]) -> Any:
        asked.setdefault(at, list(options))
        return choose(options, weights)

    def asking(phrase: Any, *given: Any) -> Any:
        nonlocal at
        at = phrase.at
        return whom(phrase, *given)

    whom = antecedents.antecedent
    antecedents.choose, resolve.antecedent = remembering, asking  # type: ignore[attr-defined,assignment]
    try:
        scene = next(scenes([document.as_article()]))
    finally:
        antecedents.choose, resolve.antecedent = choose, whom  # type: ignore[attr-defined]
    gold = [label for label in document.labels["attributions"] if label["content"]]
    labels = {
        scene.attributions[j].source_start: gold[i] for i, j in match(gold, scene.attributions, _shared)
    }
    fold = int(hashlib.sha256(document.id.encode()).hexdigest(), 16) % FOLDS
    for start, options in sorted(asked.items()):
        if start in labels:
            name = labels[start]["source_name"] or ""
            fits = [
                i for i, o in enumerate(options) if o.value is not None and _same(name, o.value.name or "")
            ]
            if options[1:] and options[1].value.kind == "person":  # of bodies too few are left open
                yield Phrase(fold, tuple(o.features for o in options), fits[0] if fits else 0)


def fit(phrases: Sequence[Phrase], hand: Mapping[str, float]) -> dict[str, float]:
    """Log-odds of each feature, drawn towards what was set by hand."""
    names = sorted({name for phrase in phrases for option in phrase.options for name in option} | set(hand))
    start = np.array([hand.get(name, 0.0) for name in names])
    tables = [np.array([[o.get(n, 0.0) for n in names] for o in phrase.options]) for phrase in phrases]
    found, fixed = start.copy(), [names.index("nobody"), names.index(antecedents.MARGIN)]
    for _ in range(STEPS):
        slope = -RIDGE * (found - start)
        for table, phrase in zip(tables, phrases, strict=True):
            odds = table @ found
            share = np.exp(odds - odds.max())
            slope += table[phrase.right] - (share / share.sum()) @ table
        slope[fixed] = 0.0  # who shares little with the phrase stays not meant
        found = found + RATE * slope / (1 + DAMPING * len(phrases))
    weights: dict[str, float] = dict(zip(names, found.tolist(), strict=True))
    return {**weights, antecedents.MARGIN: MARGIN}


def judge(phrases: Sequence[Phrase], weights: Mapping[str, float]) -> str:
    """How many phrases lead to the right one, and how the others fail."""
    best = [max(range(len(p.options)), key=lambda i: (score(p.options[i], weights), -i)) for p in phrases]
    right = sum(b == p.right for b, p in zip(best, phrases, strict=True))
    false = sum(b != 0 and p.right == 0 for b, p in zip(best, phrases, strict=True))
    missed = sum(b == 0 and p.right != 0 for b, p in zip(best, phrases, strict=True))
    return f"{right} of {len(phrases)} right, {false} led to somebody for nobody, {missed} left open"


def write(weights: Mapping[str, float], hand: Mapping[str, float]) -> None:
    """Writes the table anew, under its own comments."""
    comments = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in comments)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("question", "feature", "hand", "weight"))
        for name in sorted(weights):
            rounded = round(weights[name] / STEP_OF_WEIGHTS) * STEP_OF_WEIGHTS
            rows.writerow(("antecedent", name, f"{hand.get(name, 0.0):g}", f"{rounded:.2f}"))


def main() -> None:
    """Prints how well phrases are led back, and writes the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rows = read_table(antecedents.WEIGHTS)
    hand = {row["feature"]: float(row["hand"]) for row in rows}
    today = {row["feature"]: float(row["weight"]) for row in rows}
    phrases = [p for path in asked.gold for d in read_corpus(path).documents for p in phrases_of(d)]
    outside = [
        (fit([p for p in phrases if p.fold != fold], hand), [p for p in phrases if p.fold == fold])
        for fold in range(FOLDS)
    ]
    print("today:", judge(phrases, today))
    for fold, (weights, kept) in enumerate(outside):
        print(f"fold {fold}:", judge(kept, weights))
    weights = fit(phrases, hand)
    print("all:", judge(phrases, weights))
    if asked.write:
        write(weights, hand)


if __name__ == "__main__":
    main()
