"""How far the sheets of a workbook reach: a single cell in the last corner makes a table of 17 thousand million."""

import re
import zipfile

from newsetl.errors import Rejected
from newsetl.inputs.streams import CHUNK

MAX_CELLS = 5_000_000
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,3})(\d{1,7})[\"']")
_OVERLAP = 64  # bytes of a chunk that the next begins with, so that no reference is cut


def check_sheets(archive: zipfile.ZipFile) -> None:
    """Lets the sheets of an .xlsx pass that are small enough to be held.

    Raises:
        Rejected: too_large, naming the sheet's part.
    """
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            rows, columns = _extent(archive, name)
            if rows * columns > MAX_CELLS:
                raise Rejected("too_large", f"has a sheet of {rows:,} rows and {columns:,} columns ({name})")


def _extent(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """Rows and columns between the first and the last cell of a sheet."""
    rows: set[int] = set()
    columns: set[int] = set()
    tail = b""
    with archive.open(name) as part:
        while data := part.read(CHUNK):
            for letters, digits in _REFERENCE.findall(tail + data):
                rows.add(int(digits))
                columns.add(_column(letters) if letters else 1)
            rows, columns = (
                {min(rows, default=1), max(rows, default=1)},
                {min(columns, default=1), max(columns, default=1)},
            )
            tail = data[-_OVERLAP:]
    return max(rows, default=1) - min(rows, default=1) + 1, max(columns, default=1) - min(
        columns, default=1
    ) + 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
