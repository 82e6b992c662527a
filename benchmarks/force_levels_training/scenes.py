"""Labelled passages as the extractor sees them, their candidates read by readers that have not seen them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from newsetl import pipeline
from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.extractors.force_levels import gather
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.judge import Neighbours
from newsetl.extractors.force_levels.rule_answers import RuleAnswers
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.options import MEASURES, MODALITIES
from newsetl.number_reader import KINDS, SLOTS, Number, Reading, Span

EVERYWHERE = 10**9  # code points: a window that ends behind every passage
KNOWS_NOTHING = Reading(
    np.full(len(KINDS), 1 / len(KINDS), np.float32),
    np.full(len(MEASURES), 1 / len(MEASURES), np.float32),
    np.full(len(MODALITIES), 1 / len(MODALITIES), np.float32),
    np.zeros((len(SLOTS), 3), np.float32),
    (0, 0, 0),
    (0, EVERYWHERE, 0),
)


@dataclass(frozen=True)
class Gathered:
    """A candidate with all around it, and its gold record, if it has one."""

    scene: Scene
    candidate: Candidate
    by_rules: RuleAnswers | None
    neighbours: Neighbours
    gold: Mapping[str, Any] | None


def scenes(documents: Sequence[GoldDocument], cache: Path) -> Iterator[tuple[GoldDocument, Scene]]:
    """Documents with their scenes, analyses kept in the folder `cache`."""
    analyser = cached_analyser(cache, pipeline.wants_parse, pipeline.wants_names)
    articles = [document.as_article() for document in documents]
    yield from zip(documents, pipeline.scenes(articles, analyser), strict=True)


def gathered(
    document: GoldDocument,
    scene: Scene,
    readings: Mapping[int, Reading] | None,
    unread: Reading | None = None,
) -> list[Gathered]:
    """The document's candidates.

    Args:
        readings: by the number's start; None reads with the shipped reader.
        unread: what is taken for the reading of any other number; None: only what the rules take for a force stays.
    """

    def look_up(_: str, __: Sequence[Span], numbers: Sequence[Number]) -> list[Reading | None]:
        assert readings is not None
        return [readings.get(number.start, unread) for number in numbers]

    found = gather(scene) if readings is None else gather(scene, look_up)
    gold = document.labels["force_levels"]
    return [
        Gathered(scene, candidate, by_rules, neighbours, _gold_of(candidate, gold))
        for candidate, by_rules, neighbours in found
    ]


def _gold_of(candidate: Candidate, gold: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    number = candidate.number
    return next((g for g in gold if g["start"] < number.end and number.start < g["end"]), None)
