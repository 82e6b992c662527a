"""Places of the wars: that rows are well formed, and lie where they say they do."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from newsetl.gazetteer import load_gazetteer
from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.normalise import name_key
from newsetl.gazetteer.places import PLACE_TYPES
from newsetl.gazetteer.settlements import SETTLEMENTS
from newsetl.lexicons import read_table

NEAR = 0.5  # degrees
NEAREST = 20  # towns of the packages around a place, one of which must lie in its country
NEAREST_OWN = 6  # towns of its country, one of which must be in a known division


def test_there_are_enough() -> None:
    """At least 1,500 names and variants of small places are curated."""
    rows = [row for table in SETTLEMENTS for row in read_table(table)]
    assert sum(1 + len(list(filter(None, row["variants"].split(";")))) for row in rows) >= 1500


@pytest.mark.parametrize("table", SETTLEMENTS)
def test_a_place_has_one_row(table: str) -> None:
    """No two rows of one type within half a degree share a spelling: that is one place under two ids."""
    rows_of: dict[str, list[dict[str, str]]] = {}
    for row in read_table(table):
        for key in {name_key(name) for name in (row["name"], *row["variants"].split(";")) if name.strip()}:
            rows_of.setdefault(f"{row['type']} {key}", []).append(row)
    near = [
        (first["name"], second["name"])
        for rows in rows_of.values()
        for first, second in combinations(rows, 2)
        if max(abs(float(first[axis]) - float(second[axis])) for axis in ("latitude", "longitude")) <= NEAR
    ]
    assert not near


@pytest.mark.parametrize("table", SETTLEMENTS)
def test_places_lie_in_their_country_and_division(table: str) -> None:
    """The towns that the packages have around a row's point are of its country, and near ones of its division."""
    a, number = load_gazetteer().arrays, [c.iso3 for c in countries()].index(table[-3:].upper())
    towns = towns_from_south_to_north()
    own = towns[a["country"][towns] == number]
    wrong = []
    for row in read_table(table):
        around, near = nearest(towns, row, NEAREST), nearest(own, row, NEAREST_OWN)
        is_divided = not row["admin1"] or (a["admin1"][near] >= 0).any()
        if not (a["country"][around] == number).any() or not is_divided:
            wrong.append(row["name"])
    assert not wrong


@cache
def towns_from_south_to_north() -> np.ndarray:
    """Numbers of the packages' towns."""
    a = load_gazetteer().arrays
    towns = np.flatnonzero((a["type"] == PLACE_TYPES.index("city")) & (a["approximate"] == 0))
    return towns[np.argsort(a["latitude"][towns])]


def nearest(towns: np.ndarray, row: dict[str, str], count: int) -> np.ndarray:
    """Which towns, given from south to north, lie nearest to a row's point, in no order.

    Looks at a belt of latitudes around the point, twice as wide each time, until none outside of it can be nearer.
    """
    a, belt = load_gazetteer().arrays, NEAR
    north, east = float(row["latitude"]), float(row["longitude"])
    latitudes = a["latitude"][towns]
    while True:
        first, last = np.searchsorted(latitudes, [north - belt, north + belt])
        some = towns[first:last]
        away = (a["latitude"][some] - north) ** 2
        away += ((a["longitude"][some] - east) * np.cos(np.radians(north))) ** 2
        closest = np.argpartition(away, count)[:count] if count < away.size else np.arange(away.size)
        is_enough = closest.size == count and away[closest].max() <= belt**2
        if is_enough or some.size == towns.size:
            return some[closest]
        belt *= 2


def test_each_row_has_an_id_of_its_own() -> None:
    """No two rows share an id, whatever their names."""
    gazetteer = load_gazetteer()
    found = [gazetteer.place(int(n)).place_id for n in np.flatnonzero(gazetteer.arrays["approximate"])]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("name", "iso3"),
    [("Brega", "LBY"), ("Qayyara", "IRQ"), ("Mai Kadra", "ETH"), ("Gao", "MLI")],
)
def test_a_spelling_joins_the_place_of_the_packages(name: str, iso3: str) -> None:
    """A row that GeoNames has under another spelling keeps GeoNames' id and point."""
    gazetteer = load_gazetteer()
    number = gazetteer.find(name, iso3, "city")
    assert number is not None
    place = gazetteer.place(number)
    assert place.place_id.startswith("gn:")
    assert not place.is_approximate
