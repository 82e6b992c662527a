"""Learns lexicons/articles/block_trees.csv: which blocks of a page are the article's.

python benchmarks/train_pages.py GOLD.jsonl…          cross-validates by page, then learns from all pages
python benchmarks/train_pages.py --check GOLD.jsonl…  cross-validates only

A gold file lies beside a folder html/ with its pages. Nothing of a page enters the file but how strongly a feature
speaks for a block. Each page is seen a second time with a part of what the other extraction found taken away, so that
the trees correct its failures. Needs scikit-learn.
"""

import argparse
import csv
import gzip
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from newsetl.articles.block_features import Columns, block_features
from newsetl.articles.blocks import Blocks
from newsetl.articles.body import chosen_blocks, read_body
from newsetl.articles.boilerplate import without_boilerplate
from newsetl.articles.decoding import decode
from newsetl.articles.outlets import site_names
from newsetl.articles.page import read_page
from newsetl.articles.structured import read_structured
from newsetl.articles.titles import find_title
from newsetl.evaluation.corpora import GoldDocument, read_corpus

OUTPUT = Path(__file__).parent.parent / "src/newsetl/lexicons/articles/block_trees.csv"
HEADER = "# Learned by benchmarks/train_pages.py: trees over the columns of block_features.py; a leaf has no column.\n"
FOLDS, SHINGLE, SHARE = 5, 4, 0.5
SECOND_LOOK = 0.4  # weight of a page whose other extraction was cut
SETTINGS = {
    "max_iter": 110, "max_leaf_nodes": 14, "max_depth": 7, "learning_rate": 0.1, "min_samples_leaf": 40,
    "l2_regularization": 1.0, "random_state": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A gold page: its blocks, their columns as found and as cut, and which of them are the article's."""

    corpus: str
    document: GoldDocument
    title: str | None
    page: Blocks
    columns: Columns
    cut: Columns
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.document.id.encode()).hexdigest(), 16) % FOLDS


def read_example(corpus: str, folder: Path, document: GoldDocument) -> Example | None:
    """None for a page without blocks or without text in gold."""
    gold = document.labels["article"].get("text")
    source = decode(gzip.decompress((folder / f"{document.id}.html.gz").read_bytes()), None)
    tree = read_page(source)
    structured = read_structured(tree)
    title = find_title(tree, structured, site_names(structured, document.labels.get("url")))
    page, lines = read_body(tree)
    if not gold or not page.blocks:
        return None
    words = np.array([len(b.text.split()) for b in page.blocks], float)
    labels = _labels(page, gold)
    weights = np.minimum(words, 60) / max(50.0, float(words[labels > SHARE].sum())) * 100
    columns = block_features(page, title, lines)
    return Example(
        corpus,
        document,
        title,
        page,
        columns,
        block_features(page, title, _cut(lines, document.id)),
        labels,
        weights,
    )


def _cut(lines: list[str], seed: str) -> list[str]:
    """What a search that goes astray would find: the begin, the end, or nothing."""
    draw = np.random.default_rng(int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16))
    at = int(len(lines) * draw.uniform(0.1, 0.9))
    return (lines[:at], lines[at:], [])[draw.integers(0, 3)]


def _labels(page: Blocks, gold: str) -> NDArray[np.float64]:
    """Share of each block that is in gold; a block of a few words only where it is a line of gold."""
    known, lines = _shingles(gold), {_bare(line) for line in gold.splitlines()}
    shares = []
    for block in page.blocks:
        own = _shingles(block.text) if len(re.findall(r"\w+", block.text)) >= SHINGLE else Counter()
        shares.append(
            sum(n for s, n in own.items() if s in known) / own.total()
            if own
            else float(_bare(block.text) in lines)
        )
    return np.array(shares)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def fit(examples: list[Example], names: list[str]) -> HistGradientBoostingClassifier:
    """Trees that classify the blocks of the examples."""
    tables = [_table(e.columns, names) for e in examples] + [_table(e.cut, names) for e in examples]
    labels = [e.labels for e in examples] * 2
    weights = [e.weights for e in examples] + [e.weights * SECOND_LOOK for e in examples]
    model = HistGradientBoostingClassifier(**SETTINGS)
    return model.fit(np.concatenate(tables), np.concatenate(labels) > SHARE, np.concatenate(weights))


def _table(columns: Columns, names: list[str]) -> NDArray[np.float64]:
    return np.stack([columns[name] for name in names], axis=1)


def cross_validate(examples: list[Example], names: list[str]) -> None:
    """Prints precision, recall and F1 of each corpus, each page judged by trees that never saw it."""
    scores: dict[str, list[tuple[float, float]]] = {}
    for fold in range(FOLDS):
        model = fit([e for e in examples if e.fold != fold], names)
        for example in (e for e in examples if e.fold == fold):
            likely = model.predict_proba(_table(example.columns, names))[:, 1]
            text = "\n".join(without_boilerplate(chosen_blocks(example.page, likely), example.title))
            scores.setdefault(example.corpus, []).append(
                _score(example.document.labels["article"]["text"], text)
            )
    for corpus, pairs in scores.items():
        precision, recall = (sum(values) / len(values) for values in zip(*pairs, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{corpus:12} {len(pairs):4} pages  P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}")


def _score(gold: str, text: str) -> tuple[float, float]:
    wanted, found = _shingles(gold), _shingles(text)
    shared = (wanted & found).total()
    return shared / max(1, found.total()), shared / max(1, wanted.total())


def write(model: HistGradientBoostingClassifier, names: list[str]) -> None:
    """The trees as a table; the first tree is the base rate alone."""
    rows: list[list[object]] = [[0, 0, "", "", "", "", f"{model._baseline_prediction.item():.4f}"]]
    for number, (tree,) in enumerate(model._predictors, 1):
        start = len(rows)
        for node in tree.nodes:
            if node["is_leaf"]:
                rows.append([number, node["depth"], "", "", "", "", f"{node['value']:.4f}"])
            else:
                ends = [start + int(node["left"]), start + int(node["right"])]
                limit = f"{node['num_threshold']:.6g}"
                rows.append([number, node["depth"], names[node["feature_idx"]], limit, *ends, ""])
    with OUTPUT.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["tree", "depth", "column", "limit", "left", "right", "value"])
        writer.writerows(rows)


def main() -> None:
    """Cross-validates, then writes the trees."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args()
    examples = []
    for path in asked.gold:
        corpus = read_corpus(path)
        read = (read_example(path.parent.name, path.parent / "html", d) for d in corpus.documents)
        examples += [example for example in read if example is not None]
    names = sorted(examples[0].columns)
    cross_validate(examples, names)
    if not asked.check:
        write(fit(examples, names), names)


if __name__ == "__main__":
    main()
