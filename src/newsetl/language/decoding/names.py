"""The names that the model finds, decoded for many sentences at once.

The model goes through a sentence and makes one move a token: Begin, In, Last, Unit or Out (BILUO, Ratinov and Roth
2009). Outside of a name its scores depend on the token alone: all tokens are scored in one multiplication. Inside they
depend on the token, the one before and the name's first one: all names go on in step. What comes out is the greedy
decoding of spaCy's EntityRecognizer, whose steps cost ten times as much.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from spacy.language import Language

from newsetl.language.decoding.moves import MoveScorer, shared_weights
from newsetl.language.decoding.vectors import Stretch, token_features, token_vectors

NEVER = -np.inf
TIE = np.float32(
    1e-5
)  # scores are float32 of 10 or so: what is closer is rounding, which differs by processor
SENTENCES_AT_ONCE = 1000  # a batch embeds each form once; more gain nothing and cost memory
BLOCK = "U-"  # the move for tokens that a user forbade to be names


class Name(NamedTuple):
    """A name: the number of its stretch, its tokens [start, end) in the document, its label."""

    stretch: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, eq=False)
class NameDecoder(MoveScorer):
    """The decoder's weights: what a token adds to the hidden layer in each of its three parts, and the moves' scores.

    Attributes:
        inputs: parts × width of a token's vector × pieces and hidden units.
        absent: parts × pieces and hidden units; stands for a part that there is not.
    """

    inputs: np.ndarray
    absent: np.ndarray

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(move[2:] for move in self.moves)

    def having(self, letter: str) -> np.ndarray:
        """For each move whether it is of a kind; the kinds are B, I, L, U and O."""
        return np.array([move[0] == letter and move != BLOCK for move in self.moves])

    @cached_property
    def outside(self) -> np.ndarray:
        """0 for the moves that are open outside of a name, else minus infinity.

        Of three rows: for any token, for a sentence's last one, and for white space.
        """
        rows = [np.any([self.having(letter) for letter in letters], axis=0) for letters in ("BUO", "UO", "O")]
        return np.where(rows, 0.0, NEVER).astype(np.float32)

    def continuing(self, letter: str) -> np.ndarray:
        """For each move the number of the move of a kind with the same label; -1 where there is none."""
        known = {self.labels[i]: i for i in np.flatnonzero(self.having(letter))}
        return np.array([known.get(label, -1) for label in self.labels])

    def part(self, number: int, vectors: np.ndarray) -> np.ndarray:
        """What tokens add to the hidden layer as the current token (0), a name's first (1) or the one before (2)."""
        added: np.ndarray = vectors @ self.inputs[number]
        return added


@lru_cache(maxsize=4)
def decoder_of(nlp: Language) -> NameDecoder:
    """The decoder of a pipeline's `ner` (architecture spacy.TransitionBasedParser.v2, state type ner)."""
    ner = nlp.get_pipe("ner")
    lower = ner.model.get_ref("lower")  # type: ignore[attr-defined]
    weights = lower.get_param("W").transpose(0, 3, 2, 1)
    parts, width, *_ = weights.shape
    return NameDecoder(
        **shared_weights(ner),
        inputs=weights.reshape(parts, width, -1),
        absent=lower.get_param("pad")[0].transpose(0, 2, 1).reshape(parts, -1),
    )


def find_names(nlp: Language, stretches: Sequence[Stretch]) -> Iterator[Name]:
    """The names in stretches of documents that are not empty, in order; each stretch is read by itself."""
    decoder = decoder_of(nlp)
    encoder, _, narrow = nlp.get_pipe("ner").model.layers[0].layers  # type: ignore[attr-defined]
    for first in range(0, len(stretches), SENTENCES_AT_ONCE):
        some = stretches[first : first + SENTENCES_AT_ONCE]
        vectors = narrow.predict(token_vectors(encoder, some))
        yield from _located(decoder, vectors, some, first)


def _located(
    decoder: NameDecoder, vectors: np.ndarray, some: Sequence[Stretch], first: int
) -> Iterator[Name]:
    ends = np.cumsum([stretch.end - stretch.start for stretch in some])
    is_last = np.zeros(len(vectors), dtype=bool)
    is_last[ends - 1] = True
    is_space = token_features(some, ["IS_SPACE"]).ravel().astype(bool)
    for start, end, label in _decode(decoder, vectors, is_last, is_space):
        number = int(np.searchsorted(ends, start, side="right"))
        stretch = some[number]
        shift = stretch.end - int(ends[number])
        yield Name(first + number, start + shift, end + shift, label)


def _decode(
    decoder: NameDecoder, vectors: np.ndarray, is_last: np.ndarray, is_space: np.ndarray
) -> Iterator[tuple[int, int, str]]:
    """Names as token ranges with labels, in order."""
    moves = _moves_outside(decoder, vectors, is_last, is_space)
    begins = decoder.having("B")[moves]
    starts = np.flatnonzero(begins)
    ends = dict(zip(starts.tolist(), _ends(decoder, vectors, moves, starts, is_last).tolist(), strict=True))
    done = 0
    for start in np.flatnonzero(~decoder.having("O")[moves]).tolist():
        if start >= done:
            done = ends.get(start, start + 1)
            yield start, done, decoder.labels[moves[start]]


def _moves_outside(
    decoder: NameDecoder, vectors: np.ndarray, is_last: np.ndarray, is_space: np.ndarray
) -> np.ndarray:
    """The best move for each token if no name is open there: a name needs two tokens to begin, and no white space."""
    hidden = decoder.part(0, vectors) + (decoder.absent[1] + decoder.absent[2] + decoder.bias)
    scores = decoder.scores(hidden)
    scores += decoder.outside.take(np.where(is_space, 2, is_last), 0)
    best: np.ndarray = (scores >= scores.max(axis=1, keepdims=True) - TIE).argmax(
        axis=1
    )  # the first of equals
    return best


def _ends(
    decoder: NameDecoder, vectors: np.ndarray, moves: np.ndarray, starts: np.ndarray, is_last: np.ndarray
) -> np.ndarray:
    """For names that begin at `starts` the token after their last one."""
    go_on, close = decoder.continuing("I")[moves[starts]], decoder.continuing("L")[moves[starts]]
    as_first = decoder.part(1, vectors[starts]) + decoder.bias
    ends, open_names, at = np.zeros_like(starts), np.arange(len(starts)), starts + 1
    while len(open_names):
        hidden = decoder.part(0, vectors[at]) + as_first[open_names] + decoder.part(2, vectors[at - 1])
        scores, states = decoder.scores(hidden), np.arange(len(at))
        closes = is_last[at] | (scores[states, close[open_names]] > scores[states, go_on[open_names]] + TIE)
        ends[open_names[closes]] = at[closes] + 1
        open_names, at = open_names[~closes], at[~closes] + 1
    return ends
