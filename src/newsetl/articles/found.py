"""What a reader found in a document, before it is an article."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from newsetl.tables.articles import PublishedPrecision, PublishedSource


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A moment, aware, UTC; how finely it is known; where it was found; the offset from UTC in which it was given.

    The offset is in minutes; None where none was given, so that the day is as written. `printed_day` is set where the
    page prints another day than the moment has in UTC. `zone` is a name that more than one zone has, where it was given
    so ("IST").
    """

    at: datetime
    precision: PublishedPrecision
    source: PublishedSource
    offset: int | None = None
    printed_day: date | None = None
    zone: str | None = None

    @property
    def day(self) -> date:
        """The day as the page prints it, else in the offset in which the moment was given."""
        return self.printed_day or (self.at + timedelta(minutes=self.offset or 0)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Body text and metadata of one document; what was not found is None."""

    text: str
    furniture: tuple[str, ...] = ()
    url: str | None = None
    outlet: str | None = None
    domain: str | None = None
    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    wire_agency: str | None = None
    language: str | None = None
    section: str | None = None
    is_truncated: bool = False
    # candidates by falling trust; the first that is neither absurd nor in the future is taken
    published: tuple[FoundDate, ...] = ()
    updated: tuple[FoundDate, ...] = field(default=())
