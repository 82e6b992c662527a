"""Learns lexicons/statements/attribution_weights.csv and cue_forms.txt from PolNeAR's training part.

Nothing of the corpus enters the file but how strongly a cue, a word class or a relation speaks for an attribution.
A fifth of the articles is held out, to choose the threshold and to see that the probabilities are calibrated.
--with-corrections DATA_DIR adds what people said of an archive's statements, --with-news GOLD.jsonl news labelled
whole, whose cues are words without places; neither is ever held out. attribution_weights.card.json says what the
files were learned from: the same inputs give the same files.
"""

import argparse
import csv
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, sparse

from newsetl import pipeline
from newsetl.evaluation.corpora import Corpus, GoldDocument, read_corpus
from newsetl.evaluation.corrected_statements import corrected_statements, is_judged
from newsetl.evaluation.matching import overlap
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.extractors.attributions.statements.collect import collect
from newsetl.extractors.attributions.statements.contents import content_range
from newsetl.extractors.attributions.statements.drafts import REPORTING, find_drafts
from newsetl.extractors.attributions.statements.reporting_acts import ACTING
from newsetl.extractors.attributions.statements.source_spans import source_range
from newsetl.language import Analysis
from newsetl.language.quotes import find_quotes
from newsetl.language.syntax import characters
from newsetl.lexicons import read_table, read_words
from newsetl.pipeline import Analyser

MIN_COUNT, REGULARISATION, SMALLEST_WEIGHT = 8, 0.5, 0.1
OUTPUT = Path(__file__).parent.parent / "src/newsetl/lexicons/statements/attribution_weights.csv"
FORMS, CARD = OUTPUT.with_name("cue_forms.txt"), OUTPUT.with_suffix(".card.json")
WORD = re.compile(r"[a-z]+")
CUE_WORD = re.compile(r"\w+|:")
MIN_SHARE = 0.08
FORMS_HEADER = (
    "# Learned by benchmarks/train_attributions.py: a sentence without one or a quotation needs no parse."
)
HEADER = (
    "# Learned by benchmarks/train_attributions.py: log-odds that a candidate with it is an attribution.\n"
)


def examples(document: GoldDocument, analysis: Analysis) -> list[tuple[list[str], bool]]:
    """Features of each judged candidate, and whether gold has an attribution with that cue, source and content."""
    spoken = find_quotes(analysis.text)
    gold = [g for g in document.labels["attributions"] if g["content"]]
    found = []
    for scored in collect(analysis, spoken):
        c = scored.candidate
        source = [characters(analysis.doc, *source_range(c))] if c.source is not None else []
        content = content_range(analysis, c, scored.sentence, spoken)
        cue = characters(analysis.doc, *c.cue)
        if not is_judged(document, cue):
            continue
        found.append((sorted(scored.features.names()), any(_matches(g, source, cue, content) for g in gold)))
    return found


def _matches(gold: dict[str, Any], source: Any, cue: tuple[int, int], content: tuple[int, int]) -> bool:
    def hits(ours: Any, theirs: Any) -> bool:
        return any(overlap(*a, *b) for a in ours for b in theirs)

    same_source = hits(source, gold["source"]) or (not source and not gold["source"])
    return same_source and hits([cue], gold["cue"]) and hits([content], gold["content"])


def news_examples(document: GoldDocument, analysis: Analysis) -> list[tuple[list[str], bool]]:
    """Features of each candidate of an article labelled whole, and whether gold has it, by the words of its cue."""
    spoken = find_quotes(analysis.text)
    gold = [g for g in document.labels["attributions"] if g["content"]]
    found = []
    for scored in collect(analysis, spoken):
        c = scored.candidate
        source = [characters(analysis.doc, *source_range(c))] if c.source is not None else []
        content = content_range(analysis, c, scored.sentence, spoken)
        is_found = any(_is_of_words(g, source, c.head.lower_, content) for g in gold)
        found.append((sorted(scored.features.names()), is_found))
    return found


def _is_of_words(gold: dict[str, Any], source: Any, cue: str, content: tuple[int, int]) -> bool:
    said, words = gold["content"][0], CUE_WORD.findall((gold["cue"] or "").lower())
    if not overlap(*content, *said) or bool(source) != bool(gold["source"]):
        return False
    is_by_him = not source or bool(overlap(*source[0], *gold["source"][0]))
    return is_by_him and (not words or cue in words)


def matrix(rows: Sequence[tuple[list[str], bool]], columns: dict[str, int]) -> sparse.csr_matrix:
    """Rows of features as zeros and ones."""
    indices = [sorted(columns[name] for name in set(names) if name in columns) for names, _ in rows]
    pointers = np.cumsum([0] + [len(row) for row in indices])
    flat = np.concatenate([np.array(row, dtype=int) for row in indices])
    return sparse.csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(columns)))


def fit(rows: Sequence[tuple[list[str], bool]]) -> dict[str, float]:
    """Logistic regression with a quadratic penalty; weights by feature."""
    counts = Counter(name for names, _ in rows for name in set(names))
    kept = sorted(name for name, n in counts.items() if n >= MIN_COUNT and name.isprintable())
    columns = {name: i for i, name in enumerate(kept)}
    x, y = matrix(rows, columns), np.array([label for _, label in rows], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ weights
        p = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, z).sum() - (y * z).sum() + weights @ weights / (2 * REGULARISATION)
        return value, x.T @ (p - y) + weights / REGULARISATION

    start = np.zeros(len(columns))
    weights = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    rounded = {name: round(float(weights[i]), 2) for name, i in columns.items()}
    return {name: w for name, w in rounded.items() if abs(w) >= SMALLEST_WEIGHT}


def calibration(weights: dict[str, float], rows: Sequence[tuple[list[str], bool]]) -> None:
    """Prints, by tenth of probability, how many candidates there are and how many are right."""
    bins = defaultdict(list)
    for names, label in rows:
        z = sum(weights.get(name, 0.0) for name in set(names))
        bins[int(10 / (1 + np.exp(-z)))].append(label)
    for tenth, labels in sorted(bins.items()):
        print(f"{tenth / 10:.1f}  n={len(labels):6}  right={sum(labels) / len(labels):.2f}")


def cue_forms(documents: Sequence[GoldDocument], analyser: Analyser) -> list[str]:
    """Words of which at least one in twelve is a cue, and the forms of listed verbs of reporting that are as good."""
    occurrences: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for document in documents:
        analysis = analyser([document.text])[0]
        found = find_drafts(analysis, find_quotes(analysis.text))
        heads = {(d.sentence.index, d.candidate.head.lower_) for d in found if d.candidate is not None}
        cues.update(word for _, word in heads)
        for sentence in analysis.sentences:
            occurrences.update(set(WORD.findall(analysis.sentence_text(sentence).lower())))
    learned = {
        word for word, n in cues.items() if WORD.fullmatch(word) and n >= MIN_SHARE * occurrences[word]
    }
    rows = [
        row["cue"]
        for row in read_table("statements/cues")
        if row["class"] in REPORTING and " " not in row["cue"]
    ]
    listed = {form for cue in rows for form in inflected(cue) if form not in occurrences}
    return sorted(learned | listed | rarer_forms())


def rarer_forms() -> set[str]:
    """Past forms of verbs that a rule reads: "disputed", "appealed", "assessed"; their other forms are mostly nouns."""
    tags = {verb for verb in read_words("statements/tag_verbs") if verb.endswith("ed")}
    return tags | {inflected(verb)[2] for verb in ACTING}


def inflected(verb: str) -> list[str]:
    """Regular forms of a verb: enough for a filter that only has to be cheap."""
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    return [
        verb,
        f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s",
        f"{verb}ed",
        f"{verb}ing",
    ]


def arguments_of() -> Any:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--parse-cache", type=Path, default=Path("data/parse-cache"))
    parser.add_argument("--all", action="store_true", help="fit on the held-out fifth as well")
    parser.add_argument(
        "--with-corrections",
        metavar="DATA_DIR",
        type=Path,
        action="append",
        default=[],
        help="learn also from what people said of a data directory's statements",
    )
    parser.add_argument(
        "--with-news",
        metavar="GOLD.jsonl",
        type=Path,
        action="append",
        default=[],
        help="learn also from news labelled whole",
    )
    return parser.parse_args()


def write_weights(weights: dict[str, float]) -> None:
    """Writes the weights, before anything in this process judges by them."""
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows((name, f"{weight:g}") for name, weight in sorted(weights.items()))


def write_card(corpora: Sequence[Corpus], features: int, corrections: int) -> None:
    """Writes what the files were learned from, and the weights' hash; people add to cue_forms.txt."""
    card = {
        "command": f"python benchmarks/train_attributions.py {' '.join(without_folders(sys.argv[1:]))}",
        "inputs": {corpus.name: corpus.hash for corpus in corpora},
        "corrected_articles": corrections,
        "features": features,
        "sha256": hashlib.sha256(OUTPUT.read_bytes()).hexdigest(),
    }
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def without_folders(words: Sequence[str]) -> list[str]:
    """The command's words, of paths the last part, without the parse cache, which changes nothing."""
    kept = [
        word
        for before, word in zip(("", *words), words, strict=False)
        if "--parse-cache" not in (before, word)
    ]
    return [Path(word).name for word in kept]


def main() -> None:
    """Reads the corpora, fits, shows calibration on the fifth held out, writes weights, cues' forms and card."""
    arguments = arguments_of()
    corpus, *news = (read_corpus(path) for path in (arguments.corpus, *arguments.with_news))
    analyser = cached_analyser(arguments.parse_cache, lambda _: True, pipeline.wants_names)
    by_document = [examples(d, analyser([d.text])[0]) for d in corpus.documents]
    documents = len(corpus.documents)
    held_out = set(random.Random(5).sample(range(documents), documents // 5))
    train = [row for i, rows in enumerate(by_document) if i not in held_out or arguments.all for row in rows]
    judged = [d for folder in arguments.with_corrections for d in corrected_statements(folder)]
    said = [row for d in judged for row in examples(d, analyser([d.text])[0])]
    if judged:
        print(f"{len(said)} candidates of {len(judged)} articles that people judged")
    labelled = [row for c in news for d in c.documents for row in news_examples(d, analyser([d.text])[0])]
    weights = fit([*train, *said, *labelled])
    calibration(weights, [row for i in held_out for row in by_document[i]])
    write_weights(weights)
    forms = cue_forms([d for c in (corpus, *news) for d in c.documents], analyser)
    FORMS.write_text("\n".join([FORMS_HEADER, *forms]) + "\n", encoding="utf-8")
    write_card([corpus, *news], len(weights), len(judged))


if __name__ == "__main__":
    main()
