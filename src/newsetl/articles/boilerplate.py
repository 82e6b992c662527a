"""Lines of a page that no reporter wrote: links elsewhere, sign-up boxes, share buttons, update stamps."""

import re
from functools import lru_cache

from newsetl.lexicons import read_table

MAX_LINE = 300  # a longer line is prose, whatever it starts with


def is_boilerplate(line: str) -> bool:
    """True for a whole line that is page furniture and not part of the article."""
    line = " ".join(line.split())
    return bool(line) and len(line) <= MAX_LINE and any(p.fullmatch(line) for p in _patterns())


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in read_table("articles/boilerplate"))
