"""How a file of separated values is written: its encoding, its separator, how quotes are escaped. Told per file."""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from charset_normalizer import from_bytes

from newsetl.core.code_pages import is_central_european
from newsetl.inputs.encodings import encoding_of, is_western
from newsetl.inputs.fields import wanted_names
from newsetl.inputs.rows import header_row

DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"\s*[\"']?sep=(.)[\"']?\s*", re.IGNORECASE)
CODE_PAGES = (
    "cp1252",
    "cp1250",
    "cp1254",
    "cp1251",
    "cp1256",
)  # that a table under the name of a text may have
_SAMPLE_ROWS = 50
# Encodings of other scripts that spreadsheets write; the first that fits is taken where the text declares none.
_LEGACY = (
    "cp1251",
    "cp1250",
    "cp1256",
    "cp1253",
    "cp1254",
    "cp1255",
    "gb18030",
    "shift_jis",
    "euc_kr",
    "koi8_r",
    "big5",
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written.

    Args:
        encoding: Python's name of it.
        delimiter: between cells.
        has_backslashes: a quote within quotes is written \\" and not "".
        skipped_lines: lines before the header: "sep=;".
    """

    encoding: str
    delimiter: str
    has_backslashes: bool
    skipped_lines: int

    def __str__(self) -> str:
        names = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}
        return f"separator {names.get(self.delimiter, repr(self.delimiter))}, encoding {self.encoding}"


def find_dialect(head: bytes, fields: Mapping[str, str], is_whole: bool) -> Dialect:
    """The dialect of a file by its first bytes; where they are not all of it, its last line is left out."""
    encoding = _by_header(head, fields) if (encoding := _encoding(head)) == "cp1252" else encoding
    sample = head if is_whole or b"\n" not in head else head[: head.rindex(b"\n") + 1]
    text = sample.decode(encoding, "replace").lstrip("\ufeff")
    lines = text.splitlines(keepends=True)[: _SAMPLE_ROWS * 4]
    said = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    rest = lines[1:] if said else lines
    delimiter = said[1] if said else _delimiter(rest, fields)
    has_backslashes = re.search(rf'(?<!\\)\\"(?!\s*{re.escape(delimiter)})', text) is not None
    return Dialect(encoding, delimiter, has_backslashes, 1 if said else 0)


def _by_header(head: bytes, fields: Mapping[str, str]) -> str:
    """The western code page under which the first line names the most fields: "Ba\xfel\xfdk" is "Başlık"."""
    first = head.lstrip().split(b"\n", 1)[0]

    def merit(page: str) -> int:
        text = first.decode(page, "replace")
        return max(len(wanted_names(next(_cells(text, sign), []), fields)) for sign in DELIMITERS)

    pages = ("cp1250", "cp1252", "cp1254") if is_central_european(head) else ("cp1252", "cp1250", "cp1254")
    return max(pages, key=merit)


def _cells(line: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader([line], delimiter=delimiter)
    except csv.Error:
        return


def _delimiter(lines: list[str], fields: Mapping[str, str]) -> str:
    """The separator under which the header names a text, and most rows have as many cells as it."""

    def merit(delimiter: str) -> tuple[bool, float, int]:
        rows = _sampled(lines, delimiter)
        place = header_row(rows, fields)
        header = rows[place or 0] if rows else []
        fitting = sum(len(row) == len(header) for row in rows)
        return place is not None, fitting / max(len(rows), 1) if len(header) > 1 else 0.0, len(header)

    return max(DELIMITERS, key=merit)


def _sampled(lines: list[str], delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            rows.append(row)
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # what was read so far is enough
    return [row for row in rows if row]


def _encoding(head: bytes) -> str:
    """UTF-16 by its mark, UTF-8 where nearly all of it fits, else Windows-1252, or another script's code page."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if encoding_of(head) == "utf-8" or _is_nearly_utf8(head):
        return "utf-8"
    if is_western(head) and not _has_other_script(head):
        return "cp1252"
    best = from_bytes(head[:65_536], cp_isolation=[*_LEGACY, "cp1252"]).best()
    return best.encoding if best is not None else "cp1252"


def _is_nearly_utf8(head: bytes) -> bool:
    """True for UTF-8 with a byte or two of damage: its good sequences outnumber the bad bytes by far."""
    text = head.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(character > "\x7f" and character != "\ufffd" for character in text) > 3 * bad


def _has_other_script(head: bytes) -> bool:
    """True where words are made of high bytes: in western text an accent is among plain letters."""
    words = re.findall(rb"[^\x00-\x40\x5b-\x60\x7b-\x7f]+", head[:65_536])
    high = sum(all(byte >= 0x80 for byte in word) and len(word) > 2 for word in words)
    return high > 0.1 * max(len(words), 1)
