"""Whether an article writes the day or the month first in numeric dates."""

import re
from functools import cache

from newsetl.lexicons import read_table

NUMERIC = re.compile(r"(?<![\w./])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\w/])")


def writes_day_first(text: str, domain: str | None) -> bool | None:
    """True for "25/12/2017", False for "12/25/2017", None if neither the article nor its outlet shows it.

    Args:
        text: the article's text, whose unambiguous dates decide if they agree.
        domain: the outlet's domain, by whose country the habit is known.
    """
    pairs = [(int(first), int(second)) for first, second in NUMERIC.findall(text)]
    is_day_first, is_month_first = (
        any(first > 12 for first, _ in pairs),
        any(second > 12 for _, second in pairs),
    )
    if is_day_first != is_month_first:
        return is_day_first
    first = _habits().get((domain or "").rpartition(".")[2].lower())
    return None if first is None else first == "day"


@cache
def _habits() -> dict[str, str]:
    return {row["domain"]: row["first"] for row in read_table("time/numeric_dates")}
