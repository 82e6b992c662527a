"""Force levels of a text as the rules alone read it: what they propose, before anything weighs it."""

from datetime import UTC, datetime

from newsetl import pipeline
from newsetl.evaluation.by_rules import rows_by_rules
from newsetl.evaluation.corpora import GoldDocument
from newsetl.tables.force_levels import ForceLevel


def rule_rows(
    text: str, published: str | None = None, title: str | None = None, outlet: str | None = None
) -> list[ForceLevel]:
    """Rows of what the rules settle on, in text order."""
    moment = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    article = GoldDocument("test", text, title, outlet, moment, {}).as_article()
    return rows_by_rules(next(pipeline.scenes([article])))
