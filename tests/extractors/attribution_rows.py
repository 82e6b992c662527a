"""Makes rows of a text for the tests of attributions and entity mentions."""

from datetime import datetime

from newsetl.evaluation.corpora import GoldDocument
from newsetl.extractors.attributions import extract_attributions
from newsetl.extractors.entity_mentions import extract_entity_mentions
from newsetl.language import analyse
from newsetl.tables.attributions import Attribution
from newsetl.tables.entity_mentions import EntityMention


def entities_of(
    text: str, document_id: str = "test", title: str | None = None, published: datetime | None = None
) -> list[EntityMention]:
    """Entity mentions of a text, read without its places."""
    article = GoldDocument(document_id, text, title, None, published, {}).as_article()
    return extract_entity_mentions(article, analyse([text])[0], [])


def attributions_of(text: str, document_id: str = "test", title: str | None = None) -> list[Attribution]:
    """Attributions of a text."""
    article = GoldDocument(document_id, text, title, None, None, {}).as_article()
    analysis = analyse([text])[0]
    return extract_attributions(article, analysis, extract_entity_mentions(article, analysis, []))
