"""attributions: statements with their source, cue and content."""

from collections.abc import Sequence

from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.attributions import Attribution
from newsetl.tables.entity_mentions import EntityMention

NAME, VERSION = "attributions", "1"


def may_hold(sentence: str) -> bool:
    """True if the sentence's syntax is needed to find an attribution in it."""
    return True


def extract_attributions(
    article: Article, analysis: Analysis, entities: Sequence[EntityMention]
) -> list[Attribution]:
    """Statements of the article in text order."""
    return []
