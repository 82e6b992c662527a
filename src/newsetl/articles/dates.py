"""When a page was published and last changed, from machine-readable statements, its address and its visible text."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import islice
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from newsetl.articles.found import FoundDate
from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.times import parse_time
from newsetl.lexicons import read_table
from newsetl.tables.articles import PublishedSource

MONTH_NAME = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
IN_URL = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)(?:(?P<sep>[/_-])(?:(?P<m>\d\d?)|(?P<name>{MONTH_NAME})[a-z]*)(?P=sep)(?P<d>\d\d?)"
    r"|(?P<m8>[01]\d)(?P<d8>[0-3]\d))(?=[/._-]|$)",
    re.IGNORECASE,
)
TEXT_BLOCKS = (
    "p",
    "div",
    "span",
    "td",
    "li",
    "dd",
    "font",
    "b",
    "i",
    "em",
    "strong",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "time",
    "small",
)
RIVALS_APART = timedelta(days=1)
MAX_STAMP = 160  # characters; a longer text that names a date is prose
MAX_STAMPS = 400  # elements looked at for a visible date
UPDATED = re.compile(r"\b(?:updated|modified|edited|revised|corrected)\b", re.IGNORECASE)
DAY_FIRST_LANGUAGE = re.compile(r"en[-_](?:GB|AU|NZ|IE|IN|ZA|KE|NG|PK|SG)$|(?!en)[a-z]{2}\b", re.IGNORECASE)
DAY_FIRST_HOST = re.compile(r"\.(?:uk|au|nz|ie|in|za|ke|ng|pk|sg|eu|de|fr|es|it|ru|ua|il|tr|ir|iq)$")


def find_published(
    tree: HtmlElement, structured: Structured, url: str | None, title: str | None
) -> tuple[FoundDate, ...]:
    """Candidates for the time of publication by falling trust.

    A day in the address is the outlet's own calendar day: a moment elsewhere on the page must fall on it, or the
    day itself is taken, because the text's "Wednesday" counts from that day and not from the day in UTC.
    """
    stated = tuple(_stated(structured, "published"))
    in_url = date_in_url(url)
    if in_url is not None:
        agreeing = tuple(found for found in stated if found.at.date() == in_url.at.date())
        return (*agreeing, in_url)
    if stated:
        return _earlier_of_rivals(stated)
    visible = tuple(_visible(tree, title, _is_day_first(structured, url)))
    return visible or tuple(_searched(tree))


def _earlier_of_rivals(stated: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    """Some outlets move one of two dates with every change of the page: where they are days apart, the earlier."""
    first = stated[0]
    rival = next(
        (found for found in stated if found.source == "json_ld" and first.source != "json_ld"), first
    )
    return (rival, *stated) if first.at - rival.at > RIVALS_APART else stated


def find_updated(structured: Structured, published: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    """Candidates for the time of the last change; none before the publication."""
    earliest = published[0].at if published else datetime.min.replace(tzinfo=UTC)
    return tuple(found for found in _stated(structured, "updated") if found.at >= earliest)


def date_in_url(url: str | None) -> FoundDate | None:
    """The day that an address names in its path: /2023/11/08/, /2019/nov/18/, /2018-01-22-title."""
    match = IN_URL.search(url or "")
    if match is None:
        return None
    year, name = match["y"], match["name"]
    month, day = match["m"] or match["m8"], match["d"] or match["d8"]
    return parse_time(f"{name} {day}, {year}" if name else f"{year}-{month}-{day}", "url")


def _stated(structured: Structured, role: str) -> Iterator[FoundDate]:
    for row in read_table("articles/date_statements"):
        if row["role"] != role:
            continue
        source: PublishedSource = "json_ld" if row["where"] == "json_ld" else "meta"
        for value in _values(structured, row["where"], row["name"]):
            found = parse_time(value, source)
            if found is not None and found.precision not in ("month", "year"):
                yield found


def _values(structured: Structured, where: str, name: str) -> Iterator[str]:
    if where == "json_ld":
        yield from texts_of(structured.article.get(name))
    elif where == "json_ld_any":
        yield from (value for thing in structured.things for value in texts_of(thing.get(name)))
    elif where == "meta":
        yield from structured.meta.get(name.lower(), ())
    else:
        for element in structured.items.get(name, ()):
            yield element.get("content") or element.get("datetime") or element.text_content()[:MAX_STAMP]


def _visible(tree: HtmlElement, title: str | None, is_day_first: bool) -> Iterator[FoundDate]:
    """The date that stands alone below the headline, else above it: in a time element or a short line."""
    stamps = [element.get("datetime") or element.text_content() for element in tree.iter("time")]
    for text in (*stamps, *_stamp_lines(tree, title)):
        update = UPDATED.search(text)
        own = text[: update.start()] if update else text  # "Written: 2023-11-07 15:03 / Updated: …"
        if not 6 < len(own) <= MAX_STAMP or not any(c.isdigit() for c in own):
            continue
        found = parse_time(own, "visible_text", is_day_first)
        if found is not None and found.precision not in ("month", "year"):
            yield found
            return


def _stamp_lines(tree: HtmlElement, title: str | None) -> Iterator[str]:
    elements = list(islice(tree.iter("h1", *TEXT_BLOCKS), MAX_STAMPS))
    headline = next((i for i, element in enumerate(elements) if _is_headline(element, title)), 0)
    for element in (*elements[headline:], *elements[:headline]):
        yield _own_text(element)


def _is_headline(element: HtmlElement, title: str | None) -> bool:
    if element.tag == "h1":
        return True
    return (
        element.tag in ("h2", "h3", "h4")
        and bool(title)
        and " ".join(element.text_content().split()) == title
    )


def _own_text(element: HtmlElement) -> str:
    parts = [text for text in (element.text, *(child.tail for child in element)) if text]
    return " ".join(" ".join(parts).split()) if parts else ""


def _searched(tree: HtmlElement) -> Iterator[FoundDate]:
    """What htmldate finds outside of the prose; a first of January stands for a copyright year."""
    copy = deepcopy(tree)
    for paragraph in list(copy.iter("p", "blockquote")):
        if len(paragraph.text_content()) > MAX_STAMP:
            paragraph.drop_tree()
    day = find_date(copy, original_date=True, extensive_search=True)
    found = parse_time(day, "visible_text") if day and not day.endswith("-01-01") else None
    if found is not None:
        yield found


def _is_day_first(structured: Structured, url: str | None) -> bool:
    """Whether 02/10/2020 is the second of October here: by the page's language, else its country domain."""
    if structured.language and DAY_FIRST_LANGUAGE.match(structured.language):
        return True
    return bool(url and DAY_FIRST_HOST.search(urlsplit(url).hostname or ""))
