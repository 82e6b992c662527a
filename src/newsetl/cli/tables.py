"""Tables on the terminal, safe for text that strangers wrote."""

import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

# Control characters could move the cursor or colour the terminal; bidi controls could reorder a line.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

SHORT = 16  # characters; a column whose cells are no longer is not wrapped, and none gets narrower


def cell(value: Any) -> Text:
    """A value as text for a cell; null is empty."""
    if value is None:
        return Text("")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return Text(UNSAFE.sub(" ", f"{value:,}" if isinstance(value, int) and value >= 10_000 else str(value)))


def print_table(
    console: Console, title: str | None, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Prints rows under a title; numbers stand to the right."""
    rows = list(rows)
    table = Table(
        title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False
    )
    for index, column in enumerate(columns):
        numeric = bool(rows) and all(isinstance(r[index], int | float | None) for r in rows)
        longest = max((len(str(row[index])) for row in rows), default=0)
        table.add_column(
            column,
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=longest <= SHORT,
            min_width=min(longest, SHORT),
        )
    for row in rows:
        table.add_row(*(cell(value) for value in row))
    console.print(table)


def terminal() -> Console:
    """The console that commands print to: as wide as the terminal, and wide where the output goes elsewhere."""
    console = Console(highlight=False)
    return console if console.is_terminal or "COLUMNS" in os.environ else Console(highlight=False, width=160)
