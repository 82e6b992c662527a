"""Fits how sure a source's name is: `python benchmarks/fit_name_confidence.py GOLD.jsonl [MORE.jsonl …] [--write]`.

GOLD is news labelled whole, with the full name of each source. A way of finding names is as sure as its share of right
names, drawn towards the share of all (lexicons/statements/name_confidence.csv). What speaks for and against the single
name moves that share: a logistic regression over named features with the share's log-odds as offset, its weights drawn
towards zero (lexicons/statements/name_weights.csv). Prints, out of folds by article, how well `name_confidence` and
`confidence` are calibrated and how well they order rows. Folds depend on a seed and the documents' ids alone.
"""

import argparse
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from newsetl.evaluation.corpora import GoldDocument, read_corpus
from newsetl.evaluation.matching import match, overlap
from newsetl.extractors.attributions import evidence_of_names
from newsetl.lexicons import read_table
from newsetl.pipeline import scenes
from newsetl.tables.attributions import Attribution

LEXICONS = Path(__file__).parent.parent / "src/newsetl/lexicons/statements"
FOLDS, PRIOR_ROWS, BINS = 5, 8, 10
RIDGE, STEPS, FEWEST = 1.0, 30, 8  # strength of the pull to zero, Newton's steps, rows that a feature needs
KEPT = frozenset(("label", "unresolved", "nobody"))  # read in transcripts; ways that leave no name
TITLES = ("mr", "mrs", "ms", "dr", "president", "minister", "general", "gen", "colonel", "col")
SMALL = frozenset(("the", "a", "an", "of", "for", "and", "s", *TITLES))


class Row(NamedTuple):
    """A published row: its fold, whether gold has it, how its name was found (None: no name) and if that is right.

    `evidence` are the features of the name.
    """

    fold: int
    confidence: float
    is_found: bool
    how: str | None
    evidence: tuple[str, ...]
    is_right: bool


def rows_of(document: GoldDocument, seed: int) -> Iterator[Row]:
    """Rows of a document, judged."""
    scene = next(scenes([document.as_article()]))
    told = evidence_of_names(scene.analysis, scene.entities)
    gold = [label for label in document.labels["attributions"] if label["content"]]
    rows = scene.attributions
    matched = {j: i for i, j in match(gold, rows, _shared)}
    digest = hashlib.sha256(f"{seed}:{document.id}".encode()).hexdigest()
    for j, (row, (way, evidence)) in enumerate(zip(rows, told, strict=True)):
        label = gold[matched[j]] if j in matched else None
        is_named = row.source_name is not None and label is not None
        how = way if is_named else None
        is_right = label is not None and _same(label["source_name"] or "", row.source_name or "")
        yield Row(int(digest, 16) % FOLDS, row.confidence, label is not None, how, evidence, is_right)


def _shared(label: dict[str, Any], row: Attribution) -> int:
    (content_start, content_end), source = label["content"][0], label["source"]
    content = overlap(content_start, content_end, row.content_start, row.content_end)
    if not source:
        return content
    start, end = row.source_start, row.source_end
    is_same = start is not None and end is not None and overlap(source[0][0], source[0][1], start, end) > 0
    return content if is_same else 0


def _same(full: str, name: str) -> bool:
    """True if a name holds all words of the full one, titles aside, or is its acronym; "|" parts names as good."""
    if "|" in full:
        return any(_same(one, name) for one in full.split("|"))
    wanted, given = (set(re.findall(r"\w+", text.lower())) - SMALL for text in (full, name))
    initials = "".join(word[0] for word in re.findall(r"\w+", full) if word.lower() not in SMALL).lower()
    return bool(wanted) and (wanted <= given or initials == re.sub(r"\W", "", name).lower())


def shares(rows: Sequence[Row]) -> dict[str, float]:
    """How often names found in each way are right, drawn towards the share of all by the weight of PRIOR_ROWS."""
    named = [row for row in rows if row.how is not None]
    mean = sum(row.is_right for row in named) / max(1, len(named))
    counted: defaultdict[str, list[bool]] = defaultdict(list)
    for row in named:
        counted[row.how or ""].append(row.is_right)
    ways = {row["how"] for row in read_table("statements/name_confidence")}
    return {
        way: (sum(counted[way]) + PRIOR_ROWS * mean) / (len(counted[way]) + PRIOR_ROWS)
        for way in sorted(ways)
    }


def weights(rows: Sequence[Row], right: Mapping[str, float]) -> dict[str, float]:
    """Log-odds of each feature beside those of the way, by Newton's method; features of few rows are left out."""
    named = [row for row in rows if row.how is not None]
    counts = Counter(name for row in named for name in row.evidence)
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    table = np.array([[name in row.evidence for name in names] for row in named], dtype=float)
    offsets = np.array([_log_odds(right[row.how or ""]) for row in named])
    truth = np.array([row.is_right for row in named], dtype=float)
    found = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(offsets + table @ found)))
        slope = table.T @ (truth - chance) - RIDGE * found
        bend = (table.T * (chance * (1 - chance))) @ table + RIDGE * np.eye(len(names))
        found += np.linalg.solve(bend, slope)
    return dict(zip(names, found.tolist(), strict=True))


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, is_right in judged:
        bins[min(BINS - 1, int(chance * BINS))].append((chance, is_right))
    return sum(abs(sum(c for c, _ in bin_) - sum(r for _, r in bin_)) for bin_ in bins.values()) / len(judged)


def area(judged: Sequence[tuple[float, bool]]) -> float:
    """Chance that a right row is above a wrong one; ties count half."""
    right, wrong = ([chance for chance, r in judged if r is kind] for kind in (True, False))
    above = sum((a > b) + (a == b) / 2 for a in right for b in wrong)
    return above / max(1, len(right) * len(wrong))


def out_of_fold(rows: Sequence[Row]) -> list[tuple[float, bool]]:
    """Each named row with the confidence that the other folds give it."""
    judged = []
    for fold in range(FOLDS):
        others = [row for row in rows if row.fold != fold]
        right = shares(others)
        learned = weights(others, right)
        judged += [
            (_chance(row, right, learned), row.is_right)
            for row in rows
            if row.fold == fold and row.how is not None
        ]
    return judged


def _chance(row: Row, right: Mapping[str, float], learned: Mapping[str, float]) -> float:
    moved = sum(learned.get(name, 0.0) for name in row.evidence)
    return 1 / (1 + math.exp(-_log_odds(right[row.how or ""]) - moved))


def _within(share: float) -> float:
    """A share that has log-odds after it is written with two digits."""
    return min(0.99, max(0.01, share))


def write(right: Mapping[str, float], learned: Mapping[str, float]) -> None:
    """Puts the shares into their lexicon, whose comments and meanings stay, and the weights into theirs."""
    lines, ways = [], LEXICONS / "name_confidence.csv"
    for line in ways.read_text(encoding="utf-8").splitlines():
        how, _, rest = line.partition(",")
        known = how in right and how not in KEPT
        lines.append(f"{how},{_within(right[how]):.2f},{rest.partition(',')[2]}" if known else line)
    ways.write_text("\n".join(lines) + "\n", encoding="utf-8")
    features = LEXICONS / "name_weights.csv"
    comments = [line for line in features.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    told = [f"{name},{weight:.2f}" for name, weight in sorted(learned.items())]
    features.write_text("\n".join([*comments, "feature,weight", *told]) + "\n", encoding="utf-8")


def main() -> None:
    """Reads the arguments, fits, prints, writes if told to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    corpora = [read_corpus(path) for path in arguments.gold]
    documents = [document for corpus in corpora for document in corpus.documents]
    rows = [row for document in documents for row in rows_of(document, arguments.seed)]
    right = shares(rows)
    learned = weights(rows, right)
    names, statements = out_of_fold(rows), [(row.confidence, row.is_found) for row in rows]
    figures = {
        "corpora": [corpus.hash for corpus in corpora],
        "seed": arguments.seed,
        **{
            name: {
                "n": len(judged),
                "ece": round(calibration_error(judged), 3),
                "auc": round(area(judged), 3),
            }
            for name, judged in (("name_confidence", names), ("confidence", statements))
        },
        "right": {how: round(share, 2) for how, share in right.items()},
        "weights": {name: round(weight, 2) for name, weight in learned.items()},
    }
    print(json.dumps(figures))
    if arguments.write:
        write(right, learned)


if __name__ == "__main__":
    main()
