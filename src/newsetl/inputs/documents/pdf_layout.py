"""Reading order of a PDF page: its pieces of text are cut into columns and blocks by the white space between them."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

_MIN_GUTTER = 7.0  # points of white space between columns
_MAX_DEPTH = 40
# Parts of the type's size: letters as high as "x", what others have above it and below the line
_X_HEIGHT, _ABOVE, _BELOW = 0.52, 0.2, 0.21
_HIGH = re.compile(r"[A-Z0-9bdfhiklt]|[^\x00-\x7f]")
_LOW = re.compile(r"[gjpqyQ,;()]")
_LINE_OVERLAP = 0.5  # of the lower piece's height: pieces that share it are in one line


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in a rectangle; points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Height in points, which follows the size of the type."""
        return self.top - self.bottom

    @property
    def type_size(self) -> float:
        """Size of the type, also where no letter reaches as high or as low as letters may."""
        return self.height / (
            _X_HEIGHT + _ABOVE * bool(_HIGH.search(self.text)) + _BELOW * bool(_LOW.search(self.text))
        )


_Edge = Callable[[Piece], float]


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines of a page from top to bottom, column by column."""
    return _cut(list(pieces), 0)


def _cut(pieces: list[Piece], depth: int) -> list[Piece]:
    """The XY-cut of Nagy and Seth (1984): columns where a gutter runs through, else above and below."""
    if len(pieces) < 2 or depth > _MAX_DEPTH:
        return _lines(pieces)
    for parts in (_columns(pieces), _bands(pieces)):
        if len(parts) > 1:
            return [line for part in parts for line in _cut(part, depth + 1)]
    return _lines(pieces)


def _columns(pieces: list[Piece]) -> list[list[Piece]]:
    """Parts between gutters; each must hold several lines, or it is a table's cell or a tab."""
    parts = _split(sorted(pieces, key=lambda p: p.left), lambda p: p.left, lambda p: p.right, _MIN_GUTTER)
    return parts if all(map(_is_column, parts)) else [pieces]


def _is_column(part: list[Piece]) -> bool:
    """False for a table's cells and for the marks before a list's items."""
    return len(_lines(part)) >= 3 and median(len(piece.text) for piece in part) >= 10


def _bands(pieces: list[Piece]) -> list[list[Piece]]:
    """Parts above each other, at the widest gap."""
    ordered = sorted(pieces, key=lambda p: -p.top)
    gaps, floor = [], ordered[0].bottom
    for index, piece in enumerate(ordered[1:], 1):
        gaps.append((floor - piece.top, index))
        floor = min(floor, piece.bottom)
    widest, index = max(gaps)
    if widest <= 0.8 * median(p.height for p in pieces):
        return [pieces]
    return [ordered[:index], ordered[index:]]


def _split(ordered: list[Piece], start: _Edge, end: _Edge, gap: float) -> list[list[Piece]]:
    parts = [[ordered[0]]]
    reach = end(ordered[0])
    for piece in ordered[1:]:
        if start(piece) - reach >= gap:
            parts.append([])
        parts[-1].append(piece)
        reach = max(reach, end(piece))
    return parts


def _lines(pieces: list[Piece]) -> list[Piece]:
    """Pieces joined into lines, from top to bottom."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.top, p.left)):
        held = lines[-1][0] if lines else None
        if held is not None and _shares_line(held, piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_joined(sorted(line, key=lambda p: p.left)) for line in lines]


def _shares_line(one: Piece, other: Piece) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap >= _LINE_OVERLAP * max(0.1, min(one.height, other.height))


def _joined(line: list[Piece]) -> Piece:
    text = line[0].text
    for before, piece in itertools.pairwise(line):
        is_apart = piece.left - before.right > 0.12 * max(piece.height, 1)
        text += (" " if is_apart and not text.endswith(" ") else "") + piece.text
    return Piece(
        " ".join(text.split(" ")),
        line[0].left,
        min(p.bottom for p in line),
        max(p.right for p in line),
        max(p.top for p in line),
    )
