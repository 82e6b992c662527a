"""Pieces of text on a PDF page, as pdfium gives them: rectangles of several letters, or letters one by one."""

from collections.abc import Iterator

from pypdfium2 import PdfPage, PdfTextPage

from newsetl.errors import Rejected
from newsetl.inputs.blocks import squeeze
from newsetl.inputs.documents.pdf_layout import Piece

MAX_PIECES = 20_000  # rectangles of text a page; a newspaper's page has some 3,000
_LETTERS = 3.0  # per rectangle; below, the page sets each letter by itself, as browsers do that print to PDF
# Points of white space that part two pieces of a line, or the height of its letters if that is more
_GUTTER = 7.0
_MANY = 40  # rectangles needed for their mean length to count


def text_pieces(page: PdfPage) -> list[Piece]:
    """The pieces of text on a page, in the order of the file.

    Raises:
        Rejected: too_large for a page with too many.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_rects()
        if count > MAX_PIECES:
            raise Rejected("too_large", f"has a page with {count} pieces of text")
        is_by_letter = count >= _MANY and text_page.count_chars() < _LETTERS * count
        return list(_lines_of_letters(text_page) if is_by_letter else _rectangles(text_page, count))
    finally:
        text_page.close()


def _rectangles(text_page: PdfTextPage, count: int) -> Iterator[Piece]:
    for number in range(count):
        left, bottom, right, top = text_page.get_rect(number)
        text = squeeze(text_page.get_text_bounded(left, bottom, right, top).replace("\r\n", " "))
        if text and top > bottom:
            yield Piece(text, left, bottom, right, top)


def _lines_of_letters(text_page: PdfTextPage) -> Iterator[Piece]:
    """Letters joined as far as pdfium sees a line without a gutter; words end at pdfium's blanks."""
    held: list[Piece] = []
    tallest = 0.0
    for letter in _letters(text_page):
        if held and (letter is None or _is_apart(held[-1], letter, tallest)):
            yield from _joined(held)
            held, tallest = [], 0.0
        if letter is not None:
            held.append(letter)
            tallest = max(tallest, letter.height)
    yield from _joined(held)


def _letters(text_page: PdfTextPage) -> Iterator[Piece | None]:
    """Letters with their boxes, a blank behind each that ends a word; None where a line ends."""
    last: Piece | None = None
    text = text_page.get_text_range()
    is_even = len(text) == text_page.count_chars()  # False where pdfium counts a sign twice
    for number in range(text_page.count_chars()):
        sign = text[number] if is_even else text_page.get_text_range(number, 1)
        if sign.strip():
            if last is not None:
                yield last
            last = Piece(sign, *text_page.get_charbox(number))
        elif last is not None and sign in ("\r", "\n"):
            yield last
            yield None
            last = None
        elif last is not None:
            last = Piece(f"{last.text} ", last.left, last.bottom, last.right, last.top)
    if last is not None:
        yield last


def _is_apart(before: Piece, letter: Piece, tallest: float) -> bool:
    """True for a gutter: a justified line has blanks as wide as twice the height of its capitals."""
    gap = letter.left - before.right
    return gap > max(_GUTTER, 2 * max(tallest, letter.height)) or letter.right < before.left


def _joined(letters: list[Piece]) -> Iterator[Piece]:
    text = squeeze("".join(letter.text for letter in letters))
    if text:
        yield Piece(
            text,
            min(letter.left for letter in letters),
            min(letter.bottom for letter in letters),
            max(letter.right for letter in letters),
            max(letter.top for letter in letters),
        )
