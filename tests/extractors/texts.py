"""The one way in which tests make an article of a text, and rows of an article."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsetl import pipeline
from newsetl.core.spans import Span
from newsetl.evaluation.by_rules import rows_by_rules
from newsetl.evaluation.corpora import GoldDocument
from newsetl.extractors.attributions import extract_attributions
from newsetl.extractors.date_mentions import extract_date_mentions
from newsetl.extractors.entity_mentions import extract_entity_mentions
from newsetl.extractors.region_mentions import extract_region_mentions
from newsetl.gazetteer import load_gazetteer
from newsetl.language import Analysis, analyse
from newsetl.tables.articles import Article
from newsetl.tables.attributions import Attribution
from newsetl.tables.date_mentions import DateMention
from newsetl.tables.entity_mentions import EntityMention
from newsetl.tables.force_levels import ForceLevel
from newsetl.tables.region_mentions import RegionMention


def article_of(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    name: str = "test",
    **known: Any,
) -> Article:
    """An article of a text as an extractor is given it.

    Args:
        text: its body.
        title: its headline.
        outlet: who published it.
        published: day or moment in ISO 8601, taken as UTC.
        name: what the id is made of.
        known: further columns, such as language or country_iso3.
    """
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return replace(GoldDocument(name, text, title, outlet, moment, {}).as_article(), **known)


def rows_of(texts: Iterable[str], table: str, published: str | None = None) -> list[list[Any]]:
    """Rows of a table that the whole pipeline gives for each text, all read in one batch."""
    articles = [article_of(text, published=published, name=str(i)) for i, text in enumerate(texts)]
    return [list(annotated.rows[table]) for annotated in pipeline.annotate(articles)]


def regions_of(texts: list[str], outlet: str | None = None) -> list[list[RegionMention]]:
    """Region mentions of each text."""
    analyses = analyse(texts, wants_parse=pipeline.wants_parse, wants_names=pipeline.wants_names)
    return [
        _regions(article_of(text, outlet=outlet), analysis)
        for text, analysis in zip(texts, analyses, strict=True)
    ]


def dates_of(text: str, published: str | None = None, **known: str) -> list[DateMention]:
    """Date mentions of a text, without a parse."""
    analysis = analyse([text], _never, _never)[0]
    return extract_date_mentions(article_of(text, published=published, **known), analysis)


def entities_of(text: str, name: str = "test", **known: Any) -> list[EntityMention]:
    """Entity mentions of a text, read without its places."""
    return extract_entity_mentions(article_of(text, name=name, **known), analyse([text])[0], [])


def attributions_of(text: str, name: str = "test", title: str | None = None) -> list[Attribution]:
    """Attributions of a text, read without its places."""
    article, analysis = article_of(text, title=title, name=name), analyse([text])[0]
    return extract_attributions(article, analysis, extract_entity_mentions(article, analysis, []))


def ruled_levels_of(
    text: str, published: str | None = None, title: str | None = None, outlet: str | None = None
) -> list[ForceLevel]:
    """Force levels of a text as the rules alone read it: what they propose, before anything weighs it."""
    article = article_of(text, title=title, outlet=outlet, published=published)
    return rows_by_rules(next(pipeline.scenes([article])))


def _regions(article: Article, analysis: Analysis) -> list[RegionMention]:
    dates = [Span(found.start, found.end) for found in extract_date_mentions(article, analysis)]
    return extract_region_mentions(article, analysis, load_gazetteer(), dates)


def _never(_: str) -> bool:
    return False
