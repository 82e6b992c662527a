"""Tables on the terminal, safe for text that strangers wrote.

On a terminal a table is as wide as the window: columns that do not fit are left out and named below it. Where the
output goes to a file or another program every column and every character is there, one row a line.
"""

import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

# Control characters could move the cursor or colour the terminal; bidi controls could reorder a line.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

SHORT = 16  # cells of the terminal, two for a Chinese character; a column of no longer ones is not wrapped
LONG_WORD = 40  # characters; a longer one, such as an address, is broken where room is scarce; an id is not
GAP = 2  # blanks between columns
MOST_DECIMALS = 4
YEAR = re.compile(r"(^|_)(year|id|index|start|end)$")  # columns of numbers that are not amounts: never 2,017
Cells = Sequence[Any]


def cell(value: Any, decimals: int | None = None, grouped: bool = True) -> Text:
    """A value as text for a cell; null is empty.

    Args:
        value: of any type that DuckDB gives.
        decimals: how many digits are behind the point of a number; None for as many as it has.
        grouped: True writes 8892 as 8,892.
    """
    if value is None:
        return Text("")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Text(UNSAFE.sub(" ", str(value)))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 and not decimals:
        value = int(value)
    if isinstance(value, float) and abs(value) >= 1e15:
        return Text(str(value))
    mark = "," if grouped else ""
    return Text(
        f"{value:{mark}}" if decimals is None or isinstance(value, int) else f"{value:{mark}.{decimals}f}"
    )


def print_table(
    console: Console,
    title: str | None,
    columns: Sequence[str],
    rows: Iterable[Cells],
    ways_to_see_all: str = "",
) -> None:
    """Prints rows under a title; numbers are to the right, with their points below each other.

    Args:
        console: of `terminal()`; one that is not a terminal gets whole lines.
        title: the line above the table.
        columns: their names.
        rows: cells as DuckDB gives them.
        ways_to_see_all: options that show columns which do not fit, such as "--csv, --json".
    """
    rows = [tuple(row) for row in rows]
    texts = list(
        zip(*(_column(name, [row[i] for row in rows]) for i, name in enumerate(columns)), strict=True)
    )
    numeric = [_is_numeric([row[i] for row in rows]) for i in range(len(columns))]
    if is_piped(console):
        _print_lines(console, title, columns, texts, numeric)
        return
    if title:
        console.print(title, style="bold", markup=False)
    shown = _print_fitting(console, columns, texts, numeric)
    _name_the_rest(console, columns[shown:], ways_to_see_all)


def _print_fitting(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[Text]], numeric: Sequence[bool]
) -> int:
    """Prints the first columns that fit beside each other, and says how many these are."""
    least = [_least(name, [row[i].plain for row in rows], numeric[i]) for i, name in enumerate(columns)]
    shown = _fitting(least, console.width)
    wanted = [
        max([cell_len(name), *(row[i].cell_len for row in rows)]) for i, name in enumerate(columns[:shown])
    ]
    widths = _widths(least[:shown], wanted, console.width)
    table = Table(header_style="bold", box=None, pad_edge=False)
    for index in range(shown):
        whole = numeric[index] or max((row[index].cell_len for row in rows), default=0) <= SHORT
        table.add_column(
            columns[index],
            justify="right" if numeric[index] else "left",
            overflow="fold",
            no_wrap=whole,
            width=widths[index],
        )
    for row in rows:
        table.add_row(*row[:shown])
    console.print(table)
    return shown


def print_records(console: Console, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    """Prints each row as a list of its columns, a line or more each."""
    broad = max(map(len, columns), default=0)
    for number, row in enumerate(rows, 1):
        console.print(f"{'' if number == 1 else chr(10)}row {number:,}", style="bold", markup=False)
        for name, value in zip(columns, row, strict=True):
            table = Table(box=None, show_header=False, pad_edge=False)
            table.add_column(width=broad, no_wrap=True)
            table.add_column(overflow="fold")
            text = cell(value, grouped=not YEAR.search(name))
            if is_piped(console):
                console.file.write(f"{name:<{broad}}  {text}\n")
            else:
                table.add_row(Text(name, style="dim"), text)
                console.print(table)


def terminal() -> Console:
    """The console that commands print to: as wide as the terminal, and wide where the output goes elsewhere."""
    console = Console(highlight=False)
    return console if not is_piped(console) else Console(highlight=False, width=160)


def is_piped(console: Console) -> bool:
    """True where the output goes to a file or a program, unless COLUMNS says how wide it is to be."""
    return not console.is_terminal and "COLUMNS" not in os.environ


def _column(name: str, values: Sequence[Any]) -> list[Text]:
    """A column's cells; numbers of one column have equally many decimals."""
    parts = [v for v in values if isinstance(v, float) and not isinstance(v, bool) and not v.is_integer()]
    decimals = max((min(MOST_DECIMALS, len(f"{v:.10f}".rstrip("0").split(".")[1])) for v in parts), default=0)
    is_amount = not YEAR.search(name)
    return [cell(value, decimals if _is_numeric(values) else None, is_amount) for value in values]


def _is_numeric(values: Sequence[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in known)


def _least(name: str, cells: Sequence[str], numeric: bool) -> int:
    """The narrowest that a column is readable at: its numbers, ids and words whole."""
    width = max(map(cell_len, (name, *cells)))
    words = [cell_len(word) for text in (name, *cells) for word in text.split()]
    return width if numeric else min(width, max(SHORT, *(n for n in (0, *words) if n <= LONG_WORD)))


def _fitting(least: Sequence[int], room: int) -> int:
    """How many of the columns fit beside each other; one at least."""
    used = 0
    for index, width in enumerate(least):
        used += width + (GAP if index else 0)
        if used > room and index:
            return index
    return len(least)


def _widths(least: Sequence[int], wanted: Sequence[int], room: int) -> list[int]:
    """How wide each column is: as narrow as it may be, and what room is left goes to the narrowest that wants it.

    Left to itself Rich narrows some below their least, widens them again and cuts the lines at the edge.
    """
    widths = [min(width, room) for width in least]
    for _ in range(room - sum(widths) - GAP * (len(widths) - 1)):
        short = [index for index, width in enumerate(widths) if width < wanted[index]]
        if not short:
            break
        widths[min(short, key=widths.__getitem__)] += 1
    return widths


def _name_the_rest(console: Console, names: Sequence[str], ways: str) -> None:
    if names:
        word = "column" if len(names) == 1 else "columns"
        told = f"{len(names)} {word} not shown: {', '.join(names)}" + (f"; {ways}" if ways else "")
        console.print(told, style="dim", markup=False)


def _print_lines(
    console: Console,
    title: str | None,
    columns: Sequence[str],
    rows: Sequence[Sequence[Text]],
    numeric: Sequence[bool],
) -> None:
    widths = [max([len(name), *(len(row[i]) for row in rows)]) for i, name in enumerate(columns)]
    lines = [list(columns), *([text.plain for text in row] for row in rows)]
    if title:
        console.file.write(f"{title}\n")
    for line in lines:
        padded = [
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        ]
        console.file.write((" " * GAP).join(padded).rstrip() + "\n")
