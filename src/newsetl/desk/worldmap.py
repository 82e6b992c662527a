"""The map as SVG: Natural Earth's outlines in plate carrée, places as circles, a view that an address names.

Lengths in the drawing are hundredths of a degree, so that outlines are whole numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from newsetl.desk.archive import Record
from newsetl.desk.fields import Asked
from newsetl.report.world import outlines

WIDTH, HEIGHT = 360.0, 180.0  # degrees: x is longitude + 180, y is 90 - latitude
UNITS = 100  # to a degree
HIGHEST = 64.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What part of the world is seen: its centre, and how many times larger than the whole."""

    longitude: float = 10.0
    latitude: float = 15.0
    zoom: float = 1.0

    @property
    def box(self) -> str:
        """The SVG viewBox."""
        wide, high = self.size
        left = min(max(self.longitude + 180 - wide / 2, 0.0), WIDTH - wide)
        top = min(max(90 - self.latitude - high / 2, 0.0), HEIGHT - high)
        return " ".join(f"{UNITS * degrees:.0f}" for degrees in (left, top, wide, high))

    @property
    def size(self) -> Point:
        """Degrees seen, across and down."""
        return WIDTH / self.zoom, HEIGHT * 0.8 / self.zoom

    def moved(self, east: float = 0, north: float = 0, closer: float = 1) -> dict[str, str]:
        """What an address says of a view that is moved by parts of what is seen, or closer."""
        wide, high = self.size
        return as_asked(
            View(self.longitude + east * wide, self.latitude + north * high, self.zoom * closer).bounded()
        )

    def bounded(self) -> "View":
        """The nearest view that there is."""
        return View(
            min(max(self.longitude, -180.0), 180.0), min(max(self.latitude, -80.0), 85.0),
            min(max(self.zoom, 1.0), HIGHEST),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    x: int
    y: int
    share: float
    name: str
    note: str
    href: str


def view_of(asked: Asked) -> View:
    """The view that an address names, or the whole world."""
    usual = View()
    given = [_number(asked, name) for name in ("lon", "lat", "zoom")]
    return View(*(own if own is not None else value for own, value in
                  zip(given, (usual.longitude, usual.latitude, usual.zoom), strict=True))).bounded()  # fmt: skip


def as_asked(view: View) -> dict[str, str]:
    """A view as an address names it."""
    return {"lon": f"{view.longitude:.2f}", "lat": f"{view.latitude:.2f}", "zoom": f"{view.zoom:.2f}"}


def spots(rows: Iterable[tuple[Record, Record]], most: int) -> list[Spot]:
    """Places with their points; the area of a circle is its share of the most stories that any has."""
    found = [(row, point) for row, point in rows if point.get("latitude") is not None][:most]
    largest = max((row["stories"] for row, _ in found), default=1) or 1
    return [
        Spot(
            *_units((point["longitude"], point["latitude"])), (row["stories"] / largest) ** 0.5,
            row["place_name"], _note(row), f"/places/{row['place_id']}",
        )
        for row, point in found
    ]  # fmt: skip


def _note(row: Record) -> str:
    return f"{row['place_name']}: {row['stories']:,} {'story' if row['stories'] == 1 else 'stories'}"


@cache
def shapes() -> tuple[tuple[str, str], ...]:
    """Each country as its name and an SVG path; disputed areas are drawn over them (`disputed`)."""
    return tuple((properties["name"], path) for properties, path in _drawn())


@cache
def disputed() -> tuple[tuple[str, str], ...]:
    """Each disputed area: its name with a note, and its path, its own or that of Natural Earth."""
    drawn = {properties["drawn"]: path for properties, path in _drawn()}
    return tuple(
        (
            f"{area['name']}: {area['note']}",
            _path([[(x, y) for x, y in area["outline"]]]) if area["outline"] else drawn[area["drawn"]],
        )
        for area in outlines()["disputed"]
    )


@cache
def _drawn() -> tuple[tuple[dict[str, Any], str], ...]:
    """What Natural Earth draws: properties and path."""
    topology = outlines()
    arcs = [tuple(_arc(arc, topology.get("transform"))) for arc in topology["arcs"]]
    return tuple(
        (geometry["properties"], _path(_rings(geometry, arcs)))
        for geometry in topology["objects"]["countries"]["geometries"]
    )


def _arc(arc: Sequence[Sequence[float]], transform: Any) -> Iterator[Point]:
    x = y = 0.0
    for point in arc:
        if transform is None:
            yield point[0], point[1]
            continue
        x, y = x + point[0], y + point[1]
        yield (x * transform["scale"][0] + transform["translate"][0],
               y * transform["scale"][1] + transform["translate"][1])  # fmt: skip


def _rings(geometry: Any, arcs: Sequence[Sequence[Point]]) -> Iterator[list[Point]]:
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                part = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += part[1:] if points else part
            yield points


def _path(rings: Iterable[Sequence[Point]]) -> str:
    """The rings as one path; those that cross the date line are cut there."""
    return "".join(_line(part) for ring in rings for part in _without_jumps(ring))


def _without_jumps(ring: Sequence[Point]) -> Iterator[list[Point]]:
    part = [ring[0]] if ring else []
    for before, after in pairwise(ring):
        if abs(before[0] - after[0]) > 180:
            yield part
            part = []
        part.append(after)
    yield part


def _line(points: Sequence[Point]) -> str:
    """A closed line: the first point, then steps from point to point."""
    places = [_units(point) for point in points]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(places) if (a, b) != (x, y)]
    return (
        f"M{places[0][0]} {places[0][1]}l{' '.join(f'{x} {y}' for x, y in steps)}z" if len(steps) > 2 else ""
    )


def _units(point: Point) -> tuple[int, int]:
    return round(UNITS * (point[0] + 180)), round(UNITS * (90 - point[1]))


def _number(asked: Asked, name: str) -> float | None:
    try:
        value = float(next(iter(asked.get(name, ())), ""))
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None
