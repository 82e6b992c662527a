"""Where a dateline's places are, "ERBIL, Kurdistan Region (AP) —", and where a byline says that the reporter is."""

import re

from newsetl.core.spans import Span
from newsetl.language.datelines import find_bylines, find_dateline, place_span
from newsetl.tables.articles import Article

HEAD = 600  # characters; no dateline is further on
NAME = r"[A-ZÀ-Þ][\w'’\-]+(?: (?:[a-z]{2,3}-)?[A-ZÀ-Þ][\w'’\-]+){0,3}"
BYLINE_PLACE = re.compile(rf"(?:,? in |, )(?P<place>{NAME}(?:, [A-ZÀ-Þ][\w'’ ]{{2,30}})?)$")


def byline_place(article: Article) -> Span | None:
    """The characters of where the reporter is, in a line of its own: "By Ada Holm in Erbil"."""
    for line in find_bylines(article.text, HEAD):
        found = BYLINE_PLACE.search(article.text[: line.end], line.start)
        if found is not None:
            return Span(found.start("place"), found.end("place"))
    return None


def dateline_place(article: Article) -> Span | None:
    """The characters of the dateline's places; None if there is no dateline in the text."""
    if article.dateline:
        at = article.text.find(article.dateline, 0, HEAD)
        if at >= 0:
            return Span(at, at + len(article.dateline))
    found = find_dateline(article.text, HEAD)
    return None if found is None else place_span(found)
