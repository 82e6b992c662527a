"""articles: one row per article revision."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from newsetl.tables.schema import Table

PublishedPrecision = Literal["second", "minute", "day", "month", "year"]
PublishedSource = Literal["input", "json_ld", "meta", "url", "visible_text", "feed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as it was published at one moment: its text is the evidence for every annotation."""

    article_id: Annotated[str, "Stable id of the article: from its canonical URL, else from its text"]
    revision: Annotated[int, "1 for the first text seen under this id, then 2, 3, …"] = 1
    is_current: Annotated[bool, "True for the newest revision of the article"] = True
    story_id: Annotated[str, "Id of the story: near-duplicate and syndicated copies share it"]
    outlet: Annotated[str | None, "Name of the outlet that published the copy"] = None
    outlet_domain: Annotated[str | None, "Registered domain of the outlet's site"] = None
    url: Annotated[str | None, "Canonical address of the article"] = None
    title: Annotated[str | None, "Headline without the site's name"] = None
    byline: Annotated[str | None, "Byline as printed"] = None
    authors: Annotated[str | None, "Names of the authors, '; ' between names"] = None
    dateline: Annotated[str | None, "Place line as printed, such as 'ERBIL, Kurdistan Region'"] = None
    wire_agency: Annotated[str | None, "News agency that the copy is credited to"] = None
    language: Annotated[str | None, "ISO 639-1 code of the text's language"] = None
    section: Annotated[str | None, "Section of the outlet that the article is in"] = None
    published_at: Annotated[datetime | None, "When the article was published, UTC; null where unknown"] = None
    published_precision: Annotated[
        PublishedPrecision | None, "How finely published_at is known; what is finer is zero"
    ] = None
    published_source: Annotated[PublishedSource | None, "Where published_at was found"] = None
    updated_at: Annotated[datetime | None, "When the outlet says it last changed the article, UTC"] = None
    fetched_at: Annotated[datetime | None, "When the bytes were fetched, UTC"] = None
    text: Annotated[str, "Body text; every offset of the annotation tables counts its code points"]
    word_count: Annotated[int, "Number of whitespace-separated words of text"]
    raw_uri: Annotated[str, "Where the original came from: file, member or address"]
    raw_sha256: Annotated[str, "SHA-256 of the original bytes, the key of the raw store"]
    media_type: Annotated[str, "Media type of the original"]
    input_id: Annotated[str | None, "Id that the input gave the document"] = None
    run_id: Annotated[str, "Run that published this revision"]
    parser_version: Annotated[str, "Version of the code that made the article from the original"]
    published_date: Annotated[
        date | None, "Day of publication in the outlet's own time, where that is known, else in UTC"
    ] = None
    utc_offset_minutes: Annotated[
        int | None, "Offset from UTC in which the time of publication is given; null where none is given"
    ] = None
    is_truncated: Annotated[
        bool | None, "True if the text is cut by a paywall or an API, or if a good part of it may be missing"
    ] = None

    @property
    def day(self) -> date | None:
        """Day of publication: published_date, which rows of older archives lack, else the day in UTC."""
        return self.published_date or (self.published_at.date() if self.published_at else None)


TABLE = Table("articles", Article, key=("article_id", "revision"))
