"""Words that are beside a date on a page, in the languages of `date_labels.csv`."""

import re
from functools import cache

from newsetl.articles.times import CLOCK
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.months import month_number

# One of a pattern's alternatives, whole with its groups: "a|b(?:c|d)" -> "a", "b(?:c|d)"
ALTERNATIVE = re.compile(r"(?:\((?:[^()]|\([^()]*\))*\)|[^()|])+")
FIRST_LETTER = re.compile(r"[^\W\d_](?![?*{])")
WORD = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)*")  # no "th" of "5th"


def _patterns(*roles: str) -> str:
    """The words of all languages that have one of these roles beside a date, as alternatives.

    They are grouped by their first letter, or each place of a line would be tried for a hundred words.
    """
    rows = (row for row in read_table("articles/date_labels") if row["role"] in roles)
    words = [word for row in rows for word in ALTERNATIVE.findall(row["pattern"])]
    letters = {word: match[0] if (match := FIRST_LETTER.match(word)) else "" for word in words}
    groups = {first: [word for word in words if letters[word] == first] for first in letters.values()}
    return "|".join(
        f"{first}(?:{'|'.join(word.removeprefix(first) for word in group)})"
        for first, group in groups.items()
    )


def _labels(*roles: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_patterns(*roles)})\b", re.IGNORECASE)


UPDATED = _labels("updated")
PUBLICATION = _labels("published")  # "Published" itself
PUBLISHED = _labels("published", "written")
JOINING = _labels("joining")
OF_SOMETHING_ELSE = _labels("other")  # "Retrieved 3 March"
# "Last updated", at the beginning of a line or of its part: "By Ann Lee | Updated"
LABEL_OF_UPDATE = re.compile(
    rf"(?:^|[|•·/])\W*(?:(?:{_patterns('before')})\s+)?(?:{_patterns('updated')})\b", re.IGNORECASE
)


def is_bare(text: str, *, digits: bool = True) -> bool:
    """True where a text has no word but those of dates: labels, weekdays, months, zones, "on"; clocks besides.

    `digits`: whether it may have other digits than those of a clock: a day before its year.
    """
    rest = CLOCK.sub(" ", text)
    if not digits and any(map(str.isdigit, rest)):
        return False
    for pattern in (UPDATED, PUBLISHED, JOINING):
        rest = pattern.sub(" ", rest)
    return all(_is_of_date(word) for word in WORD.findall(rest))


def _is_of_date(word: str) -> bool:
    word = word.lower()
    return word in read_words("weekdays") or month_number(word) is not None or word in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_table("articles/time_zones"))
