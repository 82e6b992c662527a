"""Sets of words, each serving one rule: a table names them, code asks for them by name and spells none of them."""

import re
from collections.abc import Iterable
from functools import cache

from newsetl.errors import LexiconError
from newsetl.lexicons import read_table


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """Words of a set, from lexicons/<table>.csv with the columns set, word.

    Raises:
        LexiconError: the table has no such set.
    """
    words = frozenset(row["word"] for row in read_table(table) if row["set"] == name)
    if not words:
        raise LexiconError(f"lexicons/{table}.csv has no set {name!r}")
    return words


def alternatives(words: Iterable[str]) -> str:
    """Words as the alternatives of an expression, longer before shorter where one begins another."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(set(words), reverse=True))
