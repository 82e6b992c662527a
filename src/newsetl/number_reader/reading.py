"""What the reader says of a number: probabilities, and how much each word counts for each slot."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from newsetl.number_reader.layers import gelu, linear, softmax
from newsetl.number_reader.model import Floats, ReaderModel, load_reader
from newsetl.number_reader.pieces import Number, Pieces, Span, pieces_around
from newsetl.number_reader.windows import MAX_PIECES, Window, windows

# Of kinds, measures and modalities, and the pointers of each slot.
Shares: TypeAlias = tuple[Floats, Floats, Floats, Floats]
Slot: TypeAlias = Literal["actor", "place", "as_of", "source"]
# What a number near a force word may count; all but the first are reasons to refuse it.
KINDS = (
    "force",
    "casualty",
    "civilians",
    "date",
    "incident",
    "arrested",
    "equipment",
    "name",
    "money",
    "share",
    "captured",
    "other",
)
SLOTS: tuple[Slot, ...] = ("actor", "place", "as_of", "source")
MAX_WINDOWS = 60  # of an article: a book-length table costs no more
LEAST_ASKED = 0.02  # of the first look: a number below it is read no further
MOST_ASKED = 12  # numbers of a window that are read further: only tables hold more, and their layout decides
# Of an article: so many, one more for so many characters (news has one for 300), and never more.
ASKED_AT_LEAST, CHARACTERS_AN_ASKED, MOST_ASKED_IN_ALL = 40, 250, 160
BUCKETS = 8  # of distance on either side, by powers of two
MEASURE_COUNT, MODALITY_COUNT = 6, 4


@dataclass(frozen=True)
class Reading:
    """Evidence on one number.

    Args:
        kinds: probability of each of KINDS.
        measures, modalities: probabilities, in the order of the allowed values in tables/force_levels.py.
        pointers: for each of SLOTS the share of each word piece of the window; the first piece stands for "not given".
        starts, ends: code points of the window's pieces, the frame's as 0.
        is_read_on: False where nothing is known of the slots, for the number was not read further.
    """

    kinds: Floats
    measures: Floats
    modalities: Floats
    pointers: Floats
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    is_read_on: bool = True

    def share(self, slot: Slot, start: int, end: int) -> float:
        """The share, 0 to 1, of the words [start, end) as the slot's; 0 outside the window."""
        if not self.is_read_on:
            return 0.0
        last = len(self.starts) - 1
        first = bisect_right(self.ends, start, 1, last)
        behind = bisect_left(self.starts, end, 1, last)
        return float(np.ascontiguousarray(self.pointers[SLOTS.index(slot), first:behind]).sum())

    def untold(self, slot: Slot) -> float:
        """The probability, 0 to 1, that the text does not fill the slot."""
        return float(self.pointers[SLOTS.index(slot)][0])


@dataclass(frozen=True, slots=True)
class _Look:
    """A window's first look: its pieces' code points and vectors, and of each number its pieces and kinds."""

    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    vectors: Floats
    spans: list[Span | None]
    kinds: list[Floats | None]

    @property
    def shares(self) -> list[float]:
        """How likely each number is a force size; 0 for one that is not read."""
        return [0.0 if kinds is None else float(kinds[0]) for kinds in self.kinds]


def read_numbers(text: str, sentences: Sequence[Span], numbers: Sequence[Number]) -> list[Reading | None]:
    """The reader's evidence on each number; None for those in a list's layout, and beyond an article's windows.

    Args:
        sentences, numbers: each in text order.

    Raises:
        UserError: the reader's file is missing or damaged.
    """
    readings: list[Reading | None] = [None] * len(numbers)
    if all(number.is_told for number in numbers):
        return readings
    model = load_reader()
    pieces = pieces_around(model.tokenizer, text, sentences, numbers, MAX_PIECES)
    looks = _looks(model, pieces, sentences, numbers)
    most = fair_share([len(worth_asking(look.shares)) for look in looks], most_asked(len(text)))
    for look in looks:
        for i, reading in zip(look.numbers, _read_on(model, look, most), strict=True):
            readings[i] = reading
    return readings


def most_asked(characters: int) -> int:
    """How many numbers of an article of a length may be read further."""
    return min(MOST_ASKED_IN_ALL, ASKED_AT_LEAST + characters // CHARACTERS_AN_ASKED)


def fair_share(wanted: Sequence[int], in_all: int) -> int:
    """How many numbers of each window may be read further, so that all together are at most `in_all`; one of
    each window at least.

    Windows that want few, as those of prose do, get what they want: what a table takes is taken from tables.
    """
    fitting = (most for most in range(MOST_ASKED, 1, -1) if sum(min(most, n) for n in wanted) <= in_all)
    return next(fitting, 1)


def _looks(
    model: ReaderModel, pieces: Pieces, sentences: Sequence[Span], numbers: Sequence[Number]
) -> list[_Look]:
    """First looks at the windows that have a number outside lists."""
    made = windows(pieces.offsets, sentences, numbers)
    wanted = [window for window in made if not all(numbers[i].is_told for i in window.numbers)]
    looks = (_look(model, pieces, window, numbers) for window in wanted[:MAX_WINDOWS])
    return [look for look in looks if look is not None]


def _look(model: ReaderModel, pieces: Pieces, window: Window, numbers: Sequence[Number]) -> _Look | None:
    offsets = pieces.offsets[window.first : window.last]
    starts = (0, *(start for start, _ in offsets), 0)
    ends = (0, *(end for _, end in offsets), 0)
    spans = [None if numbers[i].is_told else _pieces(starts, ends, numbers[i]) for i in window.numbers]
    if not any(spans):
        return None
    vectors = model.encode(pieces.ids[window.first : window.last])
    kinds = [None if span is None else _first_look(model.heads, vectors, span) for span in spans]
    return _Look(window.numbers, starts, ends, vectors, spans, kinds)


def _read_on(model: ReaderModel, look: _Look, most: int) -> list[Reading | None]:
    """The readings of a window's numbers, of which so many are read further."""
    asked, vectors = worth_asking(look.shares, most), look.vectors
    keys = _keys(model.heads, "k_first", vectors) if asked else vectors

    def read(i: int, span: Span | None, kinds: Floats | None) -> Reading | None:
        if span is None or kinds is None:
            return None
        scores = _scores(model.heads, "q_first", keys, vectors, span) if i in asked else None
        shares = None if scores is None else _heads(model.heads, model.ask(vectors, *span), scores, span)
        return reading_of(kinds, shares, look.starts, look.ends)

    return [read(i, span, kinds) for i, (span, kinds) in enumerate(zip(look.spans, look.kinds, strict=True))]


def worth_asking(shares: Sequence[float], most: int = MOST_ASKED) -> set[int]:
    """Which numbers of a window are read further, by the first look's share of each that it is a force size."""
    ranked = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    return {i for i in ranked[:most] if shares[i] >= LEAST_ASKED}


def _pieces(starts: Sequence[int], ends: Sequence[int], number: Number) -> Span | None:
    inside = [i for i in range(1, len(starts) - 1) if starts[i] < number.end and number.start < ends[i]]
    return Span(inside[0], inside[-1] + 1) if inside else None


def _first_look(heads: dict[str, Floats], shared: Floats, span: Span) -> Floats:
    summary = _summary(heads, "att_first", shared, span)
    return softmax(linear(heads, "first", gelu(linear(heads, "look.0", np.concatenate(summary)))))


def reading_of(
    first: Floats, shares: Shares | None, starts: tuple[int, ...], ends: tuple[int, ...]
) -> Reading:
    """A number's reading.

    Args:
        first: the first look's probability of each of KINDS.
        shares: kinds, measures, modalities and pointers of a number that was read on; None for one that was not: of
            its fields nothing is known.
    """
    if shares is not None:
        return Reading(*shares, starts, ends)
    pointers = np.zeros((len(SLOTS), len(starts)), dtype=np.float32)
    pointers[:, 0] = 1
    measures, modalities = (np.full(n, 1 / n, dtype=np.float32) for n in (MEASURE_COUNT, MODALITY_COUNT))
    return Reading(first, measures, modalities, pointers, starts, ends, is_read_on=False)


def _heads(heads: dict[str, Floats], vectors: Floats, first: Floats, span: Span) -> Shares:
    """What the heads say of a number that was asked; `first`: the pointers' scores by the window's first look."""
    own, seen = _summary(heads, "att", vectors, span)
    hidden = gelu(linear(heads, "hid.0", np.concatenate([own, seen, vectors[0]])))
    kinds, measures, modalities = (softmax(linear(heads, name, hidden)) for name in ("cls", "m", "mod"))
    scores = _scores(heads, "q", _keys(heads, "k", vectors), vectors, span) + first
    scores += heads["dist"][:, _buckets(len(vectors), span.start)]
    return kinds, measures, modalities, softmax(scores)


def _keys(heads: dict[str, Floats], key: str, vectors: Floats) -> Floats:
    """Keys (pieces × slots × width) that the pointers of each slot are scored by."""
    return linear(heads, key, vectors).reshape(len(vectors), len(SLOTS), -1)


def _scores(heads: dict[str, Floats], query: str, keys: Floats, vectors: Floats, span: Span) -> Floats:
    """Scores (slots × pieces) of the pieces as the words of each slot of the number."""
    own = vectors[span.start : span.end].mean(axis=0)
    queries = linear(heads, query, own).reshape(len(SLOTS), -1)
    return np.asarray(np.einsum("sd,tsd->st", queries, keys) / np.float32(9.8), dtype=np.float32)


def _summary(heads: dict[str, Floats], attention: str, vectors: Floats, span: Span) -> tuple[Floats, Floats]:
    """The number's vector, and what it attends to in its window."""
    own = vectors[span.start : span.end].mean(axis=0)
    shares = softmax(vectors @ linear(heads, attention, own) / np.float32(19.6))
    return own, shares @ vectors


def _buckets(length: int, at: int) -> np.ndarray:
    away = np.arange(length) - at
    return np.asarray(
        np.clip(np.sign(away) * np.round(np.log2(np.abs(away) + 1)), -BUCKETS, BUCKETS).astype(int) + BUCKETS
    )
