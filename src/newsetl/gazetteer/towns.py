"""In which states the towns and divisions of a name lie."""

from collections.abc import Iterator, Sequence
from functools import cache

from newsetl.gazetteer import Candidates, load_gazetteer
from newsetl.gazetteer.places import type_mask
from newsetl.lexicons import read_words

TOWNS = type_mask("city", "admin1")
NO_TOWNS = (
    "common_words",
    "people/mostly_female",
    "people/mostly_male",
)  # "Mobile" and "Hassan" are mostly none
LEAST = 10_000  # people: names of villages are mostly those of something else


def states_of_towns(names: Sequence[str]) -> list[frozenset[str]]:
    """For each name the ISO 3166-1 alpha-3 codes of the states that have a town or a first-order division so called.

    Args:
        names: as written; common words and given names have no states.
    """
    return [frozenset(_states(hit)) for hit in load_gazetteer().lookup([_asked(name) for name in names])]


def _asked(name: str) -> str:
    return "" if name in _no_towns() or name.lower() in _no_towns() else name


def _states(hit: Candidates | None) -> Iterator[str]:
    gazetteer = load_gazetteer()
    for place in hit.places.tolist() if hit is not None else ():
        is_town = TOWNS[gazetteer.arrays["type"][place]] and gazetteer.arrays["population"][place] >= LEAST
        country = gazetteer.country(place) if is_town else None
        if country is not None:
            yield country.iso3


@cache
def _no_towns() -> frozenset[str]:
    return frozenset().union(*map(read_words, NO_TOWNS))
