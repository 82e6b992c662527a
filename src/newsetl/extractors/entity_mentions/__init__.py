"""entity_mentions: persons and organisations named, joined within the article."""

from collections.abc import Sequence

from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.entity_mentions import EntityMention
from newsetl.tables.region_mentions import RegionMention

NAME, VERSION = "entity_mentions", "1"


def extract_entity_mentions(
    article: Article, analysis: Analysis, regions: Sequence[RegionMention]
) -> list[EntityMention]:
    """Persons and organisations named in the article in text order."""
    return []
