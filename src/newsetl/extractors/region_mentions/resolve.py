"""Which place? Evidence on every candidate, weighed by a conditional logit (lexicons/places/resolution.csv)."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.answers import Answer
from newsetl.extractors.region_mentions.candidate_arrays import Floats, Scene, make_scene, shares
from newsetl.extractors.region_mentions.evidence import NAMES, fixed_columns, in_holder, matrix
from newsetl.extractors.region_mentions.groups import Group
from newsetl.extractors.region_mentions.preferences import preferred
from newsetl.extractors.region_mentions.theatres import Theatres
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.gazetteer import EARTH_DIAMETER_KM
from newsetl.gazetteer.type_numbers import COUNTRY
from newsetl.lexicons import read_table

SAME_SPOT_KM = 30.0  # a city and the division named after it are one answer as far as being right goes


def resolve(
    groups: Sequence[Group],
    presence: Sequence[float],
    home: Group | None,
    dateline: int | None,
    theatres: Theatres,
    gazetteer: Gazetteer,
) -> list[Answer]:
    """For each group its answer.

    Args:
        groups: names with their candidates.
        presence: for each group the probability that it names a place at all.
        home: places that the outlet may be at home in.
        dateline: number of the group in the dateline.
        theatres: where the article's wars are fought.
        gazetteer: what the candidates' numbers mean.
    """
    if not groups:
        return []
    scene = make_scene(groups)
    share = first_shares(scene, gazetteer)
    constant, of_war = fixed_columns(scene, gazetteer), theatres.of(scene, gazetteer)
    for weights in weight_tables():
        features = matrix(scene, constant, share, presence, home, dateline, gazetteer)
        share = shares(scene, features @ weights + of_war)
    return _answers(scene, share, home, theatres, gazetteer)


def first_shares(scene: Scene, gazetteer: Gazetteer) -> Floats:
    """Shares by prominence and containment alone, to start from."""
    a = gazetteer.arrays
    score = 1.2 * np.log10(a["population"][scene.place] + 1.0) + 2.0 * (a["type"][scene.place] == COUNTRY)
    score -= np.array([0.0, 2.0, 3.0, 1.5, 4.0])[scene.kind]
    return shares(scene, score + 8.0 * in_holder(scene, gazetteer))


@cache
def weight_tables() -> tuple[Floats, Floats]:
    """Weights of the first and of the second round."""
    rows = {row["feature"]: row for row in read_table("places/resolution")}
    first, second = (
        np.array([float(rows[name][column]) for name in NAMES]) for column in ("first", "second")
    )
    return first, second


def _answers(
    scene: Scene, share: Floats, home: Group | None, theatres: Theatres, gazetteer: Gazetteer
) -> list[Answer]:
    # Group by group, the likeliest first; of equals the first, since processors differ in how they round.
    order = np.lexsort((-share.round(6), scene.group))
    order, share = preferred(scene, share, order, home, theatres, gazetteer)
    place = scene.place[order]
    best = np.repeat(place[scene.starts], np.diff(scene.starts, append=len(share)))
    same = _distance_of_pairs(gazetteer, place, best) < SAME_SPOT_KM
    same |= _holds(gazetteer, place, best)
    spots = np.add.reduceat(share[order] * same, scene.starts)
    spots[np.diff(scene.starts, append=len(share)) == 1] = 1.0
    answers = []
    for spot, start, end in zip(spots, scene.starts, [*scene.starts[1:], len(share)], strict=True):
        runner_up = int(place[start + 1]) if end > start + 1 else None
        answers.append(Answer(int(place[start]), float(spot), runner_up))
    return answers


def _holds(
    gazetteer: Gazetteer, these: npt.NDArray[np.int64], those: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Whether each of these is the division that its fellow among those lies in, or lies in it."""
    a = gazetteer.arrays
    found = np.zeros(len(these), dtype=bool)
    for level in ("admin1", "admin2"):
        found |= (a[level][those] == these) | (a[level][these] == those)
    return found


def _distance_of_pairs(
    gazetteer: Gazetteer, these: npt.NDArray[np.int64], those: npt.NDArray[np.int64]
) -> Floats:
    """Great-circle distance in km of each of these to its fellow among those."""
    cosines = (gazetteer.directions[these] * gazetteer.directions[those]).sum(axis=1)
    return np.asarray(EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.clip((1 - cosines) / 2, 0.0, 1.0))))
