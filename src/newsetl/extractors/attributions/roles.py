"""Titles and roles in a common form, so that "Lt. Col." and "the colonel" meet."""

import re
from functools import cache, lru_cache

from newsetl.lexicons import read_table


def is_titles(text: str) -> bool:
    """True if a text ends in one abbreviated title or more: "…, Brig. Gen. "."""
    return _titles_at_end().search(text) is not None


@cache
def _titles_at_end() -> re.Pattern[str]:
    titles = {
        t
        for row in read_table("titles")
        for t in (row["title"], *row["aliases"].split(";"))
        if t.endswith(".")
    }
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(title) for title in sorted(titles, key=len, reverse=True))})\s*$"
    )


@lru_cache(maxsize=4096)
def role_words(phrase: str) -> frozenset[str]:
    """Roles and ranks of a phrase in a common form: "Lt. Col." and "colonel" share one."""
    found = set()
    text = phrase.lower()
    for word, canonical in _canonical_roles().items():
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            found.add(canonical)
    return frozenset(found)


@cache
def _canonical_roles() -> dict[str, str]:
    words = {row["role"]: row["role"] for row in read_table("roles") if row["kind"] == "person"}
    for row in read_table("titles"):
        for title in (row["title"], *row["aliases"].split(";")):
            if row["is_role"] == "yes" and title:
                words[title.lower()] = row["title"].split()[-1].lower()
    return {word: "spokesperson" if role.startswith("spokes") else role for word, role in words.items()}
