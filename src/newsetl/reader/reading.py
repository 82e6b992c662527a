"""What the reader says of a number: probabilities, and how much each word counts for each slot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from newsetl.reader.model import Floats, ReaderModel, load_reader
from newsetl.reader.pieces import Number, Pieces, Span, pieces_of
from newsetl.reader.windows import Window, windows

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
BUCKETS = 8  # of distance on either side, by powers of two
SQRT2 = np.float32(np.sqrt(2.0))


@dataclass(frozen=True)
class Reading:
    """Evidence on one number.

    Args:
        kinds: probability of each of KINDS.
        measures, modalities: probabilities, in the order of the allowed values in tables/force_levels.py.
        pointers: for each of SLOTS the share of each word piece of the window; the first piece stands for "not told".
        starts, ends: code points of the window's pieces, the frame's as 0.
    """

    kinds: Floats
    measures: Floats
    modalities: Floats
    pointers: Floats
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def share(self, slot: Slot, start: int, end: int) -> float:
        """How much the words [start, end) are what tells the slot, 0 to 1; 0 outside the window."""
        row = self.pointers[SLOTS.index(slot)]
        inside = [i for i in range(1, len(row) - 1) if self.starts[i] < end and start < self.ends[i]]
        return float(row[inside].sum())

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
    for window in windows(pieces.offsets, sentences, numbers)[:MAX_WINDOWS]:
        for i, reading in zip(window.numbers, _read(model, pieces, window, numbers), strict=True):
            readings[i] = reading
    return readings


def _read(
    model: ReaderModel, pieces: Pieces, window: Window, numbers: Sequence[Number]
) -> list[Reading | None]:
    offsets = pieces.offsets[window.first : window.last]
    starts = (0, *(start for start, _ in offsets), 0)
    ends = (0, *(end for _, end in offsets), 0)
    spans = [_pieces(starts, ends, numbers[i]) for i in window.numbers]
    if not any(spans):
        return [None] * len(spans)
    vectors = model.encode(pieces.ids[window.first : window.last])
    return [None if span is None else _heads(model.heads, vectors, span, starts, ends) for span in spans]


def _pieces(starts: Sequence[int], ends: Sequence[int], number: Number) -> Span | None:
    inside = [i for i in range(1, len(starts) - 1) if starts[i] < number.end and number.start < ends[i]]
    return Span(inside[0], inside[-1] + 1) if inside else None


def _heads(
    heads: dict[str, Floats], vectors: Floats, span: Span, starts: tuple[int, ...], ends: tuple[int, ...]
) -> Reading:
    own = vectors[span.start : span.end].mean(axis=0)
    attention = _softmax(vectors @ _linear(heads, "att", own) / np.float32(19.6))
    hidden = _gelu(_linear(heads, "hid.0", np.concatenate([own, attention @ vectors, vectors[0]])))
    queries = _linear(heads, "q", own).reshape(len(SLOTS), -1)
    keys = _linear(heads, "k", vectors).reshape(len(vectors), len(SLOTS), -1)
    scores = np.einsum("sd,tsd->st", queries, keys) / np.float32(9.8)
    scores += heads["dist"][:, _buckets(len(vectors), span.start)]
    return Reading(
        _softmax(_linear(heads, "cls", hidden)),
        _softmax(_linear(heads, "m", hidden)),
        _softmax(_linear(heads, "mod", hidden)),
        _softmax(scores),
        starts,
        ends,
    )


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
