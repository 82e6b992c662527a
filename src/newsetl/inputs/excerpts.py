"""Lists of results: "... words around what was searched for ..." in place of texts."""

import re
from collections.abc import Sequence

from newsetl.core.sentences import is_sentence

MIN_EXCERPTS = 2
_EXCERPT = re.compile(r"\W{0,2}(?:\.\.\.|…).*(?:\.\.\.|…)\W{0,2}")


def is_excerpt(line: str) -> bool:
    """True for a line between dots."""
    return _EXCERPT.fullmatch(line) is not None


def are_excerpts(lines: Sequence[str]) -> bool:
    """True for lines of which some are excerpts, and none of the others is a sentence."""
    others = [line for line in lines if not is_excerpt(line)]
    return len(lines) - len(others) >= MIN_EXCERPTS and not any(map(is_sentence, others))
