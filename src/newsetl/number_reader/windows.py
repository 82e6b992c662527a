"""Windows of a text that the reader encodes: whole sentences around the numbers, each number in one of them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsetl.number_reader.pieces import Number, Span

MAX_PIECES = 158  # word pieces of a window, besides the two that frame it
MIN_BEFORE = 40  # pieces that a number's sentence wants before it in a window that another number opened
BACK = 2 / 3  # share of the free room that goes to what is before


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces [first, last) of a text, and the numbers (by their index) that are read in it."""

    first: int
    last: int
    numbers: tuple[int, ...]


def windows(
    offsets: Sequence[tuple[int, int]], sentences: Sequence[Span], numbers: Sequence[Number]
) -> list[Window]:
    """Windows that hold every number once.

    Args:
        offsets: code points of the whole text's word pieces, without frame.
        sentences: code points of the text's sentences, in order.
        numbers: in text order.
    """
    starts = [start for start, _ in offsets]
    pieces = [Span(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in sentences]
    sentence_starts = [s.start for s in sentences]
    found: list[Window] = []
    i = 0
    while i < len(numbers):
        own = _sentence_of(sentence_starts, numbers[i])
        first, last = _around(pieces, own, bisect_left(starts, numbers[i].start))
        held = [i]
        i += 1
        while i < len(numbers) and _holds(
            first, last, pieces[_sentence_of(sentence_starts, numbers[i])], starts, numbers[i]
        ):
            held.append(i)
            i += 1
        found.append(Window(first, last, tuple(held)))
    return found


def _sentence_of(sentence_starts: Sequence[int], number: Number) -> int:
    return max(0, bisect_left(sentence_starts, number.start + 1) - 1)


def _around(pieces: Sequence[Span], own: int, at: int) -> tuple[int, int]:
    """The sentence with its neighbours; of one too long for a window, the pieces around the number."""
    first, last = pieces[own]
    if last - first > MAX_PIECES:
        first = max(first, at - MAX_PIECES // 2)
        return first, min(last, first + MAX_PIECES)
    back = last - int(BACK * (MAX_PIECES - (last - first))) - (last - first)
    low = own
    while low > 0 and pieces[low - 1].start >= back:
        low -= 1
    high = own
    while high + 1 < len(pieces) and pieces[high + 1].end - pieces[low].start <= MAX_PIECES:
        high += 1
    while low > 0 and pieces[high].end - pieces[low - 1].start <= MAX_PIECES:
        low -= 1
    return pieces[low].start, pieces[high].end


def _holds(first: int, last: int, own: Span, starts: Sequence[int], number: Number) -> bool:
    if own.end - own.start > MAX_PIECES:
        at = bisect_left(starts, number.start)
        return first <= at and bisect_left(starts, number.end) < last
    return first <= own.start and own.end <= last and own.start - first >= min(MIN_BEFORE, own.start)
