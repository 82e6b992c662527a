"""Given names of persons that are common where English is written; further ones are in `people/given_names_*.txt`."""

from functools import cache

from newsetl.lexicons import read_words


def is_given_name(word: str) -> bool:
    """True for a common given name in any case: "Ann", "ANN", "ann"."""
    return word.title() in given_names()


@cache
def given_names() -> frozenset[str]:
    """The common given names, women's and men's, as "Ann"."""
    return read_words("first_names_female") | read_words("first_names_male")
