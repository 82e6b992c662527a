"""What the gazetteer knows of a place."""

from dataclasses import dataclass, field
from typing import get_args

import numpy as np
import numpy.typing as npt

from newsetl.tables.region_mentions import PlaceType

PLACE_TYPES: tuple[PlaceType, ...] = get_args(PlaceType)


def type_mask(*types: PlaceType) -> npt.NDArray[np.bool_]:
    """For the number of each type of place whether it is one of these: many times quicker than numpy's isin."""
    return np.array([known in types for known in PLACE_TYPES])


POINT_TYPES = frozenset({"city", "facility"})  # all others are areas, and their points only stand for them


@dataclass(frozen=True, slots=True)
class RawPlace:
    """A place as a source gives it.

    Args:
        place_id: "gn:" and the GeoNames id, or "nx:" and a slug of ours.
        population: people, or the pseudo-population 10**importance of a curated place.
        fame: number of names in all languages, a measure of how widely known the place is.
        iso3: country; None for what lies in none or in several.
        admin1: place_id of the first-order division, admin2 of the second-order one.
        code: ISO 3166-2 code, of divisions.
        aliases: other names, weaker evidence than `name`.
        other_names: names that do not resemble `name`: translations, old names; weaker than aliases.
        short_names: names with their generic part left off ("Travis" of Travis County), weaker still.
        is_approximate: whether the point is ours, to a tenth of a degree, and not a package's.
        script_names: names in other scripts, and of countries in other languages.
    """

    place_id: str
    type: PlaceType
    name: str
    latitude: float
    longitude: float
    population: int = 0
    fame: int = 1
    iso3: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    code: str = ""
    aliases: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    short_names: tuple[str, ...] = field(default=())
    is_approximate: bool = False
    script_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; `index` is its number there."""

    index: int
    place_id: str
    type: PlaceType
    name: str
    latitude: float
    longitude: float
    population: int
    iso3: str | None
    admin1: int | None
    admin2: int | None
    code: str | None
    is_approximate: bool = False

    @property
    def is_centroid(self) -> bool:
        """True where the point only represents an area."""
        return self.type not in POINT_TYPES
