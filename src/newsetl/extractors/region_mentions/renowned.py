"""Names that the world knows one place by: "Geneva" is the city of Switzerland in a text on countries.

A small namesake is named beside its neighbours or its state, in a text that names no country, or in a paper from there.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.candidate_arrays import Scene
from newsetl.extractors.region_mentions.groups import Group
from newsetl.extractors.region_mentions.theatres import Theatres
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.gazetteer import EARTH_DIAMETER_KM
from newsetl.gazetteer.type_numbers import ADMIN1, ADMIN2, COUNTRY

Numbers = npt.NDArray[np.int64]
TIMES_AS_MANY = 8  # people of the place that the world knows, as against its largest namesake abroad
FEWEST_PEOPLE = 150_000
SEVERAL = 2  # namesakes in one country, whose people would say which
NEAR_KM = 100.0  # from a namesake, within which a place named puts the text there
SURE_KIND = 1  # 0 is the name itself, 1 its spellings


def renowned(
    scene: Scene,
    number: int,
    members: Sequence[int],
    tops: Numbers,
    home: Group | None,
    theatres: Theatres,
    gazetteer: Gazetteer,
) -> int | None:
    """Rank of the one place that the world knows by this name, where a text on countries comes near no namesake.

    Args:
        scene: the candidates.
        number: the group's number.
        members: its candidates, the likeliest first.
        tops: the likeliest candidate of each group.
        home: places that the outlet may be at home in.
        theatres: where the text's wars are fought.
        gazetteer: what the candidates' numbers mean.
    """
    group, a = scene.groups[number], gazetteer.arrays
    if group.holders or group.head:
        return None
    places = scene.place[list(members)]
    is_sure = scene.kind[list(members)] <= SURE_KIND
    people = a["population"][places] * is_sure.astype(float)
    best = places[people.argmax()]
    if people.max() < FEWEST_PEOPLE or (a["type"][places] == COUNTRY).any():
        return None
    is_abroad = a["country"][places] != a["country"][best]
    namesakes = places[is_abroad]
    if not len(namesakes) or people[is_abroad].max() * TIMES_AS_MANY > people.max():
        return None
    likeliest = a["country"][namesakes[0]]
    is_one_of_few = (a["country"][namesakes[is_sure[is_abroad]]] == likeliest).sum() < SEVERAL
    in_theatre = np.isin(a["country"][places], list(theatres.countries)) & is_sure
    is_of_war = (in_theatre & is_abroad).any() and not (in_theatre & ~is_abroad).any()
    if is_one_of_few or is_of_war:
        return None  # "San Diego" of a report on fighting in Colombia
    others = scene.place[np.delete(tops, number)]
    is_local = not (a["type"][others] == COUNTRY).any()
    if is_local or _come_near(namesakes, others, scene, number, tops, gazetteer):
        return None
    return None if _are_at_home(namesakes, home, gazetteer) else int(np.flatnonzero(~is_abroad)[0])


def _are_at_home(namesakes: Numbers, home: Group | None, gazetteer: Gazetteer) -> bool:
    """True where one is in the outlet's country; of a capital's outlet, which writes for the nation, near its home."""
    if home is None:
        return False
    if gazetteer.is_capital[home.places[0]]:
        return bool((_km(gazetteer, namesakes, home.places[:1]) < NEAR_KM).any())
    country = gazetteer.arrays["country"]
    return bool(np.isin(country[namesakes], country[home.places]).any())


def _come_near(
    namesakes: Numbers, others: Numbers, scene: Scene, number: int, tops: Numbers, gazetteer: Gazetteer
) -> bool:
    """True where the text names a place near a namesake, or its division in the same sentence."""
    a = gazetteer.arrays
    points = others[~np.isin(a["type"][others], (COUNTRY, ADMIN1))]
    if len(points) and (_km(gazetteer, namesakes, points) < NEAR_KM).any():
        return True
    beside = [
        int(scene.place[top])
        for n, top in enumerate(tops.tolist())
        if n != number and scene.together[n, number] and a["type"][scene.place[top]] in (ADMIN1, ADMIN2)
    ]
    return bool(np.isin(a["admin1"][namesakes], beside).any())


def _km(gazetteer: Gazetteer, these: Numbers, those: Numbers) -> npt.NDArray[np.float64]:
    """Great-circle distances in km of every one of these to every one of those."""
    cosines = gazetteer.directions[these] @ gazetteer.directions[those].T
    return np.asarray(EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.clip((1 - cosines) / 2, 0.0, 1.0))))
