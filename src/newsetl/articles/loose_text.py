"""Puts text outside paragraphs into paragraphs, split at double line breaks; removes "read on" links and note marks."""

import re
from functools import lru_cache

from lxml.html import Element, HtmlElement

from newsetl.lexicons import read_words

CONTAINERS = ("body", "main", "article", "section", "div", "td", "center")
INLINE = {
    *(
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
    ),
    *(
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ),
    "wbr",
}
NOTE_MARK = re.compile(r"\s*\[[^\[\]]{1,20}\]\s*")
MAX_LINK = 160  # characters of a link that only leads to the full text


def wrap_loose_text(tree: HtmlElement) -> None:
    """Wraps each run of text between double line breaks in a <p>, in place.

    In "First.<br><br>Second." there is no element that a search for paragraphs could find.
    """
    doubles = (line_break for line_break in tree.iter("br") if _is_double(line_break))
    containers = dict.fromkeys(parent for br in doubles if (parent := br.getparent()) is not None)
    for container in containers:
        if container.tag in CONTAINERS:
            container[:] = _runs(container)


def drop_read_on_links(tree: HtmlElement) -> None:
    """Removes links such as "Continue reading", in place; the text behind them stays."""
    for link in list(tree.iter("a")):
        text = " ".join(link.text_content().split())
        if text and len(text) <= MAX_LINK and _read_on().fullmatch(text):
            link.drop_tree()


def drop_note_marks(tree: HtmlElement) -> None:
    """Removes note marks such as a raised "[2]" or "[citation needed]", in place; the text behind them stays."""
    for mark in list(tree.iter("sup")):
        if mark.getparent() is not None and NOTE_MARK.fullmatch(mark.text_content()):
            mark.drop_tree()


def _is_double(line_break: HtmlElement) -> bool:
    following = line_break.getnext()
    return following is not None and following.tag == "br" and not (line_break.tail or "").strip()


def _runs(container: HtmlElement) -> list[HtmlElement]:
    """The container's blocks as they are, and its loose text in new paragraphs between them."""
    doubles = {child for child in container.iterchildren("br") if _is_double(child)}
    ends = doubles | {child.getnext() for child in doubles}
    runs, run = [], _paragraph(container.text)
    container.text = None
    for child in list(container):
        tail, child.tail = child.tail, None
        if child.tag in INLINE and child not in ends:
            child.tail = tail
            run.append(child)
        else:
            runs += [run] if child in ends else [run, child]
            run = _paragraph(tail)
    return [found for found in (*runs, run) if found.tag != "p" or len(found) or (found.text or "").strip()]


def _paragraph(text: str | None) -> HtmlElement:
    paragraph = Element("p")
    paragraph.text = text
    return paragraph


@lru_cache(maxsize=1)
def _read_on() -> re.Pattern[str]:
    return re.compile("|".join(sorted(read_words("articles/read_on_links"))), re.IGNORECASE)
