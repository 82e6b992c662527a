"""date_mentions: time expressions, resolved to the days that they cover."""

from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.date_mentions import DateMention

NAME, VERSION = "date_mentions", "1"


def extract_date_mentions(article: Article, analysis: Analysis) -> list[DateMention]:
    """Time expressions of the article in text order."""
    return []
