"""What every annotation row says of the article that it came from and of the code that made it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Columns put in front of each annotation row when it is published; no extractor fills them."""

    article_id: Annotated[str, "Article that the row was extracted from"]
    revision: Annotated[int, "Revision of the article that the offsets count in"]
    story_id: Annotated[str, "Story of the article: copies of one story share it"]
    outlet: Annotated[str | None, "Outlet that published the article"]
    published_date: Annotated[date | None, "Day on which the article was published, as in articles"]
    extractor: Annotated[str, "Name of the extractor that made the row"]
    extractor_version: Annotated[str, "Version of that extractor"]
