"""Nouns for people that no list has: "violinist", "doorman", "beekeeper"."""

from newsetl.lexicons import read_words

SHORTEST = 7  # letters; "list" and "twist" are no people


def is_occupation(noun: str) -> bool:
    """True for a noun in small letters that ends as words for people do."""
    return (
        len(noun) >= SHORTEST and noun.isalpha() and noun.endswith(tuple(read_words("people/role_endings")))
    )
