"""Articles as the extractors see them, and why their rows are as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsetl.articles.groups import AT_ONCE
from newsetl.extractors import attributions, force_levels
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.reasons import Reason
from newsetl.pipeline.annotate import READ_LANGUAGES, Analyser, analyse_articles, reading_copy
from newsetl.pipeline.extract import context_rows
from newsetl.tables.articles import Article


def explain(article: Article, analyser: Analyser = analyse_articles) -> list[Reason]:
    """Why the rows of an article are as they are, for the tables that can tell; none if it is not read as English."""
    if article.language not in READ_LANGUAGES:
        return []
    scene = next(scenes([article], analyser))
    told = attributions.explain_attributions(scene.article, scene.analysis, scene.entities)
    return told + force_levels.explain_force_levels(
        scene.article, scene.analysis, scene.attributions, scene.regions, scene.dates, scene.entities
    )


def scenes(articles: Sequence[Article], analyser: Analyser = analyse_articles) -> Iterator[Scene]:
    """English articles as the force levels' extractor sees them, with their other rows, in order."""
    for start in range(0, len(articles), AT_ONCE):
        chunk = articles[start : start + AT_ONCE]
        analyses = analyser([reading_copy(article.text) for article in chunk])
        for article, analysis in zip(chunk, analyses, strict=True):
            plain = replace(article, text=analysis.text)
            rows = dict(context_rows(plain, analysis))
            yield Scene(
                plain,
                analysis,
                rows["attributions"],
                rows["region_mentions"],
                rows["date_mentions"],
                rows["entity_mentions"],
            )
