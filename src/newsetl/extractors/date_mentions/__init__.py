"""date_mentions: time expressions, resolved to the days that they cover."""

from newsetl.core.spans import Span
from newsetl.extractors.date_mentions.extract import Found, find_dates
from newsetl.extractors.versions import version_of
from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.date_mentions import TABLE, DateMention

NAME = "date_mentions"
VERSION = version_of(NAME)


def extract_date_mentions(article: Article, analysis: Analysis) -> list[DateMention]:
    """Time expressions of the article in text order, resolved against its publication day where it is known.

    Nothing is resolved against the day of the run: without a publication day, relative expressions have no dates.
    """
    published = article.day if article.published_precision not in ("month", "year") else None
    return [_row(article, found) for found in find_dates(analysis, published, article.outlet_domain)]


def _row(article: Article, found: Found) -> DateMention:
    start, end, period = found.phrase.start, found.phrase.end, found.reading.period
    return DateMention(
        date_mention_id=TABLE.row_id(article.article_id, article.revision, Span(start, end)),
        start=start,
        end=end,
        surface=article.text[start:end],
        kind=found.reading.kind,
        start_date=period.start if period else None,
        end_date=period.end if period else None,
        precision=period.precision if period else None,
        modifier=found.modifier,
        anchor=found.reading.anchor,
        sentence_index=found.sentence.index,
        confidence=found.confidence,
    )
