"""How likely a block is the article's: gradient-boosted trees, learned by benchmarks/train_pages.py.

Friedman (2001), "Greedy function approximation: a gradient boosting machine".
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newsetl.articles.block_features import Columns
from newsetl.lexicons import read_table

AT_ONCE = 1_000  # blocks; bounds the memory that a monstrous page takes


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in one row.

    Args:
        names: the columns that the trees ask for.
        roots: where each tree begins.
        column, limit, left, right: of a node: which column, its limit, where to go on up to it and above it.
        value: what a leaf adds to the log-odds; a leaf leads to itself.
        depth: of the deepest tree.
    """

    names: tuple[str, ...]
    roots: NDArray[np.int64]
    column: NDArray[np.int64]
    limit: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int


def chances(columns: Columns) -> NDArray[np.float64]:
    """For each block the probability that it is part of the article's body."""
    trees = _trees()
    table = np.stack([columns[name] for name in trees.names], axis=1)
    parts = [_log_odds(trees, table[start : start + AT_ONCE]) for start in range(0, len(table), AT_ONCE)]
    odds: NDArray[np.float64] = 1 / (1 + np.exp(-np.concatenate([*parts, np.zeros(0)])))
    return odds


def _log_odds(trees: Trees, table: NDArray[np.float64]) -> NDArray[np.float64]:
    at = np.broadcast_to(trees.roots, (len(table), len(trees.roots)))
    rows = np.arange(len(table))[:, None]
    for _ in range(trees.depth):
        is_left = table[rows, trees.column[at]] <= trees.limit[at]
        at = np.where(is_left, trees.left[at], trees.right[at])
    summed: NDArray[np.float64] = trees.value[at].sum(axis=1)
    return summed


@lru_cache(maxsize=1)
def _trees() -> Trees:
    rows = read_table("articles/block_trees")
    names = tuple(dict.fromkeys(row["column"] for row in rows if row["column"]))
    place = {name: i for i, name in enumerate(names)} | {"": 0}
    tree, depth = np.array([int(row["tree"]) for row in rows]), np.array([int(row["depth"]) for row in rows])
    numbers = {
        key: np.array([float(row[key] or 0) for row in rows]) for key in ("limit", "left", "right", "value")
    }
    is_leaf = np.array([not row["column"] for row in rows])
    itself = np.arange(len(rows))
    return Trees(
        names,
        np.flatnonzero(np.diff(tree, prepend=-1)),
        np.array([place[row["column"]] for row in rows]),
        numbers["limit"],
        np.where(is_leaf, itself, numbers["left"].astype(int)),
        np.where(is_leaf, itself, numbers["right"].astype(int)),
        numbers["value"],
        int(depth.max()),
    )
