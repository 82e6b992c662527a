"""When a page was published and last changed, from machine-readable statements, its address and its visible text."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from urllib.parse import urlsplit

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from newsetl.articles.date_words import OF_SOMETHING_ELSE, PUBLISHED, UPDATED
from newsetl.articles.found import FoundDate
from newsetl.articles.page_parts import MAX_STAMP, is_elsewhere
from newsetl.articles.structured import Structured, texts_of
from newsetl.articles.times import is_plausible, parse_time
from newsetl.articles.url_dates import date_in_url
from newsetl.articles.visible_dates import (
    dates_before_update,
    dates_beside,
    dates_of_update,
    visible_dates,
)
from newsetl.core.sentences import is_sentence
from newsetl.lexicons import read_table
from newsetl.tables.articles import PublishedSource

SAME_MOMENT = timedelta(minutes=2)
CHANGED = re.compile(r"modif|updat|lastmod|revis", re.IGNORECASE)
NUMBERED_FILE = re.compile(r"/(?:19|20)\d\d/\d\d/\d\d?\.\w+$")
FARTHEST_ZONE = timedelta(hours=14)
QUARTER = timedelta(minutes=15)  # zones are whole quarters of an hour apart
MORNING, EVENING = 9, 14  # hours in UTC between which nearly all of the world has the same day
MAX_ITEM_DAYS = 2  # a page whose elements state more of them is a list of stories
MAX_ATTRIBUTE = 500  # characters; longer ones hold data of scripts, no date of the page
DAY = len("2024-03-05")
MAX_PRINTED = 4  # dates that a page prints near its headline
LONGEST_STORY = timedelta(days=30)  # from its publication to a change under the same headline
RIVALS_APART = timedelta(days=1)
DAY_FIRST_LANGUAGE = re.compile(r"en[-_](?:GB|AU|NZ|IE|IN|ZA|KE|NG|PK|SG)$|(?!en)[a-z]{2}\b", re.IGNORECASE)
DAY_FIRST_HOST = re.compile(r"\.(?:uk|au|nz|ie|in|za|ke|ng|pk|sg|eu|de|fr|es|it|ru|ua|il|tr|ir|iq)$")


def find_published(
    tree: HtmlElement,
    structured: Structured,
    url: str | None,
    title: str | None,
    received_at: datetime | None = None,
) -> tuple[FoundDate, ...]:
    """Candidates for the time of publication by falling trust, none of them absurd or later than `received_at`.

    A day in the address is the outlet's own calendar day: a moment elsewhere on the page must fall on it, or the
    day itself is taken, because the text's "Wednesday" counts from that day and not from the day in UTC.
    """
    stated = tuple(found for found in _stated(structured, "published") if is_plausible(found, received_at))
    in_url = date_in_url(url)
    if in_url is not None and is_plausible(in_url, received_at):
        agreeing = tuple(f for f in stated if in_url.day in (f.day, f.at.date()))
        return (*agreeing, in_url)
    is_day_first = _is_day_first(structured, url)
    if stated and _is_last_change(stated[0], structured):
        before = islice(dates_before_update(tree, title, is_day_first), MAX_PRINTED)
        stated = (*(f for f in before if timedelta() < stated[0].at - f.at <= LONGEST_STORY), *stated)
    if stated and not _may_be_another_day(stated[0]):
        return _earlier_of_rivals(_in_local_time(stated))
    if stated:
        near = (f for f in visible_dates(tree, title, is_day_first) if is_plausible(f, received_at))
        return _earlier_of_rivals(_in_local_time(_as_printed(stated, list(islice(near, MAX_PRINTED)))))
    printed = chain.from_iterable(
        dates_in(tree, title, is_day_first) for dates_in in (visible_dates, dates_of_update, dates_beside)
    )
    first = next((found for found in printed if is_plausible(found, received_at)), None)
    return (first,) if first else tuple(_searched(tree))


def _is_last_change(found: FoundDate, structured: Structured) -> bool:
    """True where the page states one moment as its publication and as its last change: some outlets move both."""
    return found.precision != "day" and any(
        abs(other.at - found.at) < SAME_MOMENT for other in _stated(structured, "updated")
    )


def _may_be_another_day(found: FoundDate) -> bool:
    """True for a moment given in UTC at an hour when half of the world has another day."""
    is_utc = not found.offset and found.precision in ("minute", "second")
    return is_utc and not MORNING <= found.at.hour < EVENING


def _as_printed(stated: tuple[FoundDate, ...], printed: list[FoundDate]) -> tuple[FoundDate, ...]:
    """A moment given in UTC on the day that the page prints: "Nov 8, 2023 / 10:35 PM" for 06:35Z of the ninth."""
    first = stated[0]
    local = (found for found in printed if found.offset != 0)  # a machine's moment in UTC tells no day
    near = [f for f in local if abs(f.day - first.at.date()) <= timedelta(days=1)]
    for found in near:
        apart = found.at - first.at
        if found.offset:
            if abs(apart) < SAME_MOMENT:
                return replace(first, offset=found.offset), *stated
        elif found.precision != "day" and abs(apart) <= FARTHEST_ZONE:
            quarters = round(apart / QUARTER)
            if abs(apart - quarters * QUARTER) < SAME_MOMENT:
                return replace(first, offset=quarters * 15), *stated
    days = {found.day for found in near}
    is_utc = first.offset == 0  # without a zone it is what the outlet's clocks showed
    if near and is_utc and first.at.date() not in days and len(days) == 1:
        return replace(first, printed_day=near[0].day), *stated
    return stated


def _in_local_time(stated: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    """The first moment under the offset that another statement of the same moment has: 01:30Z is 20:30-05:00."""
    first = stated[0]
    if first.offset or first.precision == "day":
        return stated
    local = next((f for f in stated if f.offset and abs(f.at - first.at) < SAME_MOMENT), None)
    return (replace(first, offset=local.offset), *stated) if local else stated


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
    stated = (found for found in _stated(structured, "updated") if found.at >= earliest)
    return tuple(found for found in stated if is_plausible(found, None))


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
        items = [element for element in structured.items.get(name, ()) if not is_elsewhere(element)]
        texts = [e.get("content") or e.get("datetime") or e.text_content()[:MAX_STAMP] for e in items]
        if len({text[:DAY] for text in texts}) <= MAX_ITEM_DAYS:
            yield from texts


def _searched(tree: HtmlElement) -> Iterator[FoundDate]:
    """What htmldate finds outside of the prose; a first of January stands for a copyright year."""
    copy = deepcopy(tree)
    for element in list(copy.iter("meta")):
        if _misleads(element):
            element.drop_tree()
    for element in copy.iter(etree.Element):
        for name in [name for name, value in element.attrib.items() if len(value) > MAX_ATTRIBUTE]:
            del element.attrib[name]  # the state of a script: a banner's day, other stories
    for element in list(copy.iter(etree.Comment, "script", "style")):
        if "json" not in (element.get("type") or ""):
            element.drop_tree()  # "Wrapper generated on 2019-05-21"
    for element in list(copy.iter("p", "blockquote", "aside", "footer", "li", "div", "section", "time")):
        text = element.text_content()[: MAX_STAMP + 1] if element.tag in ("p", "blockquote") else ""
        is_prose = len(text) > MAX_STAMP or is_sentence(text) or text.rstrip().endswith(":")
        is_apart = (is_elsewhere(element) and element.find(".//h1") is None) or _is_of_another_day(element)
        if (is_prose or is_apart) and element.getparent() is not None:
            element.drop_tree()
    day = find_date(copy, original_date=True, extensive_search=False)
    found = parse_time(day, "visible_text") if day and not day.endswith("-01-01") else None
    if found is not None:
        yield found


def _misleads(element: HtmlElement) -> bool:
    """True for a meta element about a change, a video in the page, or a picture "2023/02/7.jpg"."""
    names = f"{element.get('name') or ''} {element.get('property') or ''}"
    is_numbered = NUMBERED_FILE.search(element.get("content") or "") is not None
    return "itemprop" in element.attrib or is_numbered or CHANGED.search(names) is not None


def _is_of_another_day(element: HtmlElement) -> bool:
    """True for a line with the day of an update or of a reading."""
    if element.tag not in ("p", "li", "time", "div") or len(element) > 3:
        return False
    text = element.text_content()[: MAX_STAMP + 1]
    is_other = UPDATED.search(text) is not None or OF_SOMETHING_ELSE.search(text) is not None
    return len(text) <= MAX_STAMP and is_other and not PUBLISHED.search(text)


def _is_day_first(structured: Structured, url: str | None) -> bool:
    """Whether 02/10/2020 is the second of October here: by the page's language, else its country domain."""
    if structured.language and DAY_FIRST_LANGUAGE.match(structured.language):
        return True
    return bool(url and DAY_FIRST_HOST.search(urlsplit(url).hostname or ""))
