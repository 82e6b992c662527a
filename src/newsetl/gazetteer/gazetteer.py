"""Lookup of names in the built gazetteer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from newsetl.gazetteer.build import NOTHING, key_hash
from newsetl.gazetteer.countries import Country, countries
from newsetl.gazetteer.normalise import folded_key, name_key
from newsetl.gazetteer.other_scripts import script_key
from newsetl.gazetteer.places import PLACE_TYPES, Place
from newsetl.gazetteer.type_numbers import COUNTRY

EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Places that have a name: their numbers, and the kind of the name for each (primary, alias, short).

    The gazetteer gives the same object for the same name, so that what is found out of it can be kept.
    """

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
        """For each name the places that have it, or None."""
        return self._find("name", [name_key(name) for name in names])

    def lookup_transliterated(self, names: Sequence[str]) -> list[Candidates | None]:
        """For each name the places whose names differ from it only by transliteration, or None."""
        return self._find("fold", [folded_key(name) for name in names])

    def lookup_keys(self, keys: Sequence[str]) -> list[Candidates | None]:
        """The same for names that are keys already (normalise.name_key)."""
        return self._find("name", keys)

    def lookup_script(self, names: Sequence[str]) -> list[Candidates | None]:
        """For each name in another script or language the places that have it, or None."""
        return self._find("script", [script_key(name) for name in names])

    def find(self, name: str, iso3: str | None, place_type: str) -> int | None:
        """Number of the most populous place of that name, country (None: any) and type; None if there is none."""
        hit = self.lookup([name])[0]
        fitting = [
            int(n)
            for n in (hit.places if hit else ())
            if PLACE_TYPES[self.arrays["type"][n]] == place_type
            and (iso3 is None or ((country := self.country(int(n))) is not None and country.iso3 == iso3))
        ]
        return max(fitting, key=lambda n: int(self.arrays["population"][n]), default=None)

    def only(self, index: int) -> Candidates:
        """Candidates of which there is only this one."""
        return Candidates(np.array([index], dtype=np.uint32), np.zeros(1, dtype=np.int8))

    @lru_cache(maxsize=8192)  # noqa: B019 - a process has one gazetteer, and keeps it
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
            is_approximate=bool(a["approximate"][index]),
        )

    def country(self, index: int) -> Country | None:
        """The country that a place lies in."""
        number = int(self.arrays["country"][index])
        return None if number == NOTHING else countries()[number]

    @cached_property
    def country_places(self) -> dict[str, int]:
        """Number of each country's own place, by ISO 3166-1 alpha-3 code."""
        numbers = np.flatnonzero(self.arrays["type"] == COUNTRY)
        return {country.iso3: int(n) for n in numbers if (country := self.country(int(n))) is not None}

    @cached_property
    def directions(self) -> npt.NDArray[np.float64]:
        """Each place's point as a vector of length one."""
        latitude, longitude = np.radians(self.arrays["latitude"]), np.radians(self.arrays["longitude"])
        flat = np.cos(latitude)
        return np.stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)], axis=1)

    @cached_property
    def is_capital(self) -> npt.NDArray[np.bool_]:
        """Whether each place is a country's capital."""
        found = np.zeros(len(self), dtype=bool)
        for country in countries():
            if country.capital and (n := self.find(country.capital, country.iso3, "city")) is not None:
                found[n] = True
        return found

    def _find(self, index: str, keys: Sequence[str]) -> list[Candidates | None]:
        if not keys:
            return []
        hashes = np.array([_hash(key) for key in keys], dtype=np.uint64)
        known = self.arrays[f"{index}_hash"]
        at = np.searchsorted(known, hashes)
        hit = known[np.minimum(at, len(known) - 1)] == hashes
        return [
            self._candidates(index, n) if found and key else None
            for key, n, found in zip(keys, at.tolist(), hit.tolist(), strict=True)
        ]

    @lru_cache(maxsize=16384)  # noqa: B019 - a process has one gazetteer, and keeps it
    def _candidates(self, index: str, number: int) -> Candidates:
        places, kinds = self.arrays[f"{index}_place"], self.arrays[f"{index}_kind"]
        start, end = self.arrays[f"{index}_start"][number : number + 2]
        return Candidates(places[start:end], kinds[start:end])


_hash = lru_cache(maxsize=65536)(key_hash)
