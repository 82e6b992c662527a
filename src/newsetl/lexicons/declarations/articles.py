"""Lexicons of pages and articles."""

from dataclasses import dataclass
from typing import Literal

from newsetl.lexicons.checking import Note


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, by the expression that finds its names."""

    agency: str
    pattern: str


@dataclass(frozen=True, slots=True)
class AgencyClosing:
    """A closing line that only one agency uses, by the expression that finds it."""

    agency: str
    pattern: str
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class BlockTreeNode:
    """A node of the trees that judge a block of a page: it splits at a limit of a column, or holds a value."""

    tree: int
    depth: int
    column: str | None
    limit: float | None
    left: int | None
    right: int | None
    value: float | None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line of the page, not of the article, such as `example`; `counter_example` is a line of an article."""

    kind: Literal[
        "advertisement", "affiliate", "app", "captions", "comments", "cookies", "copyright", "count", "follow",
        "links below", "newsletter", "related", "share", "update stamp",
    ]  # fmt: skip
    pattern: str
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class CityZone:
    """The time zone of a city."""

    city: str
    zone: str


@dataclass(frozen=True, slots=True)
class DateLabel:
    """Words that say what a date on a page is the day of, such as in `example` and not in `counter_example`."""

    role: Literal["published", "written", "updated", "before", "joining", "other"]
    language: Note
    pattern: str
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class DateStatement:
    """Where a page states a date."""

    role: Literal["published", "updated"]
    where: Literal["item", "json_ld", "json_ld_any", "meta"]
    name: str


@dataclass(frozen=True, slots=True)
class HtmlElements:
    """Elements of HTML of one kind."""

    kind: Literal["inline", "skipped", "no text", "block", "structure"]
    elements: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet and where its newsroom is."""

    outlet: str
    domains: str
    city: str


@dataclass(frozen=True, slots=True)
class PageSignal:
    """What classes and ids of elements say about their content."""

    signal: Literal[
        "body", "comments", "related", "sidebar", "footer", "navigation", "share", "promo", "consent", "author",
        "meta", "caption", "quote", "summary", "hidden", "product", "notice",
    ]  # fmt: skip
    pattern: str
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class StubPhrase:
    """Words of a page that is not an article, such as `example`; `counter_example` may be in an article."""

    reason: Literal["error_page", "paywall"]
    where: Literal["text", "title"]
    pattern: str
    example: Note
    counter_example: Note


@dataclass(frozen=True, slots=True)
class TimeZone:
    """The name of a time zone as pages write it: minutes before UTC, and the zone where summer time matters."""

    name: str
    minutes: int
    zone: str | None


@dataclass(frozen=True, slots=True)
class SharedZoneName:
    """A zone that shares its name with a more usual one, and the end of its country's domains."""

    name: str
    zone: str
    suffix: str


DECLARED: dict[str, type] = {
    "articles/agencies": Agency,
    "articles/agency_closings": AgencyClosing,
    "articles/block_trees": BlockTreeNode,
    "articles/boilerplate": Boilerplate,
    "articles/city_zones": CityZone,
    "articles/date_labels": DateLabel,
    "articles/date_statements": DateStatement,
    "articles/html_elements": HtmlElements,
    "articles/outlets": Outlet,
    "articles/page_signals": PageSignal,
    "articles/shared_zone_names": SharedZoneName,
    "articles/stub_phrases": StubPhrase,
    "articles/time_zones": TimeZone,
}
