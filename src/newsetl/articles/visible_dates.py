"""Dates that a page shows of itself: time elements and short lines near the headline, not those of other parts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

from lxml.html import HtmlElement

from newsetl.articles.date_words import (
    LABEL_OF_UPDATE,
    OF_SOMETHING_ELSE,
    PUBLICATION,
    PUBLISHED,
    UPDATED,
    is_bare,
)
from newsetl.articles.found import FoundDate
from newsetl.articles.page_parts import MAX_STAMP, is_beside, is_elsewhere
from newsetl.articles.times import YEAR, parse_time
from newsetl.core.sentences import is_sentence

TEXT_BLOCKS = (
    *("p", "div", "span", "td", "li", "dd", "font", "b", "i", "em", "strong", "h2", "h3", "h4", "h5", "h6"),
    *("time", "small", "fieldset", "header", "article", "section", "address", "center", "th", "dt"),
)
POST = re.compile(r"live-?(?:blog|post|update|entry|coverage)", re.IGNORECASE)
MAX_STAMPS = 400  # elements looked at for a visible date
MAX_ELEMENTS = 5_000
MAX_TIMES = 60
MAX_LABEL = 40  # characters before a time element in which "Updated" or "Published" is
MAX_LEAD = 2  # sentences below the headline after which the body has begun
MAX_ABOVE = 20  # elements above the headline that may label it
SHORT_YEAR = re.compile(
    r"(?<![\d./])(?P<day>[0-3]?\d/[0-3]?\d/|[0-3]\d\.[0-3]\d\.)(?P<year>\d\d)$"
)  # "02.12.19"
BEFORE_DIGIT = re.compile(r"\D*")
OF_UPDATE = re.compile(r"updated|modified|\brevision", re.IGNORECASE)
OF_ENTRY = re.compile(
    r"published|\bentry-date\b"
)  # hAtom has "entry-date updated" on the only date of a post
LABELLED = (
    *("time", "span", "b", "strong", "em", "i", "small", "label", "div", "p", "td", "dd", "dt", "th"),
    *("h3", "h4", "h5", "h6"),
)


def visible_dates(tree: HtmlElement, title: str | None, is_day_first: bool) -> Iterator[FoundDate]:
    """Dates of publication by falling trust: time elements, then short lines below the headline, then above it.

    What is in comments, related stories, sidebars, footers and other stories' boxes is not the article's; what is
    labelled as an update is not a publication.
    """
    headline = _headline(tree, title)
    around = set(headline.iterancestors()) if headline is not None else set()
    stamps = [e for e in islice(tree.iter("time"), MAX_TIMES) if not is_elsewhere(e, around, headline)]
    texts = _first_post_first(stamps, [text for text in map(published_stamp, stamps) if text])
    told = _told_lines(tree, headline) if headline is not None and texts else []
    lines = (*told, *texts, *_stamp_lines(tree, headline, around))
    yield from _dates_of(map(_own_part, lines), is_day_first)


def _told_lines(tree: HtmlElement, headline: HtmlElement) -> list[str]:
    """Lines "Published 5 March 2024" beside the headline, where no time element is there: the others are below."""
    lead = list(_lead(tree, headline))
    if any(element.tag == "time" for element in lead):
        return []
    return [line for line in map(_labelled_text, lead) if PUBLICATION.match(line) and YEAR.search(line)]


def dates_before_update(tree: HtmlElement, title: str | None, is_day_first: bool) -> Iterator[FoundDate]:
    """Dates of publication in lines that name an update as well: "January 19, 2020 / 12:25 PM / Updated …"."""
    headline = _headline(tree, title)
    if headline is not None:
        lines = _stamp_lines(tree, headline, set(headline.iterancestors()))
        yield from _dates_of((_own_part(line) for line in lines if UPDATED.search(line)), is_day_first)


def dates_of_update(tree: HtmlElement, title: str | None, is_day_first: bool) -> Iterator[FoundDate]:
    """Dates between headline and body right behind the label of an update: for a page without another date."""
    headline = _headline(tree, title)
    if headline is not None:
        lines = _lead_lines(tree, headline)
        marked = ((line, LABEL_OF_UPDATE.search(line, 0, MAX_LABEL)) for line in lines)
        told = (line[mark.end() :] for line, mark in marked if mark)
        yield from _dates_of(
            (text for text in told if is_bare(YEAR.split(text, maxsplit=1)[0])), is_day_first
        )


def dates_beside(tree: HtmlElement, title: str | None, is_day_first: bool) -> Iterator[FoundDate]:
    """Dates under the one word "Published" in a sidebar: for a page without a date beside its text."""
    headline = _headline(tree, title)
    if headline is not None:
        around = set(headline.iterancestors())
        lines = (
            line
            for element, line in _stamps(tree, headline)
            if PUBLICATION.fullmatch(_label(element).strip(" :")) and is_beside(element, around, headline)
        )
        yield from _dates_of(lines, is_day_first)


def _lead_lines(tree: HtmlElement, headline: HtmlElement) -> Iterator[str]:
    """Lines with digits around the headline, as far as the body's second sentence."""
    around = set(headline.iterancestors())
    for element in _lead(tree, headline):
        line = _labelled_text(element)
        if any(map(str.isdigit, line)) and not is_elsewhere(element, around, headline):
            yield line


def _lead(tree: HtmlElement, headline: HtmlElement) -> Iterator[HtmlElement]:
    """Elements around the headline, as far as the body's second sentence."""
    elements = list(islice(tree.iter("h1", *TEXT_BLOCKS), MAX_ELEMENTS))
    first = next((i for i, element in enumerate(elements) if element is headline), 0)
    below = elements[first + 1 : first + MAX_STAMPS]
    sentences = accumulate(is_sentence(_own_text(element)) for element in below)
    yield from (element for element, count in zip(below, sentences, strict=True) if count <= MAX_LEAD)
    yield from elements[max(0, first - MAX_ABOVE) : first]


def _dates_of(texts: Iterable[str], is_day_first: bool) -> Iterator[FoundDate]:
    for own in texts:
        is_stamp = 6 < len(own) <= MAX_STAMP and any(c.isdigit() for c in own) and not is_sentence(own)
        if is_stamp and (PUBLISHED.search(own) or not OF_SOMETHING_ELSE.search(own)):
            found = parse_time(_with_century(own), "visible_text", is_day_first)
            if found is not None and found.precision not in ("month", "year"):
                yield found


def _with_century(line: str) -> str:
    """ "Published 02.12.19" -> "Published 02.12.2019", but not "Results 10/12/14" and no other line of prose."""
    short = SHORT_YEAR.search(line)
    if short is None or not is_bare(line[: short.start()], digits=False):
        return line
    return f"{line[: short.start()]}{short['day']}20{short['year']}"


def _first_post_first(stamps: Sequence[HtmlElement], texts: list[str]) -> list[str]:
    """The stamps of a live blog from its first post on: it was published then, whatever post is on top."""
    posts = [e for e in stamps if any(POST.search(part.get("class") or "") for part in e.iterancestors())]
    return sorted(texts) if len(posts) > 1 and all(e.get("datetime") for e in posts) else texts


def published_stamp(element: HtmlElement) -> str | None:
    """The date of a time element, unless it is that of an update."""
    if _is_of_update(element):
        return None
    return element.get("datetime") or " ".join(element.text_content().split())


def _is_of_update(element: HtmlElement) -> bool:
    """True where the words before a date, or its names, call it that of an update."""
    own = BEFORE_DIGIT.match((element.text or "")[:MAX_LABEL])  # "14:10 UPDATED" is a live post's badge
    label = f"{_label(element)[-MAX_LABEL:]} {own[0] if own else ''}"
    updates = [m.start() for m in UPDATED.finditer(label)]
    if updates and not any(m.start() > updates[-1] for m in PUBLISHED.finditer(label)):
        return True
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return OF_UPDATE.search(names) is not None and not OF_ENTRY.search(names)


def _label(element: HtmlElement) -> str:
    """The words right before an element, in its line; those of the element before it where they are a label."""
    before, parent = element.getprevious(), element.getparent()
    while before is not None and not isinstance(before.tag, str) and not (before.tail or "").strip():
        before = before.getprevious()  # comments of a page that a script has written
    tail = before.tail if before is not None else parent.text if parent is not None else None
    label = " ".join((tail or "").split())
    if label or before is None or before.tag not in LABELLED:
        return label
    said = " ".join(before.text_content()[:MAX_STAMP].split())
    return said if len(said) <= MAX_LABEL and not any(map(str.isdigit, said)) else ""


def _labelled_text(element: HtmlElement) -> str:
    """An element's own text; where its class or the words before it name an update, with that label before."""
    line = _own_text(element)
    has_label = element.tag in LABELLED and any(map(str.isdigit, line)) and not UPDATED.search(line)
    if not has_label or not _is_of_update(element):
        return line
    label = _label(element)[-MAX_STAMP:]
    return f"{label if UPDATED.search(label) else 'Updated'} {element.get('datetime') or line}"


def _own_part(text: str) -> str:
    """The part of a stamp that gives the publication: "Written: 2023-11-07 15:03 / Updated: …"."""
    update = UPDATED.search(text)
    if update is None:
        return text
    published = PUBLISHED.search(text, update.end())
    if published is None or any(c.isdigit() for c in text[: update.start()]):
        return text[: update.start()]
    return text[published.start() :]


def _stamp_lines(tree: HtmlElement, headline: HtmlElement | None, around: set[HtmlElement]) -> Iterator[str]:
    return (line for e, line in _stamps(tree, headline) if not is_elsewhere(e, around, headline))


def _stamps(tree: HtmlElement, headline: HtmlElement | None) -> Iterator[tuple[HtmlElement, str]]:
    """Short lines with digits and their elements, from the headline down and then those above it."""
    elements = list(islice(tree.iter("h1", *TEXT_BLOCKS), MAX_ELEMENTS))
    first = next((i for i, element in enumerate(elements) if element is headline), 0)
    for element in (*elements[first : first + MAX_STAMPS], *elements[max(0, first - MAX_STAMPS) : first]):
        line = _labelled_text(element)
        if 6 < len(line) <= 2 * MAX_STAMP and any(map(str.isdigit, line)):
            yield element, line


def _headline(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    first = next(tree.iter("h1"), None)
    for element in tree.iter("h1", "h2", "h3", "h4"):
        if title and " ".join(element.text_content().split()) == title:
            return element
    return first


def _own_text(element: HtmlElement) -> str:
    parts = [text for text in (element.text, *(child.tail for child in element)) if text]
    return " ".join(" ".join(parts).split()) if parts else ""
