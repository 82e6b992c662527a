"""Names that belong to a division first: "Bihar" is the state, although GeoNames knows Bihar Sharif by it too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsetl.gazetteer.normalise import folded_key, name_key
from newsetl.gazetteer.places import RawPlace

# Words that a town has besides its division's name where both are called alike: "Jambi City", "Nara-shi".
SAME_BESIDES = frozenset(("boma", "city", "ciudad", "mueang", "shi", "thi", "town", "village", "xa"))
LARGE = 0.3  # of the people of a division's largest city: Mecca beside Jeddah


def without_division_names(places: Sequence[RawPlace]) -> list[RawPlace]:
    """Places without those further names of cities that are a first-order division's main name in their country.

    The large cities of a division keep its name: Basra is "Al Basrah" too, and Santa Cruz de la Sierra "Santa Cruz".
    """
    divisions = {(p.iso3, name_key(p.name)): p.place_id for p in places if p.type == "admin1"}
    largest: dict[str, int] = {}
    for place in places:
        if place.type == "city" and place.admin1 is not None:
            largest[place.admin1] = max(place.population, largest.get(place.admin1, 0))
    return [_without(place, divisions, largest) if place.type == "city" else place for place in places]


def _without(
    place: RawPlace, divisions: Mapping[tuple[str | None, str], str], largest: Mapping[str, int]
) -> RawPlace:
    main, words = folded_key(place.name), set(name_key(place.name).split()) - SAME_BESIDES

    def is_kept(name: str) -> bool:
        key = name_key(name)
        division = divisions.get((place.iso3, key))
        if division is None or folded_key(name) == main or set(key.split()) == words:
            return True
        return place.admin1 == division and place.population >= LARGE * largest[division]

    return replace(
        place,
        aliases=tuple(filter(is_kept, place.aliases)),
        other_names=tuple(filter(is_kept, place.other_names)),
        short_names=tuple(filter(is_kept, place.short_names)),
    )
