"""Domain knowledge as data: CSV tables and word lists beside this module."""

import csv
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Row: TypeAlias = dict[str, str]


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """Rows of `lexicons/<name>.csv`, a header line first; lines that start with '#' are comments.

    Raises:
        ValueError: a row has more or fewer cells than the header.
    """
    lines = [line for line in _text(f"{name}.csv").splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(lines, restkey="__extra__", restval=None, strict=True)
    rows = []
    for row in reader:
        if "__extra__" in row or None in row.values():
            raise ValueError(f"lexicons/{name}.csv: a row does not fit the header: {row}")
        rows.append({key: value.strip() for key, value in row.items()})
    return tuple(rows)


@cache
def read_words(name: str) -> frozenset[str]:
    """Entries of `lexicons/<name>.txt`, one a line; lines that start with '#' are comments."""
    lines = (line.strip() for line in _text(f"{name}.txt").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
