"""Lookup of names in the built gazetteer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from newsetl.gazetteer.build import NOTHING, key_hash
from newsetl.gazetteer.countries import Country, countries
from newsetl.gazetteer.normalise import folded_key, name_key
from newsetl.gazetteer.places import PLACE_TYPES, Place

EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places that bear a name: their numbers, and the kind of the name for each (primary, alias, short)."""

    places: npt.NDArray[np.uint32]
    kinds: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by name; `version` says what it was built from.

    `arrays` are the columns of all places and the two indexes of names, mapped from the cache file.
    """

    version: str
    arrays: dict[str, npt.NDArray[Any]]

    def __len__(self) -> int:
        return len(self.arrays["type"])

    def lookup(self, names: Sequence[str]) -> list[Candidates | None]:
        """For each name the places that bear it, or None."""
        return self._find("name", [name_key(name) for name in names])

    def lookup_transliterated(self, names: Sequence[str]) -> list[Candidates | None]:
        """For each name the places whose names differ from it only by transliteration, or None."""
        return self._find("fold", [folded_key(name) for name in names])

    def place(self, index: int) -> Place:
        """The place of that number."""
        a = self.arrays
        start, end = int(a["text_start"][index]), int(a["text_start"][index + 1]) - 1
        place_id, name, code = a["text"][start:end].tobytes().decode().split("\t")
        admin1, admin2 = int(a["admin1"][index]), int(a["admin2"][index])
        country = self.country(index)
        return Place(
            index=index,
            place_id=place_id,
            type=PLACE_TYPES[a["type"][index]],
            name=name,
            latitude=float(a["latitude"][index]),
            longitude=float(a["longitude"][index]),
            population=int(a["population"][index]),
            iso3=country.iso3 if country else None,
            admin1=None if admin1 == NOTHING else admin1,
            admin2=None if admin2 == NOTHING else admin2,
            code=code or None,
        )

    def country(self, index: int) -> Country | None:
        """The country that a place lies in."""
        number = int(self.arrays["country"][index])
        return None if number == NOTHING else countries()[number]

    @cached_property
    def country_places(self) -> dict[str, int]:
        """Number of each country's own place, by ISO 3166-1 alpha-3 code."""
        numbers = np.flatnonzero(self.arrays["type"] == PLACE_TYPES.index("country"))
        return {country.iso3: int(n) for n in numbers if (country := self.country(int(n))) is not None}

    def _find(self, index: str, keys: Sequence[str]) -> list[Candidates | None]:
        if not keys:
            return []
        hashes = np.array([key_hash(key) for key in keys], dtype=np.uint64)
        known, starts = self.arrays[f"{index}_hash"], self.arrays[f"{index}_start"]
        at = np.searchsorted(known, hashes)
        hit = known[np.minimum(at, len(known) - 1)] == hashes
        places, kinds = self.arrays[f"{index}_place"], self.arrays[f"{index}_kind"]
        return [
            Candidates(places[starts[n] : starts[n + 1]], kinds[starts[n] : starts[n + 1]])
            if found and key
            else None
            for key, n, found in zip(keys, at, hit, strict=True)
        ]


def distances_km(
    latitude: npt.NDArray[np.float64] | float,
    longitude: npt.NDArray[np.float64] | float,
    latitudes: npt.NDArray[np.float64],
    longitudes: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Great-circle distances in km (haversine); shapes broadcast."""
    a, b, c, d = (np.radians(x) for x in (latitude, longitude, latitudes, longitudes))
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return np.asarray(EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.minimum(1.0, h))))
