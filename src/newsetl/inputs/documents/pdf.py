"""PDF through pypdfium2: pages in reading order, without running heads, hyphens of line ends undone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from newsetl.errors import Rejected
from newsetl.inputs.blocks import squeeze
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.documents.pdf_layout import Piece, in_reading_order
from newsetl.inputs.documents.pdf_pieces import text_pieces
from newsetl.inputs.documents.pdf_streams import check_streams
from newsetl.inputs.documents.press_reviews import LARGER, marked_headings, read_headed
from newsetl.inputs.streams import read_whole

PDF_MAGIC = b"%PDF-"
MAX_PAGES = 1_000
_ROOM = 3_000.0  # points
_COLUMN_STEP = 15.0  # points; lines that begin closer together are of one column
_EDGE = 0.09  # of a page's height: running heads are there
_MARGIN_NUMBER = re.compile(r"(?:page|seite|p\.?)?\s*\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\xad\ufffe\x02]$")
_SENTENCE_END = (".", "!", "?", ".”", '."', ".’", ":", "…")


def read_pdf(source: Source) -> Iterator[Outcome]:
    """The article of a PDF, or the articles of a database's download.

    Raises:
        Rejected: encrypted; no_text for a scan without a text layer; too_large; unknown_format if damaged.
    """
    content = read_whole(source.stream, source.settings.max_document_bytes)
    check_streams(content)
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise Rejected("encrypted", "is protected with a password: save it without one") from error
        raise Rejected("unknown_format", f"is not a readable PDF: {error}") from error
    try:
        if len(document) > MAX_PAGES:
            raise Rejected("too_large", f"has {len(document)} pages; at most {MAX_PAGES} are read")
        pages = [_lines(_widened(document, number)) for number in range(len(document))]
        known = _stated(document, pages)
    except PdfiumError as error:
        raise Rejected("unknown_format", f"has a page that cannot be read: {error}") from error
    finally:
        document.close()
    if not any(pages):
        raise Rejected("no_text", f"is a scan or a drawing: no text on its {len(pages)} pages; OCR it first")
    paragraphs = list(_paragraphs(_without_running_heads(pages)))
    texts = [text for text, _ in paragraphs]
    yield from read_headed(texts, _levels(paragraphs), source, "PDF", known)


Line = tuple[Piece, float]  # a line, and where it is: its height above the page's foot, 0 to 1


def _widened(document: PdfDocument, number: int) -> PdfPage:
    """A page with room around it: pdfium leaves out what runs over the edge, as text printed to PDF does."""
    page = document[number]
    left, bottom, right, top = page.get_mediabox()
    page.set_mediabox(left - _ROOM, bottom, right + _ROOM, top)
    page.set_cropbox(left - _ROOM, bottom, right + _ROOM, top)
    page.close()
    return document[number]


def _lines(page: PdfPage) -> list[Line]:
    """Lines of a page in reading order."""
    height = max(page.get_height(), 1.0)
    return [(piece, (piece.bottom + piece.top) / 2 / height) for piece in in_reading_order(text_pieces(page))]


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Piece]]:
    """Pages without the lines at top and foot that are on several of them, or are a page's number."""
    seen = Counter(key for page in pages for key in {_key(p.text) for p, place in page if _is_edge(place)})
    least = max(2, len(pages) // 3)

    def is_running(piece: Piece, place: float) -> bool:
        return _is_edge(place) and (
            seen[_key(piece.text)] >= least or _MARGIN_NUMBER.fullmatch(piece.text) is not None
        )

    return [[piece for piece, place in page if not is_running(piece, place)] for page in pages]


def _is_edge(place: float) -> bool:
    return place > 1 - _EDGE or place < _EDGE


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _levels(paragraphs: Sequence[tuple[str, float]]) -> list[int]:
    """1 for a headline of a press review: a line in larger type above an outlet and a day."""
    usual = median(size for text, size in paragraphs for _ in range(1 + len(text) // 20)) if paragraphs else 0
    return marked_headings(
        [text for text, _ in paragraphs], [size > LARGER * usual for _, size in paragraphs]
    )


def _paragraphs(pages: Sequence[Sequence[Piece]]) -> Iterator[tuple[str, float]]:
    """Lines joined into paragraphs, also across columns and pages where a sentence goes on; the size of their type."""
    edges = [_edges(page) for page in pages]
    lines = [(line, number) for number, page in enumerate(pages) for line in page]
    if not lines:
        return
    usual = median(line.height for line, _ in lines)
    held, size = lines[0][0].text, lines[0][0].type_size
    for (before, page), (line, next_page) in pairwise(lines):
        edge = edges[page].get(_column_of(before), line.right)
        if _goes_on(before, line, usual, max(edge, line.right), is_new_page=next_page != page):
            held = _HYPHEN.sub("", held) + line.text if _is_hyphened(held, line) else f"{held} {line.text}"
        else:
            yield held, size
            held, size = line.text, line.type_size
    yield held, size


def _edges(page: Sequence[Piece]) -> dict[tuple[int, int], float]:
    """How far the lines of a column reach to the right, by where they begin and how high they are."""
    edges: dict[tuple[int, int], float] = {}
    for line in page:
        place, height = _column_of(line)
        for near in (place - 1, place, place + 1):
            edges[near, height] = max(edges.get((near, height), 0.0), line.right)
    return edges


def _column_of(line: Piece) -> tuple[int, int]:
    return round(line.left / _COLUMN_STEP), round(line.height / 2)


def _goes_on(before: Piece, line: Piece, usual: float, edge: float, is_new_page: bool) -> bool:
    """True if a line continues the paragraph of the one before it."""
    if abs(before.height - line.height) > 0.25 * max(before.height, line.height):
        return False  # another size of type: headline and text
    gap = before.bottom - line.top
    is_ended = before.text.endswith(_SENTENCE_END)
    if is_new_page or gap < -usual or gap > 6 * usual:  # the next column or page
        return not is_ended and (line.text[:1].islower() or before.text[-1:] in ",-")
    if gap > 1.1 * usual:
        return False
    is_indented = line.left > before.left + 0.8 * usual
    return not (_has_room(before, line, edge) or (is_ended and is_indented))


def _has_room(before: Piece, line: Piece, edge: float) -> bool:
    """True if a line's first word would have fitted behind the line before it, which was ended on purpose."""
    if before.left > line.left + 2 * before.height or _HYPHEN.search(before.text):
        return False
    character = (line.right - line.left) / max(len(line.text), 1)
    word = line.text.split(" ", 1)[0]
    return before.right + (len(word) + 2.5) * character < edge


def _is_hyphened(held: str, line: Piece) -> bool:
    return _HYPHEN.search(held) is not None and line.text[:1].islower()


def _stated(document: PdfDocument, pages: Sequence[Sequence[Line]]) -> dict[str, str]:
    """The headline: the largest type of the first page, or the title that the file states where it is printed."""
    first = next((page for page in pages if page), [])
    printed = squeeze(" ".join(piece.text for piece, _ in first)).casefold()
    title = squeeze(document.get_metadata_dict().get("Title", ""))
    if len(title) >= 8 and title.casefold() in printed:
        return {"title": title}
    if len(first) < 3:
        return {}
    usual = median(piece.height for piece, _ in first)
    largest = max(piece.height for piece, _ in first)
    if largest < 1.25 * usual:
        return {}
    headline = squeeze(" ".join(p.text for p, _ in first if p.height > 0.85 * largest))
    return {"title": headline} if 8 <= len(headline) <= 300 else {}
