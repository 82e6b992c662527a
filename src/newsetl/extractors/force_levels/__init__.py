"""force_levels: reported sizes of armed and security forces."""

from collections.abc import Sequence

from newsetl.language import Analysis
from newsetl.tables.articles import Article
from newsetl.tables.attributions import Attribution
from newsetl.tables.date_mentions import DateMention
from newsetl.tables.force_levels import ForceLevel
from newsetl.tables.region_mentions import RegionMention

NAME, VERSION = "force_levels", "1"


def may_hold(sentence: str) -> bool:
    """True if the sentence's syntax is needed to read a force level in it."""
    return False


def extract_force_levels(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    regions: Sequence[RegionMention],
    dates: Sequence[DateMention],
) -> list[ForceLevel]:
    """Reported force sizes of the article in text order."""
    return []
