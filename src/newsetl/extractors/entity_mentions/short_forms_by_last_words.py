"""Organisations under the last words of their names: "the Post" is the "Washington Post" that the article gives."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from newsetl.extractors.entity_mentions.covered import Covered
from newsetl.extractors.entity_mentions.organisations import Organisation, Ranges
from newsetl.lexicons import read_words

TAILS = (1, 2)  # words
NO_MORE = r"(?![\w-]|\s(?:of\s(?:the\s)?)?[A-Z])"  # "the Post Office" and "the Bank of Norvik" are others


def with_last_words(text: str, organisations: Sequence[Organisation], taken: Ranges) -> list[Organisation]:
    """The organisations, with those that "the" and the last words of one name among them stand for.

    Words at the end of two names before that place, and words in no name, are left as they are.

    Args:
        text: the article's text.
        organisations: those found, in order.
        taken: ranges that hold something else, such as persons.
    """
    bearers = _bearers(text, organisations)
    if not bearers:
        return list(organisations)
    found: dict[tuple[int, int], Organisation] = {}
    others = Covered(taken)
    for match in _definite().finditer(text):
        meant = _meant(bearers.get(match["tail"], ()), match.start())
        span = match.span("tail")
        if meant is not None and not others.hits(*span):
            found[span] = replace(meant, start=span[0], end=span[1])
    replaced = Covered(found)
    kept = [o for o in organisations if not replaced.hits(o.start, o.end)]
    return sorted([*kept, *found.values()], key=lambda o: o.start)


def papers(text: str, seen: Ranges) -> Ranges:
    """Newspapers by the last word of their names, where the language model sees nothing."""
    spans = (match.span("name") for match in _paper().finditer(text))
    known = Covered(seen)
    return [(start, end) for start, end in spans if not known.hits(start, end)]


def _bearers(text: str, organisations: Sequence[Organisation]) -> dict[str, list[Organisation]]:
    """Last words -> the mentions, in order, of organisations with that name in full."""
    bearers: dict[str, list[Organisation]] = {}
    for found in organisations:
        words = text[found.start : found.end].split()
        for size in TAILS:
            tail = " ".join(words[-size:])
            if len(words) > size and tail in read_words("organisations/short_last_words"):
                bearers.setdefault(tail, []).append(found)
    return bearers


def _meant(bearers: Sequence[Organisation], at: int) -> Organisation | None:
    """The one name among those before a place, else among all."""
    among = [o for o in bearers if o.start < at] or bearers
    return among[0] if len({o.name for o in among}) == 1 else None


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he\s(?P<tail>{_any(read_words('organisations/short_last_words'))}){NO_MORE}")


@cache
def _paper() -> re.Pattern[str]:
    words = _any(read_words("organisations/papers"))
    return re.compile(rf"\b[Tt]he\s(?P<name>(?:(?:[A-Z][\w’'-]+|St\.)\s){{1,3}}(?:{words})){NO_MORE}")


def _any(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
