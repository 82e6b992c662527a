"""A place as it is published with a figure."""

from dataclasses import dataclass, replace

from newsetl.gazetteer.countries import country_of_iso3
from newsetl.tables.region_mentions import RegionMention


@dataclass(frozen=True, slots=True)
class Place:
    """A place as published with a figure, and from how many sentences away it was carried."""

    place_id: str | None
    name: str | None
    iso3: str | None
    distance: int = 0


NOWHERE = Place(None, None, None)


def country_place(iso3: str | None) -> Place:
    """A country as a place; nowhere if there is none with that code."""
    country = country_of_iso3(iso3) if iso3 is not None else None
    return NOWHERE if country is None else Place(f"gn:{country.geonameid}", country.name, country.iso3, 1)


def place_of(mention: RegionMention, distance: int = 0) -> Place:
    """The place that a mention names; its country, where no gazetteer has the place itself."""
    if mention.place_name is None:
        return replace(country_place(mention.country_iso3), distance=distance)
    return Place(mention.place_id, mention.place_name, mention.country_iso3, distance)
