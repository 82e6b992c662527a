"""The evidence on every candidate: its own fame, what the text says of it, its neighbours, the outlet, the dateline."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.candidate_arrays import Floats, Scene
from newsetl.extractors.region_mentions.groups import TYPES_OF_HEAD, Group
from newsetl.extractors.region_mentions.place_hierarchy import inside
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.gazetteer import EARTH_DIAMETER_KM
from newsetl.gazetteer.places import PLACE_TYPES, type_mask
from newsetl.gazetteer.type_numbers import ADMIN1, ADMIN2, COUNTRY

SUPPORTERS = 4  # likeliest candidates of another name that lend support
MANY_COUNTRIES = 5.0  # an article that names places in so many is about the world
NAMES = (
    "people",
    "people_below_best",
    "most_people",
    "fame",
    "fame_below_best",
    *(f"type_{name}" for name in PLACE_TYPES),
    "alias",
    "short_name",
    "transliterated",
    "other_name",
    "other_name_beside_own",
    "many_people",
    "capital",
    "capital_beside_division",
    "in_holder",
    "not_in_holder",
    "is_holder",
    "head_fits",
    "head_differs",
    "near_names",
    "near_names_same_sentence",
    "names_in_country",
    "names_in_division",
    "country_named",
    "country_named_same_sentence",
    "division_named",
    "division_named_same_sentence",
    "people_below_best_in_the_world",
    "fame_below_best_in_the_world",
    "country_in_the_world",
    "near_home",
    "around_home",
    "home_country",
    "home_division",
    "near_dateline",
    "dateline_country",
)


def matrix(
    scene: Scene,
    constant: Sequence[Floats],
    share: Floats,
    presence: Sequence[float],
    home: Group | None,
    dateline: int | None,
    gazetteer: Gazetteer,
) -> Floats:
    """Features of every candidate, in the order of NAMES."""
    columns = list(constant)
    columns += _neighbours(scene, constant, share, np.asarray(presence), gazetteer)
    columns += _from_home(scene, share, home, gazetteer)
    columns += _from_dateline(scene, share, dateline, gazetteer)
    return np.stack(columns, axis=1)


def fixed_columns(scene: Scene, gazetteer: Gazetteer) -> list[Floats]:
    """The features that do not depend on what the other names are taken for."""
    return [*_own(scene, gazetteer), *_said(scene, gazetteer)]


def _own(scene: Scene, gazetteer: Gazetteer) -> list[Floats]:
    a = gazetteer.arrays
    people = np.log10(a["population"][scene.place] + 1.0)
    best = np.maximum.reduceat(people, scene.starts)[scene.group]
    fame = np.log(a["fame"][scene.place] + 1.0)
    most_fame = np.maximum.reduceat(fame, scene.starts)[scene.group]
    types = a["type"][scene.place]
    is_capital = gazetteer.is_capital[scene.place].astype(float)
    is_division = ((types == ADMIN1) & (scene.kind == 0)).astype(float)
    return [
        people / 7,
        (people - best) / 7,
        (people == best).astype(float),
        fame / 5,
        (fame - most_fame) / 5,
        *((types == t).astype(float) for t in range(len(PLACE_TYPES))),
        *((scene.kind == k).astype(float) for k in (1, 2, 3, 4)),
        (scene.kind == 4) * (np.maximum.reduceat((scene.kind == 0) * people, scene.starts)[scene.group] / 7),
        np.maximum(0.0, people - 5.5),
        is_capital,
        is_capital * np.maximum.reduceat(is_division, scene.starts)[scene.group],
    ]


def in_holder(scene: Scene, gazetteer: Gazetteer) -> Floats:
    """1 for each candidate that lies in what the text names as its holder ("Mosul, Iraq"), else 0."""
    parts = [
        inside(gazetteer, g.places, g.holders) if g.holders else np.zeros(len(g.places)) for g in scene.groups
    ]
    return np.concatenate(parts).astype(float)


def _said(scene: Scene, gazetteer: Gazetteer) -> list[Floats]:
    """What the words beside the name say: its holder, its generic word."""
    within = in_holder(scene, gazetteer)
    is_held = np.array([bool(g.holders) for g in scene.groups])[scene.group]
    types = gazetteer.arrays["type"]
    fits = np.concatenate(
        [_head_types(g.head)[types[g.places]] if g.head else np.zeros(len(g.places)) for g in scene.groups]
    ).astype(float)
    has_head = np.array([bool(g.head) for g in scene.groups])[scene.group]
    holders = [place for group in scene.groups for place in group.holders]
    is_holder = np.isin(scene.place, holders).astype(float) if holders else np.zeros(len(scene.place))
    return [within, is_held * (1 - within), is_holder, fits, has_head * (1 - fits)]


@cache
def _head_types(head: str) -> npt.NDArray[np.bool_]:
    return type_mask(*(t for t in PLACE_TYPES if t in TYPES_OF_HEAD.get(head, ())))


def _neighbours(
    scene: Scene, constant: Sequence[Floats], share: Floats, presence: Floats, gazetteer: Gazetteer
) -> list[Floats]:
    """Support by the article's other names: nearness, and the countries and divisions that they lie in or are."""
    a = gazetteer.arrays
    chosen = _likeliest(scene, share)
    weight = (share * presence[scene.group])[chosen]
    other = scene.group[:, None] != scene.group[chosen][None, :]
    together = scene.together[np.ix_(scene.group, scene.group[chosen])]
    km = _distances(gazetteer, scene.place, scene.place[chosen])
    types = a["type"][scene.place[chosen]]
    is_point = types != COUNTRY
    near = np.exp(-km / 120.0) * (weight * is_point)[None, :] * other
    country = a["country"][scene.place]
    same_country = (country[:, None] == country[chosen][None, :]) & other & (country >= 0)[:, None]
    division = np.where(a["type"][scene.place] == ADMIN1, scene.place, a["admin1"][scene.place])
    same_division = (division[:, None] == division[chosen][None, :]) & other & (division >= 0)[:, None]
    names_country, names_division = (
        (types == COUNTRY) * weight,
        ((types == ADMIN1) | (types == ADMIN2)) * weight,
    )
    world = _worldliness(a["country"][scene.place[chosen]], weight)
    total = max(1e-6, float(weight.sum()))
    mass = np.maximum(
        total - np.add.reduceat(np.bincount(chosen, weight, len(share)), scene.starts)[scene.group], 0.5
    )
    return [
        np.log1p(near.sum(axis=1)),
        np.log1p((near * together).sum(axis=1)),
        (same_country @ weight) / mass,
        (same_division @ weight) / mass,
        np.minimum(1.0, same_country @ names_country),
        np.minimum(1.0, (same_country & together) @ names_country),
        np.minimum(1.0, same_division @ names_division),
        np.minimum(1.0, (same_division & together) @ names_division),
        *(world * feature for feature in _prominence(constant)),
    ]


def _worldliness(countries: npt.NDArray[np.int64], weight: Floats) -> float:
    """0 for an article whose names lie in one country, 1 for one whose names lie in many."""
    known = countries >= 0
    named = np.minimum(1.0, np.bincount(countries[known], weight[known])).sum() if known.any() else 0.0
    return float(np.clip((named - 1) / (MANY_COUNTRIES - 1), 0.0, 1.0))


def _prominence(constant: Sequence[Floats]) -> list[Floats]:
    """What counts for more in articles about the world than in those about a town."""
    own = dict(zip(NAMES, constant, strict=False))
    return [own[name] for name in ("people_below_best", "fame_below_best", "type_country")]


def _likeliest(scene: Scene, share: Floats) -> npt.NDArray[np.int64]:
    """Numbers of the likeliest candidates of each group."""
    order = np.lexsort((-share, scene.group))
    rank = np.arange(len(order)) - scene.starts[scene.group[order]]
    return np.asarray(order[(rank < SUPPORTERS) & (share[order] > 0.02)])


def _from_home(scene: Scene, share: Floats, home: Group | None, gazetteer: Gazetteer) -> list[Floats]:
    if home is None:
        return [np.zeros(len(scene.place))] * 4
    a = gazetteer.arrays
    weight = home_shares(scene, share, home, gazetteer)
    km = _distances(gazetteer, scene.place, home.places)
    places_country, places_division = a["country"][scene.place], a["admin1"][scene.place]
    division = np.where(a["type"][scene.place] == ADMIN1, scene.place, places_division)
    counts = _home_counts(scene, home, gazetteer)
    return [
        np.exp(-km / 60.0) @ weight * counts,
        np.exp(-km / 400.0) @ weight * counts,
        (places_country[:, None] == a["country"][home.places][None, :]) @ weight * counts,
        (division[:, None] == a["admin1"][home.places][None, :]) @ weight * counts,
    ]


def _home_counts(scene: Scene, home: Group, gazetteer: Gazetteer) -> Floats:
    """0 for the namesakes of a country where the outlet is at home in a capital: the White House means Poland by it."""
    if not gazetteer.is_capital[home.places[0]]:
        return np.ones(len(scene.place))
    of_country = np.unique(scene.group[gazetteer.arrays["type"][scene.place] == COUNTRY])
    return np.asarray(~np.isin(scene.group, of_country), dtype=float)


def home_shares(scene: Scene, share: Floats, home: Group, gazetteer: Gazetteer) -> Floats:
    """How likely each place is the outlet's home, by people and by what the article names around it."""
    a = gazetteer.arrays
    chosen = _likeliest(scene, share)
    km = _distances(gazetteer, home.places, scene.place[chosen])
    near = np.exp(-km / 120.0) @ (share[chosen] * (a["type"][scene.place[chosen]] != COUNTRY))
    score = np.log10(a["population"][home.places] + 1.0) + 2.0 * np.log1p(near) - 2.0 * (home.kinds > 0)
    e = np.exp(score - score.max())
    return np.asarray(e / e.sum())


def _from_dateline(scene: Scene, share: Floats, dateline: int | None, gazetteer: Gazetteer) -> list[Floats]:
    if dateline is None:
        return [np.zeros(len(scene.place))] * 2
    a = gazetteer.arrays
    members = np.flatnonzero(scene.group == dateline)
    weight = share[members]
    km = _distances(gazetteer, scene.place, scene.place[members])
    is_other = (scene.group != dateline).astype(float)
    country = a["country"][scene.place]
    return [
        (np.exp(-km / 150.0) @ weight) * is_other,
        ((country[:, None] == country[members][None, :]) @ weight) * is_other,
    ]


def _distances(gazetteer: Gazetteer, these: npt.NDArray[np.int64], those: npt.NDArray[np.int64]) -> Floats:
    """Great-circle distances in km of every one of these to every one of those."""
    cosines = gazetteer.directions[these] @ gazetteer.directions[those].T
    return np.asarray(EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.clip((1 - cosines) / 2, 0.0, 1.0))))
