"""A place as it is published with a figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place as published with a figure, and from how many sentences away it was carried."""

    place_id: str | None
    name: str | None
    iso3: str | None
    distance: int = 0


NOWHERE = Place(None, None, None)
