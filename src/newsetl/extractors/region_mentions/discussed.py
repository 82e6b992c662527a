"""Countries that an article is about, beyond which a doubtful likeness of names proves nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.candidate_arrays import make_scene
from newsetl.extractors.region_mentions.groups import Group
from newsetl.extractors.region_mentions.resolve import first_shares
from newsetl.extractors.region_mentions.theatres import Theatres
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.gazetteer import EARTH_DIAMETER_KM
from newsetl.gazetteer.places import PLACE_TYPES
from newsetl.gazetteer.type_numbers import CITY, COUNTRY
from newsetl.lexicons import read_table

IS_SMALL = np.array([t in ("city", "facility", "admin2", "area") for t in PLACE_TYPES])
SPELLING, TRANSLITERATED = 1, 3
LEAST_SHARE = 0.15  # of an article's names that lie in a country for it to be one that the article is about
NAMED = 0.5  # weight of a country that the article names
# Generic words of small places: "Bak district" of a report from Afghanistan is not in Hungary.
SMALL_HEADS = frozenset(row["head"] for row in read_table("places/heads") if row["small"])
VILLAGE = 20_000  # people up to which a place is hardly named in a report on far countries
FAR_KM = 300.0  # from their nearest place
FEW = 2  # countries that a report may be about for a village elsewhere to be out of place
BIG_CITY = 200_000  # known abroad under its other names as well: "Bombay"


def without_far_likenesses(
    groups: Sequence[Group],
    presence: Sequence[float],
    home: Group | None,
    theatres: Theatres,
    gazetteer: Gazetteer,
) -> list[Group]:
    """Groups without the candidates that only resemble the name, or have it as a lesser one, far from the topic.

    A group may be left without candidates: better no place than one that sounds alike on another continent.
    """
    if not any(_doubtful(g, gazetteer).any() or _is_little_known(g, gazetteer) for g in groups):
        return list(groups)
    telling = [theatres.tells(group) for group in groups]
    told = [n for n, tells in enumerate(telling) if tells]
    countries = discussed_countries([groups[n] for n in told], [presence[n] for n in told], gazetteer)
    countries |= theatres.countries
    if home is None:
        groups = _without_far_villages(groups, telling, countries, theatres, gazetteer)
    if home is not None:
        countries |= frozenset(int(c) for c in gazetteer.arrays["country"][home.places[:1]])
    return [_restricted(group, countries, gazetteer) for group in groups]


def _without_far_villages(
    groups: Sequence[Group],
    telling: Sequence[bool],
    countries: frozenset[int],
    theatres: Theatres,
    gazetteer: Gazetteer,
) -> list[Group]:
    """The groups, without candidates where all are villages far from the one or two countries that are named."""
    if not any(len(group.places) and _is_little_known(group, gazetteer) for group in groups):
        return list(groups)
    own = [
        _own_countries(group, gazetteer) & countries if tells else frozenset()
        for group, tells in zip(groups, telling, strict=True)
    ]
    named = theatres.countries.union(
        *(o for o, g in zip(own, groups, strict=True) if _is_country(g, gazetteer))
    )
    if not named:
        return list(groups)
    names_in = Counter(country for of_group in own for country in of_group)
    result = []
    for of_group, group in zip(own, groups, strict=True):
        near = named | {country for country, n in names_in.items() if n > (country in of_group)}
        if len(near) <= FEW and _are_far_villages(group, near, gazetteer):
            result.append(replace(group, places=group.places[:0], kinds=group.kinds[:0]))
        else:
            result.append(group)
    return result


def _own_countries(group: Group, gazetteer: Gazetteer) -> frozenset[int]:
    """Numbers of the countries in which a place has the name as its own; of a country's name that country alone."""
    a, places = gazetteer.arrays, group.places[group.kinds <= SPELLING]
    is_country = a["type"][places] == COUNTRY
    places = places[is_country] if is_country.any() else places
    return frozenset(int(c) for c in a["country"][places] if c >= 0)


def _is_country(group: Group, gazetteer: Gazetteer) -> bool:
    return bool((gazetteer.arrays["type"][group.places[group.kinds <= SPELLING]] == COUNTRY).any())


def _is_little_known(group: Group, gazetteer: Gazetteer) -> bool:
    """True for names that villages alone have as their own, and that the text puts nowhere."""
    a, places = gazetteer.arrays, group.places[group.kinds <= SPELLING]
    is_village = IS_SMALL[a["type"][places]] & (a["population"][places] < VILLAGE)
    return bool(is_village.all()) and not group.holders


def _are_far_villages(group: Group, countries: frozenset[int], gazetteer: Gazetteer) -> bool:
    """True where all places of that name are villages far from those countries."""
    if not len(group.places) or not _is_little_known(group, gazetteer):
        return False
    if np.isin(gazetteer.arrays["country"][group.places], list(countries)).any():
        return False
    these = gazetteer.directions[group.places]
    cosine = max(float((these @ _directions_in(country, gazetteer).T).max()) for country in countries)
    return bool(EARTH_DIAMETER_KM * np.arcsin(np.sqrt(max(0.0, (1 - cosine) / 2))) > FAR_KM)


@lru_cache(maxsize=64)
def _directions_in(country: int, gazetteer: Gazetteer) -> npt.NDArray[np.float64]:
    a = gazetteer.arrays
    return np.asarray(gazetteer.directions[(a["country"] == country) & (a["type"] == CITY)])


def discussed_countries(
    groups: Sequence[Group], presence: Sequence[float], gazetteer: Gazetteer
) -> frozenset[int]:
    """Numbers of the countries that an article is about, by the names that are sure."""
    sure = [
        (g, p)
        for g, p in zip(groups, presence, strict=True)
        if len(g.places) and not _is_unsure(g, gazetteer)
    ]
    if not sure:
        return frozenset()
    scene = make_scene([g for g, _ in sure])
    weight = first_shares(scene, gazetteer) * np.array([p for _, p in sure])[scene.group]
    country, types = gazetteer.arrays["country"][scene.place], gazetteer.arrays["type"][scene.place]
    is_known = country >= 0
    if not is_known.any():
        return frozenset()
    by_country = np.bincount(country[is_known], weight[is_known])
    named = np.bincount(country[is_known], (weight * (types == COUNTRY))[is_known])
    is_discussed = (by_country >= LEAST_SHARE * weight.sum()) | (named >= NAMED)
    return frozenset(int(c) for c in np.flatnonzero(is_discussed))


def _is_unsure(group: Group, gazetteer: Gazetteer) -> bool:
    """True for names that are no evidence of where an article's other names lie."""
    if group.head in SMALL_HEADS and _doubtful(group, gazetteer).all():
        return True
    return bool((group.kinds == TRANSLITERATED).all())


def _doubtful(group: Group, gazetteer: Gazetteer) -> npt.NDArray[np.bool_]:
    """Which candidates are not big cities and have the name as a lesser one, resemble it or are called a village."""
    a = gazetteer.arrays
    types, people = a["type"][group.places], a["population"][group.places]
    is_wide = ~IS_SMALL[types]
    is_fuzzy = group.kinds == TRANSLITERATED
    is_lesser = (group.kinds > 0) | ((group.head in SMALL_HEADS) & (types == CITY))
    return np.asarray(is_lesser & (is_fuzzy | ~(is_wide | (people >= BIG_CITY))))


def _restricted(group: Group, countries: frozenset[int], gazetteer: Gazetteer) -> Group:
    doubtful = _doubtful(group, gazetteer)
    if not doubtful.any():
        return group
    country = gazetteer.arrays["country"][group.places]
    if countries:
        is_far = np.array([c >= 0 and c not in countries for c in country.tolist()])
    else:  # nothing to go by: a lesser name will do, a mere likeness will not
        is_far = group.kinds == TRANSLITERATED
    keep = ~(doubtful & is_far)
    return replace(group, places=group.places[keep], kinds=group.kinds[keep])
