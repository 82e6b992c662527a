"""Chooses between two places of one name by what the text does not say.

"Georgia" is the country unless places of the United States are named; "Gao" is the town unless "region" follows;
"the Gulf" is a sea, for no town or province is called with an article.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.candidate_arrays import Floats, Scene
from newsetl.extractors.region_mentions.groups import TYPES_OF_HEAD, Group
from newsetl.extractors.region_mentions.names_with_article import places_with_article
from newsetl.extractors.region_mentions.renowned import renowned
from newsetl.extractors.region_mentions.theatres import Theatres
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.places import PLACE_TYPES
from newsetl.gazetteer.type_numbers import ADMIN1, ADMIN2, CITY, COUNTRY

Numbers = npt.NDArray[np.int64]
LEAST_TOWN = 5_000  # people of a town that is meant rather than the division named after it
SURE_KINDS = (0, 1)
UNSAID = 0.1  # how often the country's namesake is meant though no other place of its country is named
NOT_ABROAD = 1_000_000  # people of a city that may be meant in any article
COUNTRIES_ABROAD = 2  # other countries named from which on an article is not about the outlet's home


def preferred(
    scene: Scene, share: Floats, order: Numbers, home: Group | None, theatres: Theatres, gazetteer: Gazetteer
) -> tuple[Numbers, Floats]:
    """The order and the shares with the preferred candidate of each group in the place of the likeliest.

    Args:
        scene: the candidates.
        share: how likely each is within its group.
        order: their numbers, group by group the likeliest first.
        home: places that the outlet may be at home in.
        theatres: where the article's wars are fought.
        gazetteer: what the candidates' numbers mean.
    """
    order, share = order.copy(), share.copy()
    tops = order[scene.starts]
    for number, start in enumerate(scene.starts.tolist()):
        end = scene.starts[number + 1] if number + 1 < len(scene.starts) else len(order)
        members = order[start:end].tolist()
        known = renowned(scene, number, members, tops, home, theatres, gazetteer)
        if known is not None:
            order[start : start + known + 1] = [members[known], *members[:known]]
            share[members] *= UNSAID
            share[members[known]] += 1 - UNSAID
            continue
        chosen, kept = _with_article(scene, number, members, tops, home, gazetteer), UNSAID
        if not chosen:
            chosen = _country(scene, number, members, tops, home, gazetteer)
        if not chosen:
            chosen, kept = _of_the_only_country(scene, number, members, tops, theatres, gazetteer), UNSAID
        if not chosen:
            chosen, kept = _town_or_division(scene, number, members, gazetteer), 0.0
        if chosen:
            order[start : start + chosen + 1] = [members[chosen], *members[:chosen]]
            both = share[members[0]] + share[members[chosen]]
            share[members[0]], share[members[chosen]] = kept * both, (1 - kept) * both
    return order, share


def _with_article(
    scene: Scene, number: int, members: Sequence[int], tops: Numbers, home: Group | None, gazetteer: Gazetteer
) -> int:
    """Rank of the region or water whose name has an article where the text writes one; else 0.

    Where the article may be another noun's ("the Hudson school board"), the namesake's country decides.
    """
    article, best = scene.groups[number].article, int(scene.place[members[0]])
    with_article = places_with_article(gazetteer)
    if not article or best in with_article:
        return 0
    if article == "noun" and (gazetteer.arrays["type"][scene.groups[number].places] == COUNTRY).any():
        return 0  # "the Niger junta"
    rank = next((rank for rank, m in enumerate(members) if int(scene.place[m]) in with_article), 0)
    country = int(gazetteer.arrays["country"][best])
    if rank and article == "noun" and _speaks_for(country, scene, number, tops, home, gazetteer):
        return 0
    return rank


def _country(
    scene: Scene, number: int, members: Sequence[int], tops: Numbers, home: Group | None, gazetteer: Gazetteer
) -> int:
    """Rank of the country among the candidates if nothing else speaks for its namesake's country; else 0."""
    a, group = gazetteer.arrays, scene.groups[number]
    best = int(scene.place[members[0]])
    if a["type"][best] == COUNTRY or group.head or group.holders or a["country"][best] < 0:
        return 0
    at = next(
        (
            rank
            for rank, m in enumerate(members)
            if a["type"][scene.place[m]] == COUNTRY and scene.kind[m] in SURE_KINDS
        ),
        0,
    )
    return at if at and not _speaks_for(int(a["country"][best]), scene, number, tops, home, gazetteer) else 0


def _speaks_for(
    country: int, scene: Scene, number: int, tops: Numbers, home: Group | None, gazetteer: Gazetteer
) -> bool:
    """True where the article names another place inside that country, or comes from there and is about home."""
    a = gazetteer.arrays
    others = [int(scene.place[top]) for n, top in enumerate(tops.tolist()) if n != number]
    inside = [p for p in others if a["country"][p] == country and a["type"][p] != COUNTRY]
    if any(not gazetteer.is_capital[p] for p in inside):
        return True
    if home is None or not (a["country"][home.places[:1]] == country).any():
        return False
    abroad = {int(a["country"][p]) for p in others if a["country"][p] >= 0} - {country}
    return len(abroad) < COUNTRIES_ABROAD


def _of_the_only_country(
    scene: Scene,
    number: int,
    members: Sequence[int],
    tops: Numbers,
    theatres: Theatres,
    gazetteer: Gazetteer,
) -> int:
    """Rank of the namesake in the one country that all other names lie in, where that country is named; else 0.

    "Blida" of a report on Lebanon is the village there, not the city of Algeria.
    """
    a, best = gazetteer.arrays, int(scene.place[members[0]])
    is_local = a["type"][best] in (CITY, ADMIN2, ADMIN1) and a["population"][best] < NOT_ABROAD
    if not is_local or gazetteer.is_capital[best] or scene.groups[number].holders:
        return 0
    is_other = [n != number and theatres.tells(group) for n, group in enumerate(scene.groups)]
    others = [int(scene.place[top]) for top, tells in zip(tops.tolist(), is_other, strict=True) if tells]
    named = {int(a["country"][p]) for p in others if a["country"][p] >= 0}
    if len(named) != 1 or int(a["country"][best]) in named or not (a["type"][others] == COUNTRY).any():
        return 0
    fitting = [m for m in members if int(a["country"][scene.place[m]]) in named]
    of_kind = (m for kind in SURE_KINDS for m in fitting if scene.kind[m] == kind)
    chosen = next(of_kind, None)
    return 0 if chosen is None else members.index(chosen)


def _town_or_division(scene: Scene, number: int, members: Sequence[int], gazetteer: Gazetteer) -> int:
    """Rank of the town before the division that holds it under its name, or of the division before "province"."""
    a, wanted = gazetteer.arrays, _wanted_types(scene.groups[number].head)
    kind = a["type"][scene.place[members[0]]]
    if kind not in (ADMIN1, ADMIN2, CITY) or kind in wanted:
        return 0
    if kind == CITY and ADMIN1 not in wanted and ADMIN2 not in wanted:
        return 0
    return next(
        (
            rank
            for rank, member in enumerate(members)
            if rank and _are_town_and_division(scene, members[0], member, wanted, gazetteer)
        ),
        0,
    )


def _wanted_types(head: str) -> tuple[int, ...]:
    return tuple(PLACE_TYPES.index(t) for t in PLACE_TYPES if t in TYPES_OF_HEAD.get(head, ("city",)))


def _are_town_and_division(
    scene: Scene, best: int, other: int, wanted: Sequence[int], gazetteer: Gazetteer
) -> bool:
    """True where the other is of the type wanted, and one of the two holds the other under the same name."""
    a = gazetteer.arrays
    first, second = int(scene.place[best]), int(scene.place[other])
    if a["type"][second] not in wanted or scene.kind[other] not in SURE_KINDS:
        return False
    if a["type"][second] == CITY and a["population"][second] < LEAST_TOWN:
        return False
    holders = {int(a[level][n]) for n in (first, second) for level in ("admin1", "admin2")}
    return first in holders or second in holders
