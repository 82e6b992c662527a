"""How much of one text stands in another: shingles of words."""

import re

WORD = re.compile(r"\w+")


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
    """Share of the part's shingles that stand in the whole; 1 for an empty part."""
    wanted = shingles(part)
    return len(wanted & shingles(whole)) / len(wanted) if wanted else 1.0
