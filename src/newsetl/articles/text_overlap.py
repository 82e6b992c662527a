"""How much of one text is in another: shingles of words, letters and digits alone."""

import re
from functools import lru_cache

WORD = re.compile(r"\w+")
NOT_WORD = re.compile(r"[\W_]+")
ASCII_NOT_WORD = {code: None for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=8_192)
def bare(text: str) -> str:
    """Letters and digits of a text, in lower case: what is left of it whatever its spacing and punctuation."""
    lower = text.lower()
    return lower.translate(ASCII_NOT_WORD) if lower.isascii() else NOT_WORD.sub("", lower)


def words(text: str) -> list[str]:
    """Words in lower case."""
    return WORD.findall(text.lower())


def shingles(text: str, size: int = 4) -> set[tuple[str, ...]]:
    """Runs of `size` words; a shorter text is one run."""
    tokens = words(text)
    if len(tokens) < size:
        return {tuple(tokens)} if tokens else set()
    return set(zip(*(tokens[i:] for i in range(size)), strict=False))


def coverage(part: str, whole: str) -> float:
    """Share of the part's shingles that are in the whole; 1 for an empty part."""
    wanted = shingles(part)
    return len(wanted & shingles(whole)) / len(wanted) if wanted else 1.0
