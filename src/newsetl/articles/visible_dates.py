"""Dates that a page shows of itself: time elements and short lines near the headline, not those of other parts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from newsetl.articles.blocks import signals_of
from newsetl.articles.found import FoundDate
from newsetl.articles.times import parse_time
from newsetl.lexicons import read_table

TEXT_BLOCKS = (
    *("p", "div", "span", "td", "li", "dd", "font", "b", "i", "em", "strong", "h2", "h3", "h4", "h5", "h6"),
    *("time", "small", "fieldset", "header", "article", "section", "address", "center", "th", "dt"),
)
POST = re.compile(r"live-?(?:blog|post|update|entry|coverage)", re.IGNORECASE)
ELSEWHERE = frozenset(("comments", "related", "sidebar", "footer", "promo", "aside", "nav"))
OWN_EDGES = frozenset(("footer", "aside"))  # what a headline's own block may hold as well
NEAR = 2  # elements around the headline that are its own block
MAX_STAMP = 160  # characters; a longer text that names a date is prose
MAX_STAMPS = 400  # elements looked at for a visible date
MAX_ELEMENTS = 5_000
MAX_TIMES = 60
MAX_LABEL = 40  # characters before a time element in which "Updated" or "Published" stands
PROSE_WORDS = 8  # a line of as many words that ends like a sentence tells of another day
SENTENCE_END = re.compile(r"[a-z\d)][.!?][\"”’')]*$")
ABBREVIATED = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)


def _labels(role: str) -> re.Pattern[str]:
    """The words of all languages that label a date of publication or of an update."""
    patterns = [row["pattern"] for row in read_table("articles/date_labels") if row["role"] == role]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


UPDATED = _labels("updated")
PUBLISHED = _labels("published")


def visible_dates(tree: HtmlElement, title: str | None, is_day_first: bool) -> Iterator[FoundDate]:
    """Dates of publication by falling trust: time elements, then short lines below the headline, then above it.

    What stands in comments, related stories, sidebars, footers and other stories' boxes is not the article's; what is
    labelled as an update is no publication.
    """
    headline = _headline(tree, title)
    around = set(headline.iterancestors()) if headline is not None else set()
    stamps = [e for e in islice(tree.iter("time"), MAX_TIMES) if not is_elsewhere(e, around, headline)]
    texts = _first_post_first(stamps, [text for text in map(published_stamp, stamps) if text])
    yield from _dates_of((*texts, *_stamp_lines(tree, headline, around)), is_day_first)


def dates_before_update(tree: HtmlElement, title: str | None, is_day_first: bool) -> Iterator[FoundDate]:
    """Dates of publication in lines that tell of an update as well: "January 19, 2020 / 12:25 PM / Updated …"."""
    headline = _headline(tree, title)
    if headline is not None:
        lines = _stamp_lines(tree, headline, set(headline.iterancestors()))
        yield from _dates_of((line for line in lines if UPDATED.search(line)), is_day_first)


def _dates_of(texts: Iterable[str], is_day_first: bool) -> Iterator[FoundDate]:
    for text in texts:
        own = _own_part(text)
        if 6 < len(own) <= MAX_STAMP and any(c.isdigit() for c in own) and not is_sentence(own):
            found = parse_time(own, "visible_text", is_day_first)
            if found is not None and found.precision not in ("month", "year"):
                yield found


def _first_post_first(stamps: Sequence[HtmlElement], texts: list[str]) -> list[str]:
    """The stamps of a live blog from its first post on: it was published then, whatever post stands on top."""
    posts = [e for e in stamps if any(POST.search(part.get("class") or "") for part in e.iterancestors())]
    return sorted(texts) if len(posts) > 1 and all(e.get("datetime") for e in posts) else texts


def is_elsewhere(
    element: HtmlElement,
    around: frozenset[HtmlElement] | set[HtmlElement] = frozenset(),
    headline: HtmlElement | None = None,
) -> bool:
    """True for what stands in a part of the page that is not the article.

    `around` are the elements around the headline: the article is in them, whatever their names say. A footer or an
    aside of the headline's own block is the article's too: "<article><aside><time>…</time></aside><h2>".
    """
    if not around:
        return not ELSEWHERE.isdisjoint(signals_of(element))
    near = list(islice(headline.iterancestors(), NEAR)) if headline is not None else []
    for part in (element, *element.iterancestors()):
        if part in around:
            return False
        if part.tag == "article" and any(e.tag == "article" for e in around):
            return True  # a story in a box within the story
        signals = ELSEWHERE & signals_of(part)
        if signals and not (signals <= OWN_EDGES and part.getparent() in near):
            return True
    return False


def published_stamp(element: HtmlElement) -> str | None:
    """What a time element tells, unless it tells of an update."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    label = _label(element)
    updates = [m.start() for m in UPDATED.finditer(label)]
    if updates and not any(m.start() > updates[-1] for m in PUBLISHED.finditer(label)):
        return None
    if re.search(r"updated|modified", names, re.IGNORECASE) and not re.search(r"published", names):
        return None
    return element.get("datetime") or " ".join(element.text_content().split())


def _label(element: HtmlElement) -> str:
    """The words right before an element, in its line."""
    before = element.getprevious()
    tail = before.tail if before is not None else None
    parent = element.getparent()
    if before is None and parent is not None:
        tail = parent.text
    label = " ".join((tail or "").split())
    if (
        not label
        and before is not None
        and before.tag in ("span", "b", "strong", "em", "i", "small", "label")
    ):
        label = " ".join(before.text_content().split())
    return f"{label[-MAX_LABEL:]} {(element.text or '')[:MAX_LABEL]}"


def _own_part(text: str) -> str:
    """The part of a stamp that tells of the publication: "Written: 2023-11-07 15:03 / Updated: …"."""
    update = UPDATED.search(text)
    if update is None:
        return text
    published = PUBLISHED.search(text, update.end())
    if published is None or any(c.isdigit() for c in text[: update.start()]):
        return text[: update.start()]
    return text[published.start() :]


def is_sentence(line: str) -> bool:
    """ "On 14 February 2022, Pretoria sent 1,495 soldiers to Mozambique." tells no day of publication."""
    line = line.rstrip()
    return (
        len(line.split()) >= PROSE_WORDS
        and SENTENCE_END.search(line) is not None
        and not ABBREVIATED.search(line)
    )


def _stamp_lines(tree: HtmlElement, headline: HtmlElement | None, around: set[HtmlElement]) -> Iterator[str]:
    elements = list(islice(tree.iter("h1", *TEXT_BLOCKS), MAX_ELEMENTS))
    first = next((i for i, element in enumerate(elements) if element is headline), 0)
    for element in (*elements[first : first + MAX_STAMPS], *elements[max(0, first - MAX_STAMPS) : first]):
        line = _own_text(element)
        if (
            6 < len(line) <= 2 * MAX_STAMP
            and any(map(str.isdigit, line))
            and not is_elsewhere(element, around, headline)
        ):
            yield line


def _headline(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    first = next(tree.iter("h1"), None)
    for element in tree.iter("h1", "h2", "h3", "h4"):
        if title and " ".join(element.text_content().split()) == title:
            return element
    return first


def _own_text(element: HtmlElement) -> str:
    parts = [text for text in (element.text, *(child.tail for child in element)) if text]
    return " ".join(" ".join(parts).split()) if parts else ""
