"""The day that an address names."""

import re

from newsetl.articles.found import FoundDate
from newsetl.articles.times import parse_time
from newsetl.lexicons.months import english_months

IN_URL = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)(?:(?P<sep>[/_-])(?:(?P<m>\d\d?)|(?P<name>{english_months()})[a-z]*)(?P=sep)(?P<d>\d\d?)"
    r"|(?P<m8>[01]\d)(?P<d8>[0-3]\d))(?=[/._-]|$)",
    re.IGNORECASE,
)


def date_in_url(url: str | None) -> FoundDate | None:
    """The day that an address names in its path: /2023/11/08/, /2019/nov/18/, /2018-01-22-title."""
    match = IN_URL.search(url or "")
    if match is None:
        return None
    year, name = match["y"], match["name"]
    month, day = match["m"] or match["m8"], match["d"] or match["d8"]
    return parse_time(f"{name} {day}, {year}" if name else f"{year}-{month}-{day}", "url")
