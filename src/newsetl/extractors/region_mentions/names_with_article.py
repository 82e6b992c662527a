"""Regions and waters that are called with an article: "the Gulf", "the Sahel", "the Niger"."""

from functools import cache

from newsetl.gazetteer import Gazetteer
from newsetl.lexicons import read_table


@cache
def places_with_article(gazetteer: Gazetteer) -> frozenset[int]:
    """The regions and waters that our lists also call with an article: "the Gulf", "the Sahel"."""
    found = set()
    for table in ("regions", "waters"):
        for row in read_table(f"places/{table}"):
            if any(name.strip().startswith("the ") for name in row["aliases"].split(";")):
                found.add(gazetteer.find(row["name"], row["country_iso3"] or None, row["type"]))
    return frozenset(number for number in found if number is not None)
