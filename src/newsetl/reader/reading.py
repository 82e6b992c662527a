"""What the reader says of a number: probabilities, and how much each word counts for each slot."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from newsetl.reader.model import Floats, ReaderModel, load_reader
from newsetl.reader.pieces import Number, Pieces, Span, pieces_of
from newsetl.reader.windows import Window, windows

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
MOST_ASKED_IN_ALL = 240  # of an article, in text order: what a hundred thousand characters of news hold
BUCKETS = 8  # of distance on either side, by powers of two
MEASURE_COUNT, MODALITY_COUNT = 6, 4
SQRT2 = np.float32(np.sqrt(2.0))


@dataclass(frozen=True)
class Reading:
    """Evidence on one number.

    Args:
        kinds: probability of each of KINDS.
        measures, modalities: probabilities, in the order of the allowed values in tables/force_levels.py.
        pointers: for each of SLOTS the share of each word piece of the window; the first piece stands for "not told".
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
        """How much the words [start, end) are what tells the slot, 0 to 1; 0 outside the window."""
        if not self.is_read_on:
            return 0.0
        last = len(self.starts) - 1
        first = bisect_right(self.ends, start, 1, last)
        behind = bisect_left(self.starts, end, 1, last)
        return float(np.ascontiguousarray(self.pointers[SLOTS.index(slot), first:behind]).sum())

    def untold(self, slot: Slot) -> float:
        """How likely the text does not tell the slot, 0 to 1."""
        return float(self.pointers[SLOTS.index(slot)][0])


def read_numbers(text: str, sentences: Sequence[Span], numbers: Sequence[Number]) -> list[Reading | None]:
    """The reader's evidence on each number; None for those beyond the windows that an article may have.

    Args:
        sentences, numbers: each in text order.

    Raises:
        UserError: the reader's file is missing or damaged.
    """
    if not numbers:
        return []
    model = load_reader()
    pieces = pieces_of(model.tokenizer, text, numbers)
    readings: list[Reading | None] = [None] * len(numbers)
    left = MOST_ASKED_IN_ALL
    for window in windows(pieces.offsets, sentences, numbers)[:MAX_WINDOWS]:
        read, asked = _read(model, pieces, window, numbers, min(left, MOST_ASKED))
        left -= asked
        for i, reading in zip(window.numbers, read, strict=True):
            readings[i] = reading
    return readings


def _read(
    model: ReaderModel, pieces: Pieces, window: Window, numbers: Sequence[Number], most: int
) -> tuple[list[Reading | None], int]:
    """The readings of a window's numbers, and how many of these were read further: at most so many."""
    offsets = pieces.offsets[window.first : window.last]
    starts = (0, *(start for start, _ in offsets), 0)
    ends = (0, *(end for _, end in offsets), 0)
    spans = [_pieces(starts, ends, numbers[i]) for i in window.numbers]
    if not any(spans):
        return [None] * len(spans), 0
    vectors = model.encode(pieces.ids[window.first : window.last])
    firsts = [None if span is None else _first_look(model.heads, vectors, span) for span in spans]
    asked = worth_asking([0.0 if first is None else float(first[0]) for first in firsts], most)

    def read(i: int, span: Span | None, first: Floats | None) -> Reading | None:
        if span is None or first is None:
            return None
        shares = _heads(model.heads, model.ask(vectors, *span), vectors, span) if i in asked else None
        return reading_of(first, shares, starts, ends)

    readings = [read(i, span, first) for i, (span, first) in enumerate(zip(spans, firsts, strict=True))]
    return readings, len(asked)


def worth_asking(shares: Sequence[float], most: int = MOST_ASKED) -> set[int]:
    """Which numbers of a window are read further, by the first look's share of each that it is a force size."""
    ranked = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    return {i for i in ranked[:most] if shares[i] >= LEAST_ASKED}


def _pieces(starts: Sequence[int], ends: Sequence[int], number: Number) -> Span | None:
    inside = [i for i in range(1, len(starts) - 1) if starts[i] < number.end and number.start < ends[i]]
    return Span(inside[0], inside[-1] + 1) if inside else None


def _first_look(heads: dict[str, Floats], shared: Floats, span: Span) -> Floats:
    summary = _summary(heads, "att_first", shared, span)
    return _softmax(_linear(heads, "first", _gelu(_linear(heads, "look.0", np.concatenate(summary)))))


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


def _heads(heads: dict[str, Floats], vectors: Floats, shared: Floats, span: Span) -> Shares:
    own, seen = _summary(heads, "att", vectors, span)
    hidden = _gelu(_linear(heads, "hid.0", np.concatenate([own, seen, vectors[0]])))
    kinds, measures, modalities = (_softmax(_linear(heads, name, hidden)) for name in ("cls", "m", "mod"))
    scores = _pointed(heads, "q", "k", vectors, span) + _pointed(heads, "q_first", "k_first", shared, span)
    scores += heads["dist"][:, _buckets(len(vectors), span.start)]
    return kinds, measures, modalities, _softmax(scores)


def _pointed(heads: dict[str, Floats], query: str, key: str, vectors: Floats, span: Span) -> Floats:
    """Scores (slots × pieces) of what tells each slot of the number."""
    own = vectors[span.start : span.end].mean(axis=0)
    queries = _linear(heads, query, own).reshape(len(SLOTS), -1)
    keys = _linear(heads, key, vectors).reshape(len(vectors), len(SLOTS), -1)
    return np.asarray(np.einsum("sd,tsd->st", queries, keys) / np.float32(9.8), dtype=np.float32)


def _summary(heads: dict[str, Floats], attention: str, vectors: Floats, span: Span) -> tuple[Floats, Floats]:
    """The number's vector, and what it attends to in its window."""
    own = vectors[span.start : span.end].mean(axis=0)
    shares = _softmax(vectors @ _linear(heads, attention, own) / np.float32(19.6))
    return own, shares @ vectors


def _buckets(length: int, at: int) -> np.ndarray:
    away = np.arange(length) - at
    return np.asarray(
        np.clip(np.sign(away) * np.round(np.log2(np.abs(away) + 1)), -BUCKETS, BUCKETS).astype(int) + BUCKETS
    )


def _linear(heads: dict[str, Floats], name: str, x: Floats) -> Floats:
    return np.asarray(x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"], dtype=np.float32)


def _gelu(x: Floats) -> Floats:
    """x · Φ(x), with Φ by the error function (Abramowitz and Stegun 7.1.26, error below 2e-7)."""
    z = np.abs(x) / SQRT2
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1.0 + erf), dtype=np.float32)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)
