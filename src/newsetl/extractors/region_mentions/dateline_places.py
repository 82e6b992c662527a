"""Where a dateline's places are: "ERBIL, Kurdistan Region (AP) —" at a text's head or behind the headline.

An article's dateline is read by articles/datelines.py; looser forms are looked for here where it saw none.
"""

import re

from newsetl.core.spans import Span
from newsetl.tables.articles import Article

HEAD = 600  # characters; no dateline is further on
PATTERN = re.compile(
    r"(?:(?<=\A)|(?<=\n)|(?<=[.!?] )|(?<=[.!?]  ))"
    r"(?P<place>[A-Z][A-Z'’./\- ]{2,40}?(?:,\s[A-Z][\w.'’ \-]{1,40}){0,2})"
    r"(?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]+))?"
    r"(?:,?\s\(?[A-Z][\w./ ]{1,24}\)|,?\s[A-Z][a-z]+ News)?"
    r"\s?(?:—|–|--|[-_]{1,2}\s)"
)
SIGNED = re.compile(
    r"(?:(?<=\A)|(?<=\n))(?P<place>[A-Z][\w'’.\- ]{2,40}(?:,\s[A-Z][\w.'’ ]{1,30})?)"
    r"\s\([A-Z][\w./ ]{1,24}\)\s?(?:—|–|-|_)"
)
# A line of its own that ends like no sentence
BYLINE = re.compile(
    r"^(?:By|BY|From|FROM) [A-ZÀ-Þ][^\n,]{2,60}?(?:,? in |, )"
    r"(?P<place>[A-ZÀ-Þ][\w'’\-]+(?: [A-ZÀ-Þ][\w'’\-]+){0,3}(?:, [A-ZÀ-Þ][\w'’ ]{2,30})?)$",
    re.MULTILINE,
)


def find_byline_place(article: Article) -> Span | None:
    """The characters of where the reporter is, in a line of its own: "By Ada Holm in Erbil"."""
    found = BYLINE.search(article.text, 0, HEAD)
    return None if found is None else Span(found.start("place"), found.end("place"))


def find_dateline(article: Article) -> Span | None:
    """The characters of the dateline's places; None if there is no dateline in the text."""
    if article.dateline:
        at = article.text.find(article.dateline, 0, HEAD)
        if at >= 0:
            return Span(at, at + len(article.dateline))
    for pattern in (PATTERN, SIGNED):
        found = pattern.search(article.text, 0, HEAD)
        if found is not None:
            return Span(found.start("place"), found.end("place"))
    return None
