"""Given names of persons: those that are common where English is written, and those of many languages."""

from functools import cache

from newsetl.lexicons import read_words


def is_given_name(word: str) -> bool:
    """True for a common given name in any case: "Ann", "ANN", "ann"."""
    return word.title() in given_names()


@cache
def all_given_names() -> frozenset[str]:
    """Given names of many languages, the common ones among them; some are words or surnames elsewhere."""
    return given_names() | read_words("people/given_names_female") | read_words("people/given_names_male")


@cache
def given_names() -> frozenset[str]:
    """The common given names, women's and men's, as "Ann"."""
    return read_words("first_names_female") | read_words("first_names_male")
