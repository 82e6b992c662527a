"""Word pieces of a text in which each number to be read is one piece for its size.

"8,892" and "9,100" are four pieces each and give the reader little; "5000" for both is one, and the same everywhere.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tokenizers import Tokenizer

# The piece that stands for numbers below a bound.
SIZES = ((10, "5"), (100, "50"), (1000, "500"), (10_000, "5000"))
LARGER, PERCENT = "thousand", "percent"


class Span(NamedTuple):
    """Half-open range of code points, or of word pieces."""

    start: int
    end: int


class Number(NamedTuple):
    """A number to be read: its code points, its size, whether it is a share, and whether it is in a list's layout."""

    start: int
    end: int
    size: float
    is_percent: bool
    is_told: bool = False


class Pieces(NamedTuple):
    """Ids of a text's word pieces, and the code points of each."""

    ids: list[int]
    offsets: list[tuple[int, int]]


def pieces_of(tokenizer: Tokenizer, text: str, numbers: Sequence[Number]) -> Pieces:
    """Word pieces of a text, without frame, each of the numbers as one piece.

    Args:
        numbers: in text order, none inside another.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    whole, places = encoding.ids, encoding.offsets
    starts, ends = [start for start, _ in places], [end for _, end in places]
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    at = 0
    for number in numbers:
        first = bisect_right(ends, number.start, at)
        behind = bisect_left(starts, number.end, first)
        if behind > first:
            ids += [*whole[at:first], _id(tokenizer, number)]
            offsets += [*places[at:first], (starts[first], ends[behind - 1])]
            at = behind
    return Pieces(ids + whole[at:], offsets + places[at:])


def pieces_around(
    tokenizer: Tokenizer, text: str, sentences: Sequence[Span], numbers: Sequence[Number], most: int
) -> Pieces:
    """Word pieces as `pieces_of` gives them, of the sentences that lie no more than so many pieces from a number.

    What is left out is further from any number: no window of so many pieces around one can tell.

    Args:
        sentences, numbers: in text order; what is between two sentences is white space.
        most: pieces of a window.
    """
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    at = 0
    for start, end in _near(text, sentences, numbers, most):
        behind = at
        while behind < len(numbers) and numbers[behind].start < end:
            behind += 1
        moved = [
            number._replace(start=number.start - start, end=number.end - start)
            for number in numbers[at:behind]
        ]
        part = pieces_of(tokenizer, text[start:end], moved)
        ids += part.ids
        offsets += [(first + start, last + start) for first, last in part.offsets]
        at = behind
    return Pieces(ids, offsets)


def _near(text: str, sentences: Sequence[Span], numbers: Sequence[Number], most: int) -> Iterator[Span]:
    """Stretches of the text, each from a sentence's start to one's end, that reach beyond any window of a number."""
    words = [
        0,
        *accumulate(len(text[s.start : s.end].split()) for s in sentences),
    ]  # a word is a piece or more
    starts = [s.start for s in sentences]
    first = last = -1
    for number in numbers:
        own = max(0, bisect_right(starts, number.start) - 1)
        low = max(0, bisect_right(words, words[own] - most) - 1)
        high = min(len(sentences) - 1, bisect_left(words, words[own + 1] + most))
        if first >= 0 and low <= last + 1:
            last = max(last, high)
            continue
        if first >= 0:
            yield Span(sentences[first].start, sentences[last].end)
        first, last = low, high
    if first >= 0:
        yield Span(sentences[first].start, sentences[last].end)


def _id(tokenizer: Tokenizer, number: Number) -> int:
    word = next((word for bound, word in SIZES if number.size < bound), LARGER)
    found = tokenizer.token_to_id(PERCENT if number.is_percent else word)
    assert found is not None, "the tokenizer is not the one that the reader was trained with"
    return int(found)
