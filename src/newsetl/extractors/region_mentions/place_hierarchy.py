"""Which places lie in which: by the gazetteer's divisions, else by distance."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.gazetteer import EARTH_DIAMETER_KM
from newsetl.gazetteer.type_numbers import COUNTRY, REGION

NEAR_DIVISION_KM, NEAR_REGION_KM = 60.0, 150.0
OWN_NAMES = 2  # kinds of a name below this are the place's own name and its spellings


def inside(
    gazetteer: Gazetteer, places: npt.NDArray[np.int64], holders: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """For each place whether it lies in one of the holders."""
    a = gazetteer.arrays
    found = np.zeros(len(places), dtype=bool)
    for holder in holders:
        same_country = (a["country"][places] == a["country"][holder]) & (places != holder)
        kind = a["type"][holder]
        if kind == COUNTRY:
            found |= same_country
        elif kind == REGION:
            found |= (places != holder) & (_km(gazetteer, places, holder) <= NEAR_REGION_KM)
            if a["country"][holder] >= 0:
                found |= same_country
        else:
            found |= (a["admin1"][places] == holder) | (a["admin2"][places] == holder)
            # Our own rows name the division by hand, which may be one of another kind: the West Bank or Tulkarm.
            is_unplaced = same_country & ((a["admin1"][places] < 0) | (a["approximate"][places] > 0))
            found |= is_unplaced & (_km(gazetteer, places, holder) <= NEAR_DIVISION_KM)
    return found


def _km(gazetteer: Gazetteer, places: npt.NDArray[np.int64], point: int) -> npt.NDArray[np.float64]:
    cosines = gazetteer.directions[places] @ gazetteer.directions[point]
    return np.asarray(EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.clip((1 - cosines) / 2, 0.0, 1.0))))


@lru_cache(maxsize=16384)
def is_country(candidates: Candidates | None, gazetteer: Gazetteer) -> bool:
    """Whether a country has the name as its own; also that of its people."""
    if candidates is None:
        return False
    places = candidates.places[candidates.kinds < OWN_NAMES]
    return bool((gazetteer.arrays["type"][places] == COUNTRY).any())


@lru_cache(maxsize=16384)
def own_countries(candidates: Candidates | None, gazetteer: Gazetteer) -> frozenset[int]:
    """Numbers of the countries in which a place has the name as its own; of a country's name that country alone."""
    if candidates is None:
        return frozenset()
    a, places = gazetteer.arrays, candidates.places[candidates.kinds < OWN_NAMES]
    of_country = a["type"][places] == COUNTRY
    places = places[of_country] if of_country.any() else places
    return frozenset(int(c) for c in a["country"][places] if c >= 0)
