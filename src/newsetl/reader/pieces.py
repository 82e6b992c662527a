"""Word pieces of a text in which each number to be read is one piece that tells its size.

"8,892" and "9,100" are four pieces each and tell the reader little; "5000" for both is one, and the same everywhere.
"""

from collections.abc import Sequence
from functools import partial
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
    """A number to be read: its code points, its size, whether it is a share, and whether a list's layout tells it."""

    start: int
    end: int
    size: float
    is_percent: bool
    is_told: bool = False


class Pieces(NamedTuple):
    """Ids of a text's word pieces, and the code points of each."""

    ids: list[int]
    offsets: list[Span]


def pieces_of(tokenizer: Tokenizer, text: str, numbers: Sequence[Number]) -> Pieces:
    """Word pieces of a text, without frame, each of the numbers as one piece.

    Args:
        numbers: in text order, none inside another.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids: list[int] = []
    offsets: list[Span] = []
    following, inside = 0, -1
    span = partial(tuple.__new__, Span)  # a third of the cost of Span(…), for each piece of an article
    for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
        while following < len(numbers) and numbers[following].end <= start:
            following += 1
        if following < len(numbers) and start < numbers[following].end and numbers[following].start < end:
            if inside == following:
                offsets[-1] = Span(offsets[-1].start, end)
                continue
            inside = following
            ids.append(_id(tokenizer, numbers[following]))
        else:
            ids.append(piece)
        offsets.append(span((start, end)))
    return Pieces(ids, offsets)


def _id(tokenizer: Tokenizer, number: Number) -> int:
    word = next((word for bound, word in SIZES if number.size < bound), LARGER)
    found = tokenizer.token_to_id(PERCENT if number.is_percent else word)
    assert found is not None, "the tokenizer is not the one that the reader was trained with"
    return int(found)
