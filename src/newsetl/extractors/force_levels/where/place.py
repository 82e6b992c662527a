"""A place as it is published with a figure."""

from dataclasses import dataclass

from newsetl.gazetteer.countries import country_of_iso3


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
