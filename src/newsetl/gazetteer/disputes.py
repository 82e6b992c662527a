"""Disputed areas and states that are no more: lexicons/places/disputed.csv and historic_states.csv."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.gazetteer import Gazetteer
from newsetl.gazetteer.type_numbers import AREA, COUNTRY, REGION
from newsetl.lexicons import Row, read_table

AREAS = (REGION, AREA)  # what rows name by their id


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disputed area: its name, who claims it besides its country, and who holds it where that is another."""

    area: str
    claimed_by: str | None
    held_by: str | None


@dataclass(frozen=True, slots=True)
class HistoricState:
    """A state that is no more, with its code of ISO 3166-3."""

    iso3: str
    name: str


def dispute_of(place: int, gazetteer: Gazetteer) -> Dispute | None:
    """The disputed area that a place lies in or is; None for most."""
    number = int(_numbers(gazetteer)[place])
    return None if number < 0 else _disputes()[number]


def historic_state_of(place: int, gazetteer: Gazetteer) -> HistoricState | None:
    """The state that is no more, if the place is one ("Soviet Union")."""
    return _historic(gazetteer).get(place)


@cache
def _disputes() -> tuple[Dispute, ...]:
    rows = read_table("places/disputed")
    return tuple(Dispute(r["disputed"], r["claimed_by"] or None, r["held_by"] or None) for r in rows)


@cache
def _historic(gazetteer: Gazetteer) -> dict[int, HistoricState]:
    found = {}
    for row in read_table("places/historic_states"):
        number = gazetteer.find(row["place"], None, "region")
        if number is not None:
            found[number] = HistoricState(row["iso3"], row["name"])
    return found


@cache
def _numbers(gazetteer: Gazetteer) -> npt.NDArray[np.int16]:
    """For each place the number of its row in disputed.csv; the first that fits, -1 where none does."""
    found = np.full(len(gazetteer), -1, dtype=np.int16)
    by_id = {
        row["value"]: n for n, row in enumerate(read_table("places/disputed")) if row["match"] == "place"
    }
    for number in np.flatnonzero(np.isin(gazetteer.arrays["type"], AREAS)):
        at = by_id.get(gazetteer.place(int(number)).place_id)
        if at is not None:
            found[number] = at
    for n, row in enumerate(read_table("places/disputed")):
        if row["match"] != "place":
            found[_matching(row, gazetteer) & (found < 0)] = n
    return found


def _matching(row: Row, gazetteer: Gazetteer) -> npt.NDArray[np.bool_]:
    """Which places a row means.

    Raises:
        ValueError: an unknown kind of match, or a division that the gazetteer lacks.
    """
    a, iso3 = gazetteer.arrays, [c.iso3 for c in countries()]
    within = np.isin(a["country"], [iso3.index(code) for code in row["countries"].split()])
    if row["match"] == "country":
        return np.asarray(a["country"] == iso3.index(row["value"]))
    if row["match"] == "admin1":
        number = gazetteer.find(row["value"], row["countries"], "admin1")
        if number is None:
            raise ValueError(f"lexicons/places/disputed.csv: no such division: {row}")
        return np.asarray((a["admin1"] == number) | (np.arange(len(gazetteer)) == number))
    if row["match"] != "box":
        raise ValueError(f"lexicons/places/disputed.csv: unknown match: {row}")
    south, north, west, east = map(float, row["value"].split())
    latitude, longitude = a["latitude"], a["longitude"]
    is_inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    return np.asarray(within & is_inside & (a["type"] != COUNTRY))
