"""Labelled passages as the extractor sees them, their candidates read by readers that have not seen them."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsetl import pipeline
from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.extractors import attributions, date_mentions, entity_mentions, region_mentions
from newsetl.extractors.force_levels import gather
from newsetl.extractors.force_levels.evidence import Around
from newsetl.extractors.force_levels.how_many.candidates import Candidate
from newsetl.extractors.force_levels.ruled import Ruled
from newsetl.extractors.force_levels.scene import Scene
from newsetl.gazetteer import load_gazetteer
from newsetl.model import Span as TextSpan
from newsetl.reader import Number, Reading, Span

AT_ONCE = 25


@dataclass(frozen=True)
class Gathered:
    """A candidate with all around it, and its gold record, if it has one."""

    scene: Scene
    candidate: Candidate
    ruled: Ruled | None
    around: Around
    gold: Mapping[str, Any] | None


def scenes(documents: Sequence[GoldDocument], cache: Path) -> Iterator[tuple[GoldDocument, Scene]]:
    """Documents with their scenes, analyses kept in the folder `cache`."""
    analyser = cached_analyser(cache, pipeline.wants_parse, pipeline.wants_names)
    for start in range(0, len(documents), AT_ONCE):
        chunk = documents[start : start + AT_ONCE]
        articles = [document.as_article() for document in chunk]
        analyses = analyser([pipeline.reading_copy(article.text) for article in articles])
        for document, article, analysis in zip(chunk, articles, analyses, strict=True):
            read = dataclasses.replace(article, text=analysis.text)
            dates = date_mentions.extract_date_mentions(read, analysis)
            when = [TextSpan(date.start, date.end) for date in dates]
            regions = region_mentions.extract_region_mentions(read, analysis, load_gazetteer(), when)
            entities = entity_mentions.extract_entity_mentions(read, analysis, regions)
            regions = region_mentions.settled(regions, entities)
            statements = attributions.extract_attributions(read, analysis, entities)
            yield document, Scene(read, analysis, statements, regions, dates, entities)


def gathered(document: GoldDocument, scene: Scene, readings: Mapping[int, Reading] | None) -> list[Gathered]:
    """The document's candidates.

    Args:
        readings: by the number's start; None reads with the shipped reader.
    """

    def look_up(_: str, __: Sequence[Span], numbers: Sequence[Number]) -> list[Reading | None]:
        assert readings is not None
        return [readings.get(number.start) for number in numbers]

    found = gather(scene) if readings is None else gather(scene, look_up)
    gold = document.labels["force_levels"]
    return [
        Gathered(scene, candidate, ruled, around, _gold_of(candidate, gold))
        for candidate, ruled, around in found
    ]


def _gold_of(candidate: Candidate, gold: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    number = candidate.number
    return next((g for g in gold if g["start"] < number.end and number.start < g["end"]), None)
