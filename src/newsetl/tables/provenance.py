"""What every annotation row says of the article it came from, of the code that made it, and of who reviewed it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal


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


Review = Literal["machine", "confirmed", "corrected", "added"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Columns put behind each annotation row when it is published: what people said of it."""

    review: Annotated[
        Review | None, "Who the row is from: the machine, or a person who confirmed, corrected or added it"
    ] = "machine"
    reviewed_by: Annotated[str | None, "Person who said so last"] = None
    reviewed_at: Annotated[datetime | None, "When that was said, UTC"] = None
