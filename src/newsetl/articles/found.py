"""What a reader found in a document, before it is an article."""

from dataclasses import dataclass, field
from datetime import datetime

from newsetl.tables.articles import PublishedPrecision, PublishedSource


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A moment, aware, UTC; how finely it is known; where it was found."""

    at: datetime
    precision: PublishedPrecision
    source: PublishedSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Body text and metadata of one document; what was not found is None."""

    text: str
    furniture: tuple[str, ...] = ()
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    wire_agency: str | None = None
    language: str | None = None
    section: str | None = None
    # candidates by falling trust; the first that is neither absurd nor in the future is taken
    published: tuple[FoundDate, ...] = ()
    updated: tuple[FoundDate, ...] = field(default=())
