"""Weights of resolve.py: a conditional logit with an L2 penalty, in two rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.candidate_arrays import Scene, make_scene, shares
from newsetl.extractors.region_mentions.constraints import apply_floors
from newsetl.extractors.region_mentions.containment import read_containment
from newsetl.extractors.region_mentions.evidence import fixed_columns, matrix
from newsetl.extractors.region_mentions.groups import Group, make_groups, sentence_numbers
from newsetl.extractors.region_mentions.model_names import read_model_names
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.outlet_home import outlet_home
from newsetl.extractors.region_mentions.recognise import TextView, probabilities
from newsetl.extractors.region_mentions.resolve import first_shares
from newsetl.extractors.region_mentions.theatres import NO_THEATRES
from newsetl.extractors.region_mentions.words import read_words_of
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.gazetteer import EARTH_DIAMETER_KM
from newsetl.gazetteer.places import PLACE_TYPES
from newsetl.gazetteer.type_numbers import COUNTRY
from newsetl.language import Analysis
from places_training.material import Material
from places_training.recognition import spans_of

WEIGHT_OF_CORPUS: Mapping[str, float] = {"lgl": 0.5, "tudloc": 2.0, "reuters": 0.7, "world": 0.8}
WEIGHT_WITHOUT_HOME = 0.25  # LGL once more as if its outlets were unknown
DOUBTFUL, PRESENT = 0.15, 0.7
SAME_KM, NEAR_KM = 20.0, 161.0
PENALTY = 1.0
FOLDS = 5
REGION = PLACE_TYPES.index("region")
MORE_PEOPLE, BETTER_KNOWN = 20.0, 2.0  # times the people, or the fame, of the next place of the same name
MANY_PEOPLE = 1_000_000


@dataclass(frozen=True)
class Case:
    """A text's names with their right candidates (None where unknown) and how often each name is labelled."""

    number: int
    corpus: str
    scene: Scene
    presence: list[float]
    home: Group | None
    right: list[np.ndarray | None]
    near: list[np.ndarray | None]
    times: list[int]


def case_of(number: int, material: Material, analysis: Analysis, gazetteer: Gazetteer) -> Case | None:
    """The questions that a text asks; None if it asks none."""
    words, model = read_words_of(material.text), read_model_names(analysis)
    spans = spans_of(material.text, words, model, gazetteer)
    told, view = read_containment(words, spans, gazetteer), TextView(words, model, gazetteer)
    presence = apply_floors(spans, told, view, probabilities(view, spans), None, NO_THEATRES)
    kept = {n: spans[n] for n, p in enumerate(presence) if p >= DOUBTFUL}
    sentences = sentence_numbers(spans, [Span(s.start, s.end) for s in analysis.sentences])
    groups = make_groups(kept, told, sentences, gazetteer)
    if not groups:
        return None
    group_presence = [max(presence[n] for n in group.spans) for group in groups]
    answers = [
        _right(material, group, spans, p, gazetteer) for group, p in zip(groups, group_presence, strict=True)
    ]
    right, near, times = (list(column) for column in zip(*answers, strict=True))
    home = outlet_home(material.outlet, gazetteer) if material.outlet else None
    return Case(number, material.corpus, make_scene(groups), group_presence, home, right, near, times)


def _right(
    material: Material, group: Group, spans: Sequence[NamedSpan], presence: float, gazetteer: Gazetteer
) -> tuple[np.ndarray | None, np.ndarray | None, int]:
    """Which candidates are the place itself, which are near enough, and how often the text names it."""
    own = [spans[n] for n in group.spans]
    if material.countries:
        iso3 = [c.iso3 for c in countries()]
        fits = np.isin(gazetteer.arrays["country"][group.places], [iso3.index(c) for c in material.countries])
        is_told = presence >= PRESENT and own[0].how == "name" and fits.any() and not fits.all()
        return (fits, fits, len(own)) if is_told else (None, None, 0)
    if material.corpus == "world":
        return _best_known(group, own, presence, gazetteer)
    points = [
        (latitude, longitude)
        for start, end, latitude, longitude in material.places
        for s in own
        if latitude is not None and longitude is not None and start < s.span.end and s.span.start < end
    ]
    if not points or (gazetteer.arrays["type"][group.places] == REGION).any():
        return None, None, 0  # gold puts a region's point elsewhere in it than we do
    km = _distances(gazetteer, group.places, max(set(points), key=points.count))
    near = km <= NEAR_KM
    return (
        (km <= SAME_KM if (km <= SAME_KM).any() else near, near, len(points))
        if near.any()
        else (None, None, 0)
    )


def _best_known(
    group: Group, own: Sequence[NamedSpan], presence: float, gazetteer: Gazetteer
) -> tuple[np.ndarray | None, np.ndarray | None, int]:
    """A country, capital or big city that nobody confuses with its namesakes, where the text names no holder."""
    if group.holders or presence < PRESENT or own[0].how != "name" or len(group.places) == 1:
        return None, None, 0
    a, is_own_name = gazetteer.arrays, np.asarray(group.kinds) == 0
    people, fame = (np.where(is_own_name, a[name][group.places], 0) for name in ("population", "fame"))
    is_country, is_capital = a["type"][group.places] == COUNTRY, gazetteer.is_capital[group.places]
    best = int(people.argmax())
    if _leads(people, best, MORE_PEOPLE):
        is_known = is_country[best] or is_capital[best] or people[best] >= MANY_PEOPLE
    else:  # Washington is better known than the state is large
        best = int((fame * is_capital).argmax())
        is_known = is_capital[best] and _leads(fame, best, BETTER_KNOWN)
    if not is_known:
        return None, None, 0
    right = np.arange(len(people)) == best
    return right, right, len(own)


def _leads(values: np.ndarray, best: int, times: float) -> bool:
    return bool(values[best] >= times * np.delete(values, best).max())


def _distances(gazetteer: Gazetteer, places: np.ndarray, point: tuple[float, float]) -> np.ndarray:
    latitude, longitude = np.radians(point)
    direction = [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    cosines = gazetteer.directions[places] @ np.array(direction)
    return EARTH_DIAMETER_KM * np.arcsin(np.sqrt(np.clip((1 - cosines) / 2, 0, 1)))


def learn_resolution(cases: Sequence[Case], gazetteer: Gazetteer) -> tuple[np.ndarray, np.ndarray]:
    """Weights of both rounds, in the order of `NAMES`."""
    first = _fit(_rows(cases, None, gazetteer))
    return first, _fit(_rows(cases, first, gazetteer))


def resolution_report(
    cases: Sequence[Case], by_fold: Sequence[tuple[np.ndarray, np.ndarray]], gazetteer: Gazetteer
) -> str:
    """Accuracy within 161 km of each corpus, each text by the weights that were learned without its fold."""
    found: dict[str, list[int]] = {}
    for case in cases:
        first, second = by_fold[case.number % FOLDS]
        scores = _matrix(case, first, True, gazetteer) @ second
        for n, near in enumerate(case.near):
            if near is not None:
                best = int(scores[case.scene.group == n].argmax())
                tally = found.setdefault(case.corpus, [0, 0])
                tally[0] += case.times[n] * bool(near[best])
                tally[1] += case.times[n]
    return "\n".join(
        f"resolution on held-back folds, {name}: {a / b:.3f} of {b}" for name, (a, b) in found.items()
    )


Row = tuple[np.ndarray, np.ndarray, float, int]  # features of the candidates, which are right, weight, text


def _rows(cases: Sequence[Case], first: np.ndarray | None, gazetteer: Gazetteer) -> list[Row]:
    rows = []
    for case in cases:
        for with_home in (True, False):
            weight = WEIGHT_OF_CORPUS[case.corpus] if with_home else WEIGHT_WITHOUT_HOME
            if not with_home and case.corpus != "lgl":
                continue
            features = _matrix(case, first, with_home, gazetteer)
            for n, right in enumerate(case.right):
                if right is not None and len(right) > 1:
                    rows.append(
                        (features[case.scene.group == n], right, weight * case.times[n] ** 0.5, case.number)
                    )
    return rows


def _matrix(case: Case, first: np.ndarray | None, with_home: bool, gazetteer: Gazetteer) -> np.ndarray:
    home = case.home if with_home else None
    constant, share = fixed_columns(case.scene, gazetteer), first_shares(case.scene, gazetteer)
    features = matrix(case.scene, constant, share, case.presence, home, None, gazetteer)
    if first is None:
        return features
    share = shares(case.scene, features @ first)
    return matrix(case.scene, constant, share, case.presence, home, None, gazetteer)


def _fit(rows: Sequence[Row]) -> np.ndarray:
    features, right = np.vstack([r[0] for r in rows]), np.concatenate([r[1] for r in rows])
    weight, sizes = np.array([r[2] for r in rows]), [len(r[1]) for r in rows]
    group, starts = np.repeat(np.arange(len(rows)), sizes), np.concatenate(([0], np.cumsum(sizes)[:-1]))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = features @ w
        e = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total, of_right = np.add.reduceat(e, starts), np.add.reduceat(e * right, starts) + 1e-12
        slope = features.T @ (weight[group] * (e / total[group] - e * right / of_right[group]))
        return -(weight * np.log(of_right / total)).sum() + PENALTY / 2 * (w @ w), slope + PENALTY * w

    start = np.zeros(features.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
