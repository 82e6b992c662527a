"""Scores story clustering on labelled pairs: which copies are found, and whether other stories are kept apart."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsetl.articles.fingerprints import fingerprint
from newsetl.articles.stories import copy_score
from newsetl.articles.text_overlap import coverage
from newsetl.evaluation.matching import Counts
from newsetl.evaluation.score import ErrorCase, Score

RULE = (
    "pairs: a pair taken for copies is right if labelled as one story; recall over pairs so labelled where 60 per cent "
    "of the shorter text's 4-word shingles stand in the longer (strict copies)"
)
STRICT = 0.6


def score(texts: Mapping[str, str], pairs: Iterable[tuple[str, str, bool]]) -> Score:
    """Precision over all pairs, recall over strict copies; pairs are (id, id, whether they are one story)."""
    prints = {name: fingerprint(text) for name, text in texts.items()}
    counts, n, errors = Counts(), 0, []
    for a, b, is_one_story in pairs:
        n += 1
        is_copy = copy_score(prints[a], prints[b]) > 0
        missed = is_one_story and not is_copy and _is_strict_copy(texts[a], texts[b])
        counts += Counts(tp=is_copy and is_one_story, fp=is_copy and not is_one_story, fn=missed)
        if missed or (is_copy and not is_one_story):
            errors.append(ErrorCase("missed" if missed else "wrong", a, b, str(is_copy), texts[a][:80]))
    figures = {"precision": counts.precision, "recall_strict": counts.recall, "found": float(counts.tp)}
    return Score(RULE, n, figures, tuple(errors))


def read_pairs(folder: Path) -> tuple[dict[str, str], list[tuple[str, str, bool]]]:
    """Texts by address and labelled pairs of a folder with texts.csv and pairs.csv (address;address;0 or 1)."""
    with (folder / "texts.csv").open(encoding="utf-8-sig") as lines:
        texts = {row["url"]: row["text"] for row in csv.DictReader(lines)}
    rows = (line.split(";") for line in (folder / "pairs.csv").read_text(encoding="utf-8-sig").splitlines())
    return texts, [(a, b, label == "1") for a, b, label in rows if a in texts and b in texts]


def _is_strict_copy(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return coverage(shorter, longer) >= STRICT
