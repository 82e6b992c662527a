"""Given names of persons: those that are common where English is written, and those of many languages."""

import re
from functools import cache

from newsetl.lexicons import read_words


def is_common_given_name(word: str) -> bool:
    """True for a common given name in any case: "Ann", "ANN", "ann"."""
    return word.title() in given_names()


def begins_with_given_name(text: str) -> bool:
    """True where the first word is a given name of any language, in any case: "Karla Wendt", "JEAN-LUC ROE"."""
    first = re.match(r"[^\W\d_]+", text)
    return first is not None and first[0].title() in all_given_names()


@cache
def all_given_names() -> frozenset[str]:
    """Given names of many languages, the common ones among them; some are words or surnames elsewhere."""
    return given_names() | read_words("people/given_names_female") | read_words("people/given_names_male")


@cache
def given_names() -> frozenset[str]:
    """The common given names, women's and men's, as "Ann"."""
    return read_words("people/mostly_female") | read_words("people/mostly_male")


def is_surname_alone(name: str) -> bool:
    """True for one word that ends as surnames do and bodies do not: "Strelkov"; the lists of bodies come first."""
    return (
        name.isalpha() and name[:1].isupper() and name.endswith(tuple(read_words("people/surname_endings")))
    )
