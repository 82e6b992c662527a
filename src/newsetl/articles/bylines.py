"""Lines of a page that say who wrote it: "By Ann Lee"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from newsetl.articles.names import DATED, FOREIGN_BY, SPLIT, newsroom_cities
from newsetl.gazetteer.descriptions import country_of_capital
from newsetl.lexicons.given_names import begins_with_given_name

MAX_BYLINE, MIN_BYLINE = 160, 6  # characters
MAX_PLAIN_BYLINE = 80
MAX_PARTS = 6  # elements within a byline
MAX_BYLINES = 400  # elements looked at for a byline without a class name
BYLINE_TAGS = ("p", "div", "span", "td", "font", "b", "i", "em", "strong", "small", "h3", "h4", "h5", "h6")
PLAIN_BYLINE = re.compile(r"(?:[Bb]y|BY):? (?!the\b|The\b|an?\b)[A-ZÀ-Þ][\w.'’-]+ [A-ZÀ-Þ]")
SENTENCE_END = re.compile(r"[a-z]{3}[.!?:]$")
FURNITURE = re.compile(
    rf"\s*[|•·–—-]?\s*(?:(?:\b(?:last\s+)?(?:published|updated|posted|modified)\b|\bsocial links\b|"
    rf"\bview author|\bfollow\b|\bget author|\bbiography\b|\bfull bio\b|\bshares?\b|\bcomments?\b|"
    rf"\d+ min(?:ute)?s?\b|\S+@\S+|@\w+).*|"
    rf"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?{DATED.pattern})",
    re.IGNORECASE | re.S,
)
WHOLE_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w.'’-]*){1,3}")
BYLINE = re.compile(r"by\b\s*:?\s*\S|By[A-Z]", re.IGNORECASE)


def marked_bylines(marked: Sequence[HtmlElement]) -> Iterator[str]:
    """Texts that begin with "By", under a class name for bylines."""
    for text in map(shown_text, marked):
        if 5 < len(text) <= MAX_BYLINE and BYLINE.match(text):
            yield text


def plain_bylines(tree: HtmlElement) -> Iterator[str]:
    """Short lines "by Ann Lee, May 3" near the head of a page that marks up nothing."""
    is_foreign = (
        not (tree.get("lang") or "en").lower().startswith("en")
    )  # "Von Miller" is a name on English pages
    for element in islice(tree.iter(*BYLINE_TAGS), MAX_BYLINES):
        head = (element.text or "").lstrip()[:MAX_PLAIN_BYLINE]
        begins = head[:2].lower() == "by" or (is_foreign and FOREIGN_BY.match(head) is not None)
        text = shown_text(element) if begins and len(element) <= MAX_PARTS else ""
        if is_foreign and len(text) <= MAX_PLAIN_BYLINE and _is_foreign(text):
            yield text
        line = element.getparent() if text.lower() == "by" else None
        if line is not None and len(line) <= MAX_PARTS:
            text = shown_text(line)  # "<span>By</span><span>Ann Lee</span>"
        if 5 < len(text) <= MAX_PLAIN_BYLINE and PLAIN_BYLINE.match(text) and not SENTENCE_END.search(text):
            yield text


def _is_foreign(text: str) -> bool:
    """True for "Par Anne Petit et Paul Roux": whole names, the first of them with a known given name."""
    bare = FOREIGN_BY.sub("", text, count=1)
    names = [name for name in SPLIT.split(bare) if name]
    is_signed = bare != text and all(map(WHOLE_NAME.fullmatch, names))
    first = names[0].split()[0] if names and is_signed else ""
    is_place = first in newsroom_cities() or country_of_capital(first) is not None
    return bool(first) and not is_place and begins_with_given_name(first)


def trimmed(byline: str | None) -> str | None:
    """Without the date, the address and the buttons that are in the byline's element."""
    if byline is None:
        return None
    cut = FURNITURE.search(byline, MIN_BYLINE)
    return (byline[: cut.start()] if cut else byline).rstrip(" ,;|·•–—-") or None


def shown_text(element: HtmlElement) -> str:
    """An element's text on one line, without scripts and styles."""
    return " ".join(" ".join(_shown(element)).split())


def _shown(element: HtmlElement) -> Iterator[str]:
    if element.find(".//script") is None and element.find(".//style") is None:
        yield from element.itertext()
        return
    for part in element.iter():
        if part.tag not in ("script", "style"):
            yield part.text or ""
        if part is not element:
            yield part.tail or ""
