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
_TOWARDS = re.compile(r"(?:near|outside|in|central|(?:north|south|east|west)\w*)\s+", re.IGNORECASE)


class SourcedDate(NamedTuple):
    """An outlet, or a place, and the day behind it."""

    name: str
    iso: str


def split_source(line: str, form: re.Pattern[str], behind: int, max_length: int) -> SourcedDate | None:
    """The name that is before a line's day, and the day; None for a line of another form.

    Args:
        form: of the text before the day; its group `name` is the outlet.
        behind: words that may follow the day, such as a page's number.
    """
    found = find_date(line) if len(line) <= max_length else None
    if found is None or len(found.iso) < _DAY or len(line[found.end :].split()) > behind:
        return None
    match = form.fullmatch(line[: found.start])
    return SourcedDate(match["name"].strip(), found.iso) if match is not None else None


def is_place(name: str) -> bool:
    """True for "Kabul", "Near Kabul" and "Kabul, Afghanistan"; False for surely an outlet."""
    # "taz" is a place as well in a list of half a million
    if _is_surely_outlet(name) or name[0].islower():
        return False
    parts = [_TOWARDS.sub("", part) for part in _BETWEEN_PLACES.split(name) if part]
    return all(load_gazetteer().lookup(parts))


def is_label(name: str) -> bool:
    """True for what names no outlet and no place: "Updated", "Chapter Two", "Annual Report"."""
    if _is_surely_outlet(name):
        return False
    words = re.findall(r"\w+", name.lower())
    if not any(map(str.isalpha, words)) or " ".join(words) in read_words("articles/not_outlets"):
        return True
    return words[0] in read_words("inputs/not_sources")


def _is_surely_outlet(name: str) -> bool:
    return name.lower() in _known_outlets() or is_outlet_name(name)


@cache
def _known_outlets() -> frozenset[str]:
    return frozenset(row["outlet"].lower() for row in read_table("articles/outlets"))
