"""Rows of separated values in spite of stray quotes and bad bytes: what is damaged costs its own row and no other."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from newsetl.errors import Rejected
from newsetl.inputs.csv_dialect import Dialect

# Characters that may be read a second time in search of a row's end; past it, lines are taken one by one.
MAX_REREAD = 200_000_000
MAX_ROW_LINES = 20_000
_BAD_BYTE = re.compile("[\udc80-\udcff]")  # as "surrogateescape" leaves what does not decode
_DAMAGED = re.compile("[\udc80-\udcff\0]")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row's cells, or why it has none, and its lines as they are written."""

    cells: list[str] | None
    lines: list[str]
    reason: Rejected | None = None


class CsvRows:
    """Reads rows off lines; where the csv module fails, each row is looked at by itself.

    Args:
        lines: decoded, with their ends; None for one too long to be held.
        dialect: how they are written.
        width: cells of a row; None until the header is read.
    """

    def __init__(self, lines: Iterator[str | None], dialect: Dialect) -> None:
        self._lines = lines
        self._dialect = dialect
        self._back: deque[str | None] = deque()
        self._taken: list[str] = []
        self._budget = MAX_REREAD
        self.width: int | None = None

    def __iter__(self) -> Iterator[CsvRow]:
        while True:
            yield from self._read_strictly()
            if not self._taken and not self._back:
                return
            lines, self._taken = self._taken, []
            self._back.extendleft(reversed(lines))
            if (row := self._read_one()) is not None:
                yield row

    def _read_strictly(self) -> Iterator[CsvRow]:
        """Rows while all is well; what was taken of a row that is not stays in `_taken`."""
        escape = "\\" if self._dialect.has_backslashes else None
        reader = csv.reader(
            self._feed(),
            delimiter=self._dialect.delimiter,
            strict=True,
            escapechar=escape,
            doublequote=True,
        )
        while True:
            try:
                cells = next(reader, None)
            except csv.Error:
                return
            if cells is None:
                return
            if cells and self.width is not None and len(cells) != self.width:
                return
            lines, self._taken = self._taken, []
            if cells:
                yield CsvRow(cells, lines)

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._back.popleft() if self._back else next(self._lines, "")
            if not line or _DAMAGED.search(line):
                if line != "":
                    self._back.appendleft(line)
                return
            self._taken.append(line)
            yield line

    def _read_one(self) -> CsvRow | None:
        """The next row by itself: leniently, over several lines if that makes it whole, else its first line alone."""
        first = self._back.popleft()
        if first is None:
            return CsvRow(None, [], Rejected("too_large", "is a line longer than a record may be"))
        if not first.strip("\r\n"):
            return None
        cells, is_open = split_cells(first, self._dialect)
        lines = [first]
        if is_open and "\0" not in first:
            lines, cells, is_open = self._extended(first, cells)
        reason = self._reason_against(lines, cells, is_open)
        return CsvRow(cells if reason is None else None, lines, reason)

    def _reason_against(self, lines: list[str], cells: list[str], is_open: bool) -> Rejected | None:
        text = "".join(lines)
        if "\0" in text:
            return Rejected("bad_encoding", "holds a NUL")
        if _BAD_BYTE.search(text):
            return Rejected("bad_encoding", f"holds bytes that are not {self._dialect.encoding}")
        if is_open:
            return Rejected("broken_table", "opens a quote that nothing closes")
        if self.width is not None and len(cells) != self.width:
            return Rejected("broken_table", f"has {len(cells)} cells where the header has {self.width}")
        return None

    def _extended(self, first: str, cells: list[str]) -> tuple[list[str], list[str], bool]:
        """The lines of a row whose quote is open at its first line's end, and its cells, if they fit the header."""
        lines, text, found = [first], first, cells
        while self._budget > 0 and len(lines) < MAX_ROW_LINES:
            line = self._back.popleft() if self._back else next(self._lines, "")
            if not line or "\0" in line:
                if line != "":
                    self._back.appendleft(line)
                break
            lines.append(line)
            text += line
            self._budget -= len(text)
            found, is_open = split_cells(text, self._dialect)
            if not is_open and (self.width is None or len(found) == self.width):
                return lines, found, False
            if self.width is not None and len(found) > self.width:
                break
        self._back.extendleft(reversed(lines[1:]))
        return [first], cells, True


def split_cells(text: str, dialect: Dialect) -> tuple[list[str], bool]:
    """Cells of a row, and whether a quote is still open at its end; a quote that ends no cell is a character of it."""
    text = text.rstrip("\r\n")
    cells: list[str] = []
    position, mark = 0, re.escape(dialect.delimiter)
    closing = re.compile(
        rf"(?:(?<!\\)|(?<=\\\\))\"[ ]*(?={mark}|$)" if dialect.has_backslashes else rf"\"[ ]*(?={mark}|$)"
    )
    while True:
        if text[position : position + 1] == '"':
            end = _closing_quote(text, position + 1, closing)
            if end is None:
                return [*cells, text[position + 1 :]], True
            cells.append(_unquoted(text[position + 1 : end[0]], dialect))
            position = end[1]
        else:
            end_of_cell = text.find(dialect.delimiter, position)
            stop = len(text) if end_of_cell < 0 else end_of_cell
            cells.append(text[position:stop])
            position = stop
        if position >= len(text):
            return cells, False
        position += len(dialect.delimiter)


def _closing_quote(text: str, start: int, closing: re.Pattern[str]) -> tuple[int, int] | None:
    """Where a quoted cell ends, and where its quote does: a quote before a separator, of an odd run of quotes."""
    for match in closing.finditer(text, start):
        run = match.start()
        while run > start and text[run - 1] == '"':
            run -= 1
        if (match.start() - run) % 2 == 0 or run == start:
            return match.start(), match.end()
    return None


def _unquoted(cell: str, dialect: Dialect) -> str:
    cell = cell.replace('""', '"')
    return cell.replace('\\"', '"') if dialect.has_backslashes else cell
