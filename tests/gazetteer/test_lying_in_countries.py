"""Curated points: each lies in the country that its row names, by Natural Earth's outlines."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from newsetl.gazetteer.settlements import SETTLEMENTS
from newsetl.lexicons import read_table
from newsetl.report.world import outlines

Ring = npt.NDArray[np.float64]
TABLES = ("places/regions", "places/bases", "places/localities", *SETTLEMENTS)
POINTS = ("city", "facility", "area", "admin1", "admin2", "region")
NEAR = (
    0.25  # degrees: points are told to a tenth, and outlines of 1:50m are as rough along borders and coasts
)
MOST_ISLANDS = 20  # places of ours that the outlines leave out: Dokdo, the Paracels, Snake Island


def of_the_tables() -> Iterator[tuple[str, str, str, float, float]]:
    """File, name, country, latitude and longitude of every curated row that names a country."""
    for table in TABLES:
        for row in read_table(table):
            iso3 = row.get("country_iso3", table[-3:].upper())
            if iso3 and row["type"] in POINTS:
                yield table, row["name"], iso3, float(row["latitude"]), float(row["longitude"])


@cache
def rings() -> dict[str, list[Ring]]:
    """The outlines of each country, disputed areas counted as rows count them, as rings of longitude, latitude."""
    topology = outlines()
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for part in parts:
            found.setdefault(shape["properties"]["iso3"], []).append(_ring(part[0], arcs))
    for area in topology["disputed"]:
        if area["outline"] and area["iso3"]:
            found.setdefault(area["iso3"], []).append(np.array(area["outline"]))
    return found


def _arc(arc: Sequence[Sequence[float]], transform: Any) -> list[tuple[float, float]]:
    if transform is None:
        return [(point[0], point[1]) for point in arc]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    walked = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
    return [(x * sx + tx, y * sy + ty) for x, y in walked]


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[tuple[float, float]]]) -> Ring:
    points = [p for n in numbers for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]
    return np.array(points)


def gap(iso3: str, latitude: float, longitude: float) -> float:
    """Degrees from a point to a country, 0 inside of it."""
    return min((_gap(ring, longitude, latitude) for ring in rings().get(iso3, [])), default=np.inf)


def _gap(ring: Ring, x: float, y: float) -> float:
    a, b = ring, np.roll(ring, -1, axis=0)
    crosses = (a[:, 1] > y) != (b[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    if (crosses & (x < at)).sum() % 2:
        return 0.0
    along = b - a
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip((((np.array([x, y]) - a) * along).sum(axis=1)) / length, 0, 1)[:, None]
    return float(np.sqrt(((a + share * along - np.array([x, y])) ** 2).sum(axis=1)).min())


def test_outlines_tell_inside_from_outside() -> None:
    """Mosul lies in Iraq and nowhere near Mali; Sevastopol counts to Ukraine; Aleppo is not in Turkey."""
    assert gap("IRQ", 36.34, 43.13) == 0
    assert gap("MLI", 36.34, 43.13) > 30
    assert gap("UKR", 44.61, 33.52) < NEAR
    assert gap("TUR", 36.2, 37.16) > NEAR


def test_curated_points_lie_in_their_country() -> None:
    """No point of ours is across a border by more than rounding; islands that are not drawn lie in no other country."""
    rows = list(of_the_tables())
    outside = [row for row in rows if gap(*row[2:]) > NEAR]
    abroad = [row[:3] for row in outside if any(gap(iso3, *row[3:]) == 0 for iso3 in rings())]
    assert len(rows) > 2_500
    assert abroad == []
    assert len(outside) <= MOST_ISLANDS
