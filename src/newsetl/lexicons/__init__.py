"""Domain knowledge as data: CSV tables and word lists beside this module, each table declared in `declarations/`."""

import csv
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from newsetl.errors import LexiconError
from newsetl.lexicons.checking import problems
from newsetl.lexicons.declarations import declaration_of

Row: TypeAlias = dict[str, str]


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """Rows of `lexicons/<name>.csv`, a header line first; lines that start with '#' are comments.

    Raises:
        LexiconError: the table is not declared, has other columns, or a cell holds what is not allowed; the message
            names file and line.
    """
    header, rows = parse_table(f"{name}.csv", _text(f"{name}.csv"))
    for problem in problems(f"{name}.csv", declaration_of(name), header, rows):
        raise LexiconError(problem)
    return tuple(rows.values())


def parse_table(name: str, text: str) -> tuple[list[str], dict[int, Row]]:
    """The names of the columns, and the rows by the number of the line that each ends on.

    Raises:
        LexiconError: a row has more or fewer cells than the header.
    """
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    reader = csv.reader((line for _, line in numbered), strict=True)
    header = next(reader, [])
    rows = {}
    for cells in reader:
        line = numbered[reader.line_num - 1][0]
        if len(cells) != len(header):
            raise LexiconError(
                f"lexicons/{name} line {line}: {len(cells)} cells, the header has {len(header)}"
            )
        rows[line] = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    return header, rows


@cache
def read_words(name: str) -> frozenset[str]:
    """Entries of `lexicons/<name>.txt`, one a line; lines that start with '#' are comments."""
    lines = (line.strip() for line in _text(f"{name}.txt").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
