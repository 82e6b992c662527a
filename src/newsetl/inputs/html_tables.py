"""Tables that Excel and exports write as pages, often under the name .xls: a document a row."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from newsetl.core.documents import RawDocument
from newsetl.inputs.blocks import decode_page, parse_page, squeeze
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.rows import header_row
from newsetl.inputs.workbooks import read_sheet

READER = "table saved as a page"
_EXCEL = re.compile(
    rb"urn:schemas-microsoft-com:office:excel|content=[\"']?Microsoft Excel|ProgId[\"']? ?content=[\"']?Excel",
    re.I,
)
_OTHERS = re.compile(rb"<table[^>]{0,200}class=[\"']waffle\b|content=[\"']?LibreOffice", re.I)


def is_table_page(content: bytes) -> bool:
    """True for a page that Excel, Google's tables or LibreOffice wrote."""
    head = content[:8192]
    is_excel = b"xcel" in head and _EXCEL.search(head) is not None
    return is_excel or _OTHERS.search(content[:65_536]) is not None


def read_table_page(content: bytes, source: Source) -> Iterator[Outcome] | None:
    """The documents of the page's table; None where it has none that names a text."""
    tree = parse_page(decode_page(content))
    for table in tree.iter("table"):
        rows = [row for element in table.iter("tr") if any(row := _cells(element))]
        if len(rows) > 1 and header_row(rows, source.settings.fields) is not None:
            return _named(read_sheet(rows, "", source))
    return None


def _named(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        yield replace(outcome, reader=READER) if isinstance(outcome, RawDocument) else outcome


def _cells(row: HtmlElement) -> list[str]:
    """Texts of a row's cells, line breaks kept."""
    cells = []
    for cell in row.iterchildren("td", "th"):
        for line_break in cell.iter("br", "p"):
            line_break.tail = "\n" + (line_break.tail or "")
        lines = map(squeeze, cell.text_content().split("\n"))
        cells.append("\n".join(filter(None, lines)))
    return cells
