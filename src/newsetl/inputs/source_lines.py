"""Lines of an outlet and a day below a headline: "Calden Courier, 5 March 2024"."""

import re
from functools import cache
from typing import NamedTuple

from newsetl.gazetteer import load_gazetteer
from newsetl.gazetteer.outlets import is_outlet_name
from newsetl.inputs.written_dates import find_date
from newsetl.lexicons import read_table, read_words

_DAY = len("2024-03-05")
_BETWEEN_PLACES = re.compile(r"\s*(?:[,/()|–—]|\s-\s)\s*")


class SourcedDate(NamedTuple):
    """An outlet, or a place, and the day behind it."""

    name: str
    iso: str


def split_source(line: str, form: re.Pattern[str], behind: int, max_length: int) -> SourcedDate | None:
    """The name that stands before a line's day, and the day; None for a line of another form.

    Args:
        form: of all that stands before the day, its group `name` the outlet.
        behind: words that may follow the day, such as a page's number.
    """
    found = find_date(line) if len(line) <= max_length else None
    if found is None or len(found.iso) < _DAY or len(line[found.end :].split()) > behind:
        return None
    match = form.fullmatch(line[: found.start])
    return SourcedDate(match["name"].strip(), found.iso) if match is not None else None


def is_outlet(name: str) -> bool:
    """False for places and for labels such as "Updated" and "Chapter Two"; True for all else that names something."""
    if name.lower() in _known_outlets() or is_outlet_name(name):
        return True
    words = re.findall(r"\w+", name.lower())
    if not any(map(str.isalpha, words)) or " ".join(words) in read_words("articles/not_outlets"):
        return False
    if words[0] in read_words("inputs/not_sources"):
        return False
    parts = [part for part in _BETWEEN_PLACES.split(name) if part]
    # "taz" is a place as well in a list of half a million
    return name[0].islower() or not all(load_gazetteer().lookup(parts))


@cache
def _known_outlets() -> frozenset[str]:
    return frozenset(row["outlet"].lower() for row in read_table("articles/outlets"))
