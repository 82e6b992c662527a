"""Our own places and names: lexicons/places/*.csv."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsetl.gazetteer.normalise import folded_key, name_key
from newsetl.gazetteer.other_scripts import script_names
from newsetl.gazetteer.places import PLACE_TYPES, RawPlace
from newsetl.lexicons import Row, read_table

# name, aliases, type, country, latitude, longitude, importance (pseudo-population 10**importance), source
FILES = ("regions", "waters", "bases", "localities")
ISO_ID = "nx:iso-"  # ids of our own divisions hold their ISO 3166-2 code
A_TOWN = 5_000  # people of a place that is meant rather than a hamlet of the same name near by
NEAR_DEGREES, SAME_DEGREES = 1.0, 0.35
TABLES = tuple(f"places/{name}" for name in (*FILES, "variants"))


def curated_places() -> Iterator[RawPlace]:
    """Places of our own: named regions, seas and rivers, air bases and camps, small places of conflicts."""
    for file in FILES:
        yield from (_place(row) for row in read_table(f"places/{file}"))


def merge(curated: Sequence[RawPlace], packaged: Sequence[RawPlace]) -> list[RawPlace]:
    """Both lists as one, ours first.

    A city of ours that GeoNames has too (same name, near by) becomes the GeoNames city with our names besides;
    other places of ours get the division of the nearest city.
    """
    cities: dict[str | None, list[RawPlace]] = {}
    for place in packaged:
        if place.type == "city":
            cities.setdefault(place.iso3, []).append(place)
    divisions = [place for place in curated if place.type == "admin1"]
    packaged = [_in_division(place, divisions) for place in packaged]
    ours = [_in_division(_joined(place, cities.get(place.iso3, [])), divisions) for place in curated]
    known = {place.place_id for place in ours}
    return [*ours, *(place for place in packaged if place.place_id not in known)]


def _in_division(place: RawPlace, divisions: Sequence[RawPlace]) -> RawPlace:
    """A place that the packages leave without a division goes to the nearest of our own ones."""
    if place.admin1 is not None or place.type in ("country", "admin1", "region", "water"):
        return place
    near = [d for d in divisions if d.iso3 == place.iso3 and _gap(d, place) < 2 * NEAR_DEGREES]
    nearest = min(near, key=lambda d: _gap(d, place), default=None)
    return replace(place, admin1=nearest.place_id) if nearest else place


def _joined(place: RawPlace, cities: Sequence[RawPlace]) -> RawPlace:
    if place.type not in ("city", "facility", "area"):
        return place
    near = [c for c in cities if _gap(place, c) < NEAR_DEGREES]
    if place.type == "city":
        names = _all_keys(place)
        same = [c for c in near if _gap(place, c) < SAME_DEGREES and names & _all_keys(c)]
        if same:
            city = max(same, key=lambda c: (c.population >= A_TOWN, -_gap(place, c)))
            return replace(
                city,
                name=place.name,
                population=max(city.population, place.population),
                admin1=city.admin1 or place.admin1,
                aliases=(*place.aliases, city.name, *city.aliases),
            )
    if place.admin1 is not None:
        return place
    nearest = min(near, key=lambda c: _gap(place, c), default=None)
    return replace(place, admin1=nearest.admin1, admin2=nearest.admin2) if nearest else place


def _gap(a: RawPlace, b: RawPlace) -> float:
    return abs(a.latitude - b.latitude) + abs(a.longitude - b.longitude)


def _all_keys(place: RawPlace) -> set[str]:
    names = (place.name, *place.aliases, *place.other_names)
    return {name_key(name) for name in names} | {folded_key(name) for name in names} - {""}


def with_variants(places: Sequence[RawPlace]) -> list[RawPlace]:
    """Places with the further names of variants.csv.

    A row names the place by one of its names, its country and its type; of several the most populous is meant.

    Raises:
        ValueError: a row names no place.
    """
    named: dict[tuple[str, str, str], int] = {}
    for n, place in enumerate(places):
        for name in (place.name, *place.aliases, *place.other_names, *place.short_names):
            key = (name_key(name), place.iso3 or "", place.type)
            if key not in named or places[named[key]].population < place.population:
                named[key] = n
    result = list(places)
    for row in read_table("places/variants"):
        n = named.get((name_key(row["place"]), row["country_iso3"], row["type"]), -1)
        if n < 0:
            raise ValueError(f"lexicons/places/variants.csv: no such place: {row}")
        place, variants = result[n], _list(row["variants"])
        result[n] = replace(
            place,
            name=row["name"] or place.name,
            aliases=(*place.aliases, place.name, *variants),
            script_names=(*place.script_names, *script_names(variants)),
        )
    return result


def slug(name: str) -> str:
    """A name as part of an id: 'Kurdistan Region' -> 'kurdistan-region'."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "-".join("".join(c if c.isalnum() else " " for c in plain.casefold()).split())


def _place(row: Row) -> RawPlace:
    place_type = next((known for known in PLACE_TYPES if known == row["type"]), None)
    if place_type is None:
        raise ValueError(f"lexicons/places: unknown place type: {row}")
    return RawPlace(
        place_id=row["place_id"] or f"nx:{slug(row['name'])}",
        type=place_type,
        name=row["name"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(10 ** float(row["importance"])),
        fame=int(3 ** (float(row["importance"]) - 3)),
        iso3=row["country_iso3"] or None,
        code=row["place_id"].removeprefix(ISO_ID).upper() if row["place_id"].startswith(ISO_ID) else "",
        aliases=_list(row["aliases"]),
        is_approximate=row["source"] == "newsetl" and place_type in ("city", "facility"),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split(";") if item.strip())
