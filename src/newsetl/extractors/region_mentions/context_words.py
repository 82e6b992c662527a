"""What the words beside a name say about it: lexicons/places/context_words.csv and the lists beside it."""

from functools import cache, lru_cache

from newsetl.language.dictionary import is_english_word
from newsetl.lexicons import read_table, read_words

ENDINGS = ("s", "es", "ed", "ing", "ly")


@cache
def roles() -> dict[str, frozenset[str]]:
    """Word in lower case -> its roles: title, locative, org_head, area_head, street, say …"""
    found: dict[str, set[str]] = {}
    for row in read_table("places/context_words"):
        found.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(names) for word, names in found.items()}


@cache
def words_of_role(role: str) -> frozenset[str]:
    """The words of a role, in lower case."""
    return frozenset(word for word, named in roles().items() if role in named)


@cache
def commonness() -> dict[str, float]:
    """Word that also names a place -> share of its uses that have no capital."""
    return {row["word"]: float(row["share"]) for row in read_table("places/common_words")}


@lru_cache(maxsize=32768)
def roles_of(word: str) -> frozenset[str]:
    """The roles of a word in any case, with or without its full stop."""
    return roles().get(word.rstrip(".").casefold(), frozenset())


@lru_cache(maxsize=65536)
def has_role(word: str, role: str) -> bool:
    """True if the word has that role."""
    return role in roles_of(word)


def is_given_name_in_places(word: str) -> bool:
    """True for a first name, in any case, that makes a place's name beside it a person's (places/given_names)."""
    return word.casefold() in read_words("places/given_names")


@lru_cache(maxsize=32768)
def is_plain_word(text: str) -> bool:
    """True for words of the language in any form, names of days and months, and adjectives of peoples."""
    low = text.casefold()
    if low in read_words("places/plain_words") or is_english_word(low):
        return True
    return any(low.endswith(e) and is_english_word(low.removesuffix(e)) for e in ENDINGS) or (
        low.endswith("ies") and is_english_word(f"{low[:-3]}y")
    )
