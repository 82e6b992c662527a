"""region_mentions: places named, each resolved to an entry of the gazetteer where the text tells which."""

from newsetl.gazetteer import Gazetteer
from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.region_mentions import RegionMention

NAME, VERSION = "region_mentions", "1"


def extract_region_mentions(article: Article, analysis: Analysis, gazetteer: Gazetteer) -> list[RegionMention]:
    """Places named in the article in text order."""
    return []
