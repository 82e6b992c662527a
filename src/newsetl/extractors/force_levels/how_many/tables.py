"""Tables of forces: lines of as many cells each, under a line of heads where the table has one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from newsetl.extractors.force_levels.how_many.items import (
    NO_FORCE,
    Item,
    Layout,
    Role,
    first_match,
    is_counted_otherwise,
    role_of_words,
)
from newsetl.extractors.force_levels.whose.names import Name, actor_of_label, find_actors
from newsetl.language.calendar import short_months
from newsetl.language.numbers import NumberExpression, find_numbers

Span: TypeAlias = tuple[int, int]
LINE = re.compile(r"[^\n]+")
SEPARATOR = re.compile(r"[ \t]*\|[ \t|]*|\t[ \t]*| {2,}")
RULE = re.compile(r"[-=+:| \t]+")  # the line under the heads
COUNT = re.compile(r"(?:about |around |some |up to |over |~|c\. ?|approx\.? )?\d[\d,. ]*(?:\s[A-Za-z]+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
DATED = re.compile(rf"\b(?:19|20)\d\d\b|\b(?:{'|'.join(short_months())})[a-z]*\b", re.I)
ASIDE = re.compile(r"\s*\([^)]*\)\s*$")
MAX_CELLS = 12
MAX_CELL = 60  # characters: longer ones are prose
MIN_ROWS = 2
MIN_ROWS_BARE = 3  # without heads


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a span; the heads, where there are any."""

    heads: tuple[Span, ...] | None
    rows: tuple[tuple[Span, ...], ...]
    first: int  # numbers of its first and one past its last line
    last: int

    @property
    def width(self) -> int:
        """Cells in a row."""
        return len(self.rows[0])


def find_tables(text: str, lines: Sequence[Span]) -> Iterator[Table]:
    """Tables among the lines of a text, in order."""
    split = [_cells(text, *line) for line in lines]
    i = 0
    while i < len(lines):
        last = i
        while last < len(lines) and _is_row(text, split[last]) and len(split[last]) == len(split[i]):
            last += 1
        table = _table(text, split, lines, i, last)
        if table is not None:
            yield table
        i = max(last, i + 1)


def items_of(text: str, table: Table, heading: Span, heading_role: Role | None) -> Iterator[Item]:
    """The table's numbers that count forces.

    Args:
        heading: the line above that says what is listed.
        heading_role: what it says of the labels.
    """
    by = _label_column(text, table)
    columns = [
        j for j in range(table.width) if _is_numeric(text, table, j) and _counts_forces(text, table, j)
    ]
    role = _role(text, table, by) or heading_role
    layouts = {j: _layout(text, table, j, role) for j in columns}
    for row in table.rows:
        for j in columns:
            number = _number(text, row[j])
            if number is not None:
                item = _item(text, table, row, j, by, number)
                layout = layouts[j] if item.cell_owner is None else _of_owner(layouts[j])
                hosted = "host" if item.cell_owner is not None else role
                yield replace(item, heading=heading, role=hosted, layout=layout)


def other_cells(text: str) -> frozenset[int]:
    """Offsets of the numbers in columns that count no forces: 'Killed', 'Tanks'."""
    return frozenset(
        row[j][0]
        for table in find_tables(text, lines_of(text))
        for j in range(table.width)
        if not _counts_forces(text, table, j)
        for row in table.rows
    )


def lines_of(text: str) -> list[Span]:
    """Spans of the lines that hold words."""
    return [(m.start(), m.end()) for m in LINE.finditer(text) if m.group().strip()]


def _item(
    text: str,
    table: Table,
    row: tuple[Span, ...],
    j: int,
    by: tuple[int, int | None],
    number: NumberExpression,
) -> Item:
    label, other = row[by[0]], None if by[1] is None else row[by[1]]
    head = None if table.heads is None else table.heads[j]
    owner = None if other is None else actor_of_label(text[slice(*other)])
    owner = owner or (None if head is None else _named(text[slice(*head)]))
    words = ASIDE.sub("", text[slice(*label)])
    return Item(
        label=words,
        actor=actor_of_label(words),
        number=number,
        start=row[0][0],
        end=row[-1][1],
        heading=None,
        cell_owner=owner,
        column=head,
    )


def _of_owner(layout: Layout) -> Layout:
    """Where a cell names the owner, the label is the host."""
    return "labels told" if layout == "labels guessed" else layout


def _layout(text: str, table: Table, j: int, role: Role | None) -> Layout:
    numeric = sum(_is_numeric(text, table, k) for k in range(table.width))
    head = "" if table.heads is None else text[slice(*table.heads[j])]
    is_read = first_match("column", head) is not None or DATED.search(head) or _named(head) is not None
    if numeric > 1 and not is_read:
        return "columns guessed"
    if numeric > 1 and role is not None:
        return "columns told"
    return "labels guessed" if role is None else "labels told"


def _named(head: str) -> Name | None:
    """The force that a column is of: 'U.S. troops', 'Wagner', but not 'Troops in Mali'."""
    mentions = find_actors(head, 0, len(head))
    return mentions[0].name if len(mentions) == 1 and mentions[0].start == 0 else None


def _counts_forces(text: str, table: Table, j: int) -> bool:
    return table.heads is None or first_match("column", text[slice(*table.heads[j])]) != NO_FORCE


def _label_column(text: str, table: Table) -> tuple[int, int | None]:
    """The column of labels, and another that names the owners, where two columns hold words."""
    words = [j for j in range(table.width) if not _is_numeric(text, table, j)] or [0]
    actors = [j for j in words if all(actor_of_label(text[slice(*row[j])]) is not None for row in table.rows)]
    if len(words) > 1 and actors and actors != words:
        return next(j for j in words if j not in actors), actors[0]
    return words[0], None


def _role(text: str, table: Table, by: tuple[int, int | None]) -> Role | None:
    if by[1] is not None:
        return "host"
    return None if table.heads is None else role_of_words("head", text[slice(*table.heads[by[0]])])


def _is_numeric(text: str, table: Table, j: int) -> bool:
    counts = sum(COUNT.fullmatch(text, *row[j]) is not None for row in table.rows)
    return 2 * counts > len(table.rows)


def _number(text: str, cell: Span) -> NumberExpression | None:
    if COUNT.fullmatch(text, *cell) is None:
        return None
    number = next(iter(find_numbers(text, *cell)), None)
    if number is None or number.is_year_like or number.is_percent or number.is_money:
        return None
    return None if is_counted_otherwise(text, number.end) else number


def _table(
    text: str, split: Sequence[tuple[Span, ...]], lines: Sequence[Span], first: int, last: int
) -> Table | None:
    rows = list(split[first:last])
    if rows and _is_heads(text, rows[0]):
        return _sized(rows[0], rows[1:], first, last)
    above = first - 1
    if above >= 0 and RULE.fullmatch(text, *lines[above]):
        above -= 1
    if rows and above >= 0 and len(split[above]) == len(rows[0]) and not _is_row(text, split[above]):
        return _sized(split[above], rows, above, last)
    return _sized(None, rows, first, last)


def _sized(
    heads: tuple[Span, ...] | None, rows: Sequence[tuple[Span, ...]], first: int, last: int
) -> Table | None:
    least = MIN_ROWS_BARE if heads is None else MIN_ROWS
    if len(rows) < least or (heads is None and len(rows[0]) < 3):
        return None
    return Table(heads, tuple(rows), first, last)


def _is_heads(text: str, row: tuple[Span, ...]) -> bool:
    """True for 'Country | 2009 | 2014'."""
    return all(YEAR.fullmatch(text, *cell) for cell in row[1:])


def _is_row(text: str, row: tuple[Span, ...]) -> bool:
    """A label, and cells of which one at least holds a number and nothing else."""
    if not 2 <= len(row) <= MAX_CELLS or any(end - start > MAX_CELL for start, end in row):
        return False
    is_labelled = COUNT.fullmatch(text, *row[0]) is None
    return is_labelled and any(COUNT.fullmatch(text, *cell) for cell in row[1:])


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the cells of a line; one cell where nothing separates."""
    line = text[start:end].strip(" \t|")
    start = text.index(line, start) if line else start
    end = start + len(line)
    edges = [start]
    for found in SEPARATOR.finditer(text, start, end):
        edges += [found.start(), found.end()]
    edges.append(end)
    return tuple(zip(edges[::2], edges[1::2], strict=True))
