"""Weights of a logistic model and of a conditional logit, by L-BFGS with a penalty on their squares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from newsetl.extractors.scoring import Features

Floats = npt.NDArray[np.float64]
PENALTY = 1.0
LEAST = 3  # cases in which a feature must hold to get a weight


@dataclass(frozen=True)
class Case:
    """One choice: the features of its options, and which of them are right."""

    options: Sequence[Features]
    is_right: Sequence[bool]


def fit_choice(cases: Sequence[Case], penalty: float = PENALTY) -> dict[str, float]:
    """Weights under which right options have the largest shares; cases without a right option teach nothing."""
    cases = [case for case in cases if any(case.is_right) and not all(case.is_right)]
    names = _names([features for case in cases for features in case.options])
    matrix = _matrix([features for case in cases for features in case.options], names)
    right = np.array([r for case in cases for r in case.is_right])
    starts = np.cumsum([0, *(len(case.options) for case in cases)])[:-1]
    case_of = np.repeat(np.arange(len(cases)), [len(case.options) for case in cases])

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = matrix @ w
        scores -= np.maximum.reduceat(scores, starts)[case_of]
        powers = np.exp(scores)
        total = np.add.reduceat(powers, starts)
        good = np.add.reduceat(powers * right, starts)
        shares = powers / total[case_of]
        right_shares = powers * right / np.maximum(good, 1e-300)[case_of]
        value = -np.log(np.maximum(good, 1e-300) / total).sum() + penalty / 2 * (w @ w)
        return float(value), matrix.T @ (shares - right_shares) + penalty * w

    return _solved(loss, names)


def fit_yes(rows: Sequence[Features], is_yes: Sequence[bool], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of a yes-or-no question."""
    names = _names(rows)
    matrix, yes = _matrix(rows, names), np.array(is_yes, dtype=float)

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = matrix @ w
        value = np.logaddexp(0, scores).sum() - scores @ yes + penalty / 2 * (w @ w)
        return float(value), matrix.T @ (1 / (1 + np.exp(-scores)) - yes) + penalty * w

    return _solved(loss, names)


def _names(rows: Sequence[Features]) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            counts[name] = counts.get(name, 0) + (value != 0)
    return sorted(name for name, count in counts.items() if count >= LEAST)


def _matrix(rows: Sequence[Features], names: Sequence[str]) -> Floats:
    column = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                matrix[i, column[name]] = value
    return matrix


def _solved(loss: Callable[[Floats], tuple[float, Floats]], names: Sequence[str]) -> dict[str, float]:
    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, map(float, found.x), strict=True))
