"""Force levels of a text as the rules alone read it: what they propose, before anything weighs it."""

from datetime import UTC, datetime

from newsetl import pipeline
from newsetl.core.spans import Span
from newsetl.evaluation.corpora import GoldDocument
from newsetl.extractors import attributions, date_mentions, entity_mentions, region_mentions
from newsetl.extractors.force_levels.evidence import Decision
from newsetl.extractors.force_levels.how_many.candidates import Candidate, noun_after
from newsetl.extractors.force_levels.how_many.find import find_figures
from newsetl.extractors.force_levels.records import make_rows
from newsetl.extractors.force_levels.ruled import Ruled, rule
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.scoring import Choice, Option
from newsetl.gazetteer import load_gazetteer
from newsetl.tables.force_levels import ForceLevel


def rule_rows(
    text: str, published: str | None = None, title: str | None = None, outlet: str | None = None
) -> list[ForceLevel]:
    """Rows of what the rules settle on, in text order."""
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    article = GoldDocument("test", text, title, outlet, moment, {}).as_article()
    analysis = pipeline.analyse_articles([text])[0]
    dates = date_mentions.extract_date_mentions(article, analysis)
    when = [Span(found.start, found.end) for found in dates]
    regions = region_mentions.extract_region_mentions(article, analysis, load_gazetteer(), when)
    entities = entity_mentions.extract_entity_mentions(article, analysis, regions)
    regions = region_mentions.settled(regions, entities)
    statements = attributions.extract_attributions(article, analysis, entities)
    scene = Scene(article, analysis, statements, regions, dates, entities)
    return make_rows(scene, [_certain(scene, ruled) for ruled in rule(scene, find_figures(scene))])


def _certain(scene: Scene, ruled: Ruled) -> Decision:
    candidate = Candidate(ruled.figure, (), noun_after(scene, ruled.figure), None, None)
    return Decision(
        candidate,
        1.0,
        {},
        _only(ruled.figure.measure),
        _only(ruled.figure.modality),
        _only(ruled.actor),
        _only(ruled.place),
        _only(ruled.as_of),
        _only(ruled.source),
        1.0,
    )


def _only(value: object) -> Choice:  # type: ignore[type-arg]
    return Choice((Option(value, {}),), (1.0,))
