"""Word's .docx: the paragraphs of its body, tables and text boxes included, headers and footers left out.

A table whose first row names fields, a text among them, is read as a sheet is: a row an article.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import IO, Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.press_reviews import LARGER, marked_headings, read_headed
from newsetl.inputs.fields import document_from_record, metadata_of
from newsetl.inputs.rows import as_bytes, header_row
from newsetl.inputs.workbooks import read_sheet, upright_record

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
READER = "Word document (.docx)"
CELL = " | "
MAX_CELL = 120  # characters; a longer cell is prose in a table made for its looks
_USUAL_SIZE = 20  # half points
_HEADING = re.compile(r"heading (?P<level>[1-9])", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_ERRORS = (OpcError, etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError)


def read_docx(source: Source, file: IO[bytes]) -> Iterator[Outcome]:
    """The article of a Word document, or the articles of a database's download.

    Raises:
        Rejected: broken_archive for a document that Word could not open either.
    """
    file.seek(0)
    try:
        document = docx.Document(file)
        body = document.element.body
        paragraphs = [_text(paragraph) for paragraph in body.iter(f"{_WORD}p")]
        levels = _levels(document)
        if not any(levels):
            usual = _usual_size(document)
            marks = (_is_bold(p) or _is_larger(p, usual) for p in body.iter(f"{_WORD}p"))
            levels = marked_headings(paragraphs, list(marks))
        rows = {row: _cells(row) for row in body.iter(f"{_WORD}tr")}
    except _ERRORS as error:
        raise Rejected("broken_archive", f"is not a readable Word document: {error}") from error
    fields = source.settings.fields
    if named := [table for table in _tables(rows) if len(table) > 1 and header_row(table, fields) in (0, 1)]:
        yield from _read_tables(named, source)
    elif len(records := list(_upright_records(_tables(rows), source))) > 1:
        yield from _read_records(records, source)
    else:
        rest = list(_shown(body, rows)) if rows else ()
        yield from read_headed(paragraphs, levels, source, READER, shown=rest)


def _levels(document: Any) -> list[int]:
    """For each paragraph the level of the heading that it is by its style, whatever Word's language; 0 for none."""
    styles = {
        style.get(f"{_WORD}styleId"): _HEADING.fullmatch(name.get(f"{_WORD}val", ""))
        for style in document.styles.element.iterchildren(f"{_WORD}style")
        for name in style.iterchildren(f"{_WORD}name")
    }
    names = (next(p.iter(f"{_WORD}pStyle"), None) for p in document.element.body.iter(f"{_WORD}p"))
    matches = (styles.get(name.get(f"{_WORD}val")) if name is not None else None for name in names)
    return [int(match["level"]) if match else 0 for match in matches]


def _usual_size(document: Any) -> int:
    """Half points in which a document sets its text where nothing else is said."""
    said = next(document.styles.element.iter(f"{_WORD}docDefaults"), None)
    size = next(said.iter(f"{_WORD}sz"), None) if said is not None else None
    return _half_points(size) or _USUAL_SIZE


def _is_larger(paragraph: Any, usual: int) -> bool:
    """True where all of a paragraph's text is set in larger type by hand."""
    sizes = [run.find(f"{_WORD}rPr/{_WORD}sz") for run in _runs(paragraph)]
    return bool(sizes) and all(_half_points(size) > LARGER * usual for size in sizes)


def _half_points(size: Any) -> int:
    """What a size says; 0 where it says nothing."""
    told = size.get(f"{_WORD}val", "") if size is not None else ""
    return int(told) if told.isdecimal() else 0


def _runs(paragraph: Any) -> list[Any]:
    return [run for run in paragraph.iterchildren(f"{_WORD}r") if any(t.text for t in run.iter(f"{_WORD}t"))]


def _is_bold(paragraph: Any) -> bool:
    """True where all of a paragraph's text is set in bold by hand."""
    runs = _runs(paragraph)
    marks = (run.find(f"{_WORD}rPr/{_WORD}b") for run in runs)
    return bool(runs) and all(m is not None and m.get(f"{_WORD}val") not in ("0", "false") for m in marks)


def _read_tables(tables: Sequence[Sequence[Sequence[str]]], source: Source) -> Iterator[Outcome]:
    for number, rows in enumerate(tables, 1):
        uri = source.uri if len(tables) == 1 else f"{source.uri}!/table {number}"
        for outcome in read_sheet(rows, "", replace(source, uri=uri)):
            yield replace(outcome, reader=READER) if isinstance(outcome, RawDocument) else outcome


def _upright_records(tables: Sequence[Sequence[Sequence[str]]], source: Source) -> Iterator[dict[str, Any]]:
    """Records of tables that have the names of fields in their first column, a headline's among them."""
    for table in tables:
        record = upright_record(table, source)
        if record is not None and "title" in metadata_of(record, source.settings.fields):
            yield record


def _read_records(records: Sequence[dict[str, Any]], source: Source) -> Iterator[Outcome]:
    """Documents of such records, one for each."""
    for number, record in enumerate(records, 1):
        uri = f"{source.uri}!/table {number}"
        outcome = document_from_record(record, uri, source.settings, lambda: as_bytes(record))  # noqa: B023 - called at once
        yield replace(outcome, reader=READER) if isinstance(outcome, RawDocument) else outcome


def _tables(rows: Mapping[Any, list[str]]) -> list[list[list[str]]]:
    """Cells by table, those of a table within a table apart."""
    tables: dict[Any, list[list[str]]] = {}
    for row, cells in rows.items():
        tables.setdefault(next(row.iterancestors(f"{_WORD}tbl"), None), []).append(cells)
    return list(tables.values())


def _shown(body: Any, rows: Mapping[Any, list[str]]) -> Iterator[str]:
    """Texts of the paragraphs, those of a table of short cells row by row: "3rd Brigade | 1,200"."""
    short = {row for row, cells in rows.items() if _is_row(cells)}
    for element in body.iter(f"{_WORD}p", f"{_WORD}tr"):
        if element in short:
            yield CELL.join(filter(None, rows[element]))
        elif element not in rows and next(element.iterancestors(f"{_WORD}tr"), None) not in short:
            yield _text(element)


def _is_row(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and max(map(len, cells)) <= MAX_CELL and not any("\n" in cell for cell in cells)


def _cells(row: Any) -> list[str]:
    """Texts of a row's cells, their paragraphs in lines."""
    cells = row.iterchildren(f"{_WORD}tc")
    return ["\n".join(filter(None, map(_text, cell.iter(f"{_WORD}p")))) for cell in cells]


def _text(paragraph: Any) -> str:
    """Text of a paragraph; what was deleted in tracked changes, and copies for old programs, are none of it."""
    if any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
        return ""
    pieces = []
    for element in paragraph.iter(f"{_WORD}t", *_BREAKS):
        if next(element.iterancestors(f"{_WORD}p")) is paragraph:
            pieces.append(_BREAKS.get(element.tag) or element.text or "")
    return "".join(pieces)
