"""All candidates of an article's names, side by side as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.groups import Group

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scene:
    """All candidates of an article's names, side by side.

    `group`: the group of each; `starts`: where each group's begin; `together`: whether two groups share a sentence.
    """

    groups: Sequence[Group]
    place: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    group: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    together: npt.NDArray[np.bool_]


def make_scene(groups: Sequence[Group]) -> Scene:
    """The candidates of all groups in one row of arrays."""
    sizes = [len(g.places) for g in groups]
    return Scene(
        groups,
        np.concatenate([g.places for g in groups]),
        np.concatenate([g.kinds for g in groups]),
        np.repeat(np.arange(len(groups)), sizes),
        np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64),
        _together(groups),
    )


def shares(scene: Scene, scores: Floats) -> Floats:
    """Softmax of the scores within each group."""
    top = np.maximum.reduceat(scores, scene.starts)[scene.group]
    e = np.exp(scores - top)
    return np.asarray(e / np.add.reduceat(e, scene.starts)[scene.group])


def _together(groups: Sequence[Group]) -> npt.NDArray[np.bool_]:
    """For two groups whether some sentence holds both."""
    found = np.zeros((len(groups), len(groups)), dtype=bool)
    by_sentence: dict[int, list[int]] = {}
    for n, group in enumerate(groups):
        for sentence in group.sentences:
            by_sentence.setdefault(sentence, []).append(n)
    for members in by_sentence.values():
        for member in members:
            found[member, members] = True
    return found
