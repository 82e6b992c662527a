"""Types of places by the numbers that stand for them in the gazetteer's arrays."""

from newsetl.gazetteer.places import PLACE_TYPES

COUNTRY, ADMIN1, ADMIN2, REGION, AREA, CITY = (
    PLACE_TYPES.index(name) for name in ("country", "admin1", "admin2", "region", "area", "city")
)
