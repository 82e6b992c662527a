"""Sets of words, each serving one rule: a table names them, code asks for them by name and spells none of them."""

import re
from collections.abc import Iterable
from functools import cache

from newsetl.errors import LexiconError
from newsetl.lexicons import read_table


def word_set(table: str, name: str) -> frozenset[str]:
    """Words of a set, from lexicons/<table>.csv with the columns set, word.

    Raises:
        LexiconError: the table has no such set.
    """
    try:
        return _sets(table)[name]
    except KeyError:
        raise LexiconError(f"lexicons/{table}.csv has no set {name!r}") from None


@cache
def _sets(table: str) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in read_table(table):
        words.setdefault(row["set"], set()).add(row["word"])
    return {name: frozenset(of_set) for name, of_set in words.items()}


def alternatives(words: Iterable[str]) -> str:
    """Words as the alternatives of an expression, longer before shorter where one begins another."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(set(words), reverse=True))
