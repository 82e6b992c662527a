"""End to end on folds held back: both tables learned without a fold, then the extractor itself on its texts."""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unittest.mock import patch

import numpy as np

from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.scorers import places
from newsetl.extractors.region_mentions import extract_region_mentions, recognise
from newsetl.gazetteer import Gazetteer
from newsetl.language import Analysis
from newsetl.tables.region_mentions import RegionMention

Recognition = Mapping[str, float]
Resolution = tuple[np.ndarray, np.ndarray]
Pair = tuple[GoldDocument, Sequence[RegionMention]]
FIGURES = (
    "end_to_end_f1",
    "acc161_on_matched",
    "same_entry_on_matched",
    "recognition_f1",
    "exact_span_f1",
    "exact_span_recall",
)
BINS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
resolve = importlib.import_module(
    "newsetl.extractors.region_mentions.resolve"
)  # the package has a function so called


@dataclass(frozen=True, slots=True)
class Judged:
    """Labelled documents of a corpus with their analyses; `numbers` are those of their texts, which give the folds."""

    corpus: str
    numbers: Sequence[int]
    documents: Sequence[GoldDocument]
    analyses: Sequence[Analysis]


def held_back_report(
    judged: Judged,
    by_fold: Sequence[tuple[Recognition, Resolution]],
    gazetteer: Gazetteer,
) -> str:
    """Figures of a corpus, each text read with the weights that were learned without its fold."""
    pairs: list[Pair] = []
    unseen: list[Pair] = []
    for k, weights in enumerate(by_fold):
        chosen = [n for n, number in enumerate(judged.numbers) if number % len(by_fold) == k]
        others = (d for n, d in enumerate(judged.documents) if n not in set(chosen))
        seen = {place["surface"].casefold() for d in others for place in d.labels["places"]}
        with _weights(*weights):
            found = [
                (d, extract_region_mentions(d.as_article(), judged.analyses[n], gazetteer))
                for n, d in ((n, judged.documents[n]) for n in chosen)
            ]
        pairs += found
        unseen += [_of_unseen(document, mentions, seen) for document, mentions in found]
    return "\n".join([*_lines(judged.corpus, pairs, unseen), *_calibration(judged.corpus, pairs)])


@contextmanager
def _weights(recognition: Recognition, resolution: Resolution) -> Iterator[None]:
    """The extractor with these weights in the place of the tables."""
    recognise._probability.cache_clear()
    with (
        patch.object(recognise, "recognition_weights", lambda: recognition),
        patch.object(resolve, "weight_tables", lambda: resolution),
    ):
        yield
    recognise._probability.cache_clear()


def _of_unseen(document: GoldDocument, mentions: Sequence[RegionMention], seen: set[str]) -> Pair:
    """The gold names that no training text has, with the mentions over them."""
    gold = [place for place in document.labels["places"] if place["surface"].casefold() not in seen]
    over = [m for m in mentions if any(m.start < g["end"] and g["start"] < m.end for g in gold)]
    return replace(document, labels={**document.labels, "places": gold}), over


def _lines(corpus: str, pairs: Sequence[Pair], unseen: Sequence[Pair]) -> Iterator[str]:
    figures = places.score(pairs).figures
    told = ", ".join(f"{name} {figures[name]:.3f}" for name in FIGURES if name in figures)
    yield f"end to end on held-back folds, {corpus}: {told}"
    score = places.score(unseen)
    told = f"found {score.figures['recognition_recall']:.3f}, right spot {score.figures['end_to_end_recall']:.3f}"
    yield f"names that training never saw, {corpus}: {told}, of {score.n}"


def _calibration(corpus: str, pairs: Sequence[Pair]) -> Iterator[str]:
    """For each range of confidence the share of answers that are right."""
    tally = {low: [0, 0] for low in BINS[:-1]}
    for document, mentions in pairs:
        for m in mentions:
            gold = [g for g in document.labels["places"] if m.start < g["end"] and g["start"] < m.end]
            is_untold = m.mention_type in places.NOT_LABELLED or (gold and gold[0]["latitude"] is None)
            if m.latitude is None or m.confidence < BINS[0] or is_untold:
                continue
            low = max(low for low in tally if low <= m.confidence)
            tally[low][0] += bool(gold) and _is_near(gold[0], m)
            tally[low][1] += 1
    told = ", ".join(f"{low:.1f}+ {a / b:.2f} of {b}" for low, (a, b) in tally.items() if b)
    yield f"right by confidence, {corpus}: {told}"


def _is_near(gold: Mapping[str, float], mention: RegionMention) -> bool:
    assert mention.latitude is not None
    assert mention.longitude is not None
    point = (gold["latitude"], gold["longitude"])
    return places.distance_km(point, (mention.latitude, mention.longitude)) <= places.NEAR_KM
