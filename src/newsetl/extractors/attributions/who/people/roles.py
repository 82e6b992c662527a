"""Titles and roles in a common form, so that "Lt. Col." and "the colonel" meet."""

import re
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from newsetl.lexicons import read_table

OWNERS = ("'s", "’s")
WORD_CHARACTER = re.compile(r"\w")


def is_titles(text: str) -> bool:
    """True if a text ends in one abbreviated title or more: "…, Brig. Gen. "."""
    return _titles_at_end().search(text) is not None


@cache
def _titles_at_end() -> re.Pattern[str]:
    titles = {
        t
        for row in read_table("people/titles")
        for t in (row["title"], *row["aliases"].split(";"))
        if t.endswith(".")
    }
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(title) for title in sorted(titles, key=len, reverse=True))})\s*$"
    )


@lru_cache(maxsize=4096)
def role_words(phrase: str) -> frozenset[str]:
    """Roles and ranks of a phrase in a common form: "Lt. Col." and "colonel" share one.

    The governor's spokesman is a spokesman and no governor.
    """
    text = phrase.lower()
    words, automaton = _automaton()
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    return frozenset(
        _canonical_roles()[words[index]] for index, start, end in found if _is_word(text, start, end)
    )


def _is_word(text: str, start: int, end: int) -> bool:
    if text.startswith(OWNERS, end):
        return False
    return not (WORD_CHARACTER.match(text, end) or (start > 0 and WORD_CHARACTER.match(text, start - 1)))


@cache
def _automaton() -> tuple[list[str], AhoCorasick]:
    words = list(_canonical_roles())
    return words, AhoCorasick(words)


@cache
def _canonical_roles() -> dict[str, str]:
    words = {row["role"]: row["role"] for row in read_table("people/roles") if row["kind"] == "person"}
    for row in read_table("people/titles"):
        for title in (row["title"], *row["aliases"].split(";")):
            if row["is_role"] == "yes" and title:
                words[title.lower()] = row["title"].split()[-1].lower()
    return {word: _of_either_gender(role) for word, role in words.items()}


def _of_either_gender(role: str) -> str:
    """One form of "spokesman" and "spokeswoman", of "chairman" and "chair"."""
    return next(
        (both for part, both in (("spokes", "spokesperson"), ("chair", "chair")) if role.startswith(part)),
        role,
    )
