"""Settlements, neighbourhoods, bases and crossings of the wars: lexicons/places/settlements/<country>.csv.

A row that a package has too (same name, near by) is joined to it by curated.merge and takes its id and point; the
others keep ours, to a tenth of a degree.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files

from newsetl.gazetteer.normalise import name_key
from newsetl.gazetteer.places import PLACE_TYPES, RawPlace
from newsetl.lexicons import read_table

FAME = 10  # names in all languages that GeoNames has of towns of such prominence
FOLDER = "places/settlements"
SETTLEMENTS = tuple(
    sorted(
        f"{FOLDER}/{file.name.removesuffix('.csv')}"
        for file in files("newsetl.lexicons").joinpath(FOLDER).iterdir()
        if file.name.endswith(".csv")
    )
)


def settlements(packaged: Sequence[RawPlace]) -> Iterator[RawPlace]:
    """The rows of all files as places.

    Args:
        packaged: the places of the packages, among which the divisions are looked up.

    Raises:
        ValueError: a row has an unknown type, or names no division of its country.
    """
    divisions = _divisions(packaged)
    taken: set[str] = set()
    for table in SETTLEMENTS:
        iso3 = table[-3:].upper()
        for row in read_table(table):
            kind = next((known for known in PLACE_TYPES if known == row["type"]), None)
            admin1 = divisions.get((iso3, name_key(row["admin1"]))) if row["admin1"] else None
            if kind is None or (row["admin1"] and admin1 is None):
                raise ValueError(f"lexicons/{table}.csv: unknown type or division: {row}")
            people = 10 ** float(row["importance"])
            place_id = _free_id(f"nx:{iso3.lower()}-{_slug(row['name'])}", taken)
            yield RawPlace(
                place_id=place_id,
                type=kind,
                name=row["name"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=int(people),
                fame=FAME,
                iso3=iso3,
                admin1=admin1,
                aliases=tuple(filter(None, row["variants"].split(";"))),
                is_approximate=True,
            )


def _divisions(packaged: Sequence[RawPlace]) -> dict[tuple[str, str], str]:
    """Country and key of a first-order division's name -> its id."""
    found: dict[tuple[str, str], str] = {}
    for place in packaged:
        if place.type == "admin1" and place.iso3:
            for name in (place.name, *place.aliases, *place.short_names, *place.other_names):
                found.setdefault((place.iso3, name_key(name)), place.place_id)
    for row in read_table("places/variants"):
        place_id = found.get((row["country_iso3"], name_key(row["place"])))
        if row["type"] == "admin1" and place_id is not None:
            found.setdefault((row["country_iso3"], name_key(row["name"])), place_id)
    return found


def _slug(name: str) -> str:
    return name_key(name).replace(" ", "-").removeprefix("=")


def _free_id(wanted: str, taken: set[str]) -> str:
    """The id, with a number where another place of the country has it already."""
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    taken.add(free)
    return free
