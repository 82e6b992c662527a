"""Counts how often each article names each place and cites each source, in packed form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from newsetl.report.packing import offsets, pack
from newsetl.report.safety import visible

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shown:
    """What of an article's pairs the page holds: packed counts, and the rows that the counts are of."""

    pairs: dict[str, Any]
    entries: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Counted:
    """Entries in order, and for each pair of an article and an entry, in that order, how often it is there."""

    keys: list[str]
    positions: Numbers
    codes: Numbers
    mentions: Numbers


def read_pairs(connection: duckdb.DuckDBPyConnection, table: str) -> Mapping[str, npt.NDArray[np.int32]]:
    """The columns position and number of a table, in any order of rows."""
    found = connection.execute(f"SELECT position, number FROM {table}").fetchnumpy()  # noqa: S608 — a name of ours
    return {name: np.asarray(column, np.int32) for name, column in found.items()}


def count_pairs(rows: Mapping[str, npt.NDArray[np.int32]], entries: Sequence[str]) -> Counted:
    """Counts pairs of an article's position and the number of an entry.

    Args:
        rows: `position` and `number`, one row a mention.
        entries: name of the entry that each number stands for; numbers may share one.
    """
    used = np.flatnonzero(np.bincount(rows["number"], minlength=len(entries))).tolist()
    keys = sorted({entries[number] for number in used})
    code_of = {key: code for code, key in enumerate(keys)}
    codes = np.zeros(len(entries), np.int64)
    codes[used] = [code_of[entries[number]] for number in used]
    width = max(1, len(keys))
    pairs, mentions = distinct(rows["position"] * np.int64(width) + codes[rows["number"]])
    return Counted(keys, pairs // width, pairs % width, mentions)


def distinct(values: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct values in order, and how often each is there; sorts `values` in place."""
    values.sort()
    starts = np.flatnonzero(np.diff(values, prepend=-1))
    return values[starts], np.diff(starts, append=len(values))


def packed(counted: Counted, articles: int, describe: Callable[[str], dict[str, Any]]) -> Shown:
    """Counts as the page holds them, with what `describe` says of each entry."""
    pairs = {
        "offsets": pack(offsets(counted.positions, articles)),
        "entry": pack(counted.codes),
        "count": pack(counted.mentions),
    }
    return Shown(pairs, [_visible_entry(describe(key)) for key in counted.keys])


def _visible_entry(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: visible(value) if isinstance(value, str) else value for key, value in entry.items()}
