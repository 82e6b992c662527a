"""The trees that the model finds, decoded for many sentences at once.

The model reads a sentence from left to right (arc-eager, Nivre 2003; non-monotonic, Honnibal and Johnson 2015). Of the
words read, those that may still get dependents lie on a stack; those to come lie in a buffer. A move shifts the
buffer's first word onto the stack, reduces the stack by its top, draws an arc between the two to the left or to the
right, or breaks the sentence behind the buffer's first word. Its scores depend on eight words of the state, whose part
in the hidden layer is found for all words in one multiplication. All sentences take their steps together. What comes
out is the greedy decoding of spaCy's DependencyParser, whose steps cost three times as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
from spacy.language import Language

from newsetl.language.decoding.moves import MoveScorer, shared_weights

LETTERS = "SDLRB"
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
# What a kind of move adds to the stack, and takes from the buffer.
STACKED, TAKEN = np.array([1, -1, -1, 1, 0]), np.array([1, 0, 0, 1, 0])
NEVER = -np.inf
TOKENS_AT_ONCE = 6000  # 25 MB of what words add to the hidden layer
FEATURES = 8


@dataclass(frozen=True, eq=False)
class TreeDecoder(MoveScorer):
    """The decoder's weights.

    Attributes:
        labels: of each move, the number of its label in the vocabulary; 0 for none.
        root: the label of words without a head.
        inputs: width of a word's vector × features, pieces and hidden units.
        absent: features × pieces and hidden units; stands for a word that there is not.
    """

    labels: np.ndarray
    root: int
    inputs: np.ndarray
    absent: np.ndarray

    @cached_property
    def kinds(self) -> np.ndarray:
        """By move, its letter's place in SDLRB."""
        return np.array([LETTERS.index(move[0]) for move in self.moves])

    @cached_property
    def closed(self) -> np.ndarray:
        """0 for open moves, else minus infinity, by which kinds are open: their bits in the order SDLRB."""
        return np.array(
            [
                np.where(np.array(bits[::-1])[self.kinds], 0.0, NEVER)
                for bits in product((False, True), repeat=5)
            ],
            dtype=np.float32,
        )

    def added(self, vectors: np.ndarray) -> np.ndarray:
        """What words add to the hidden layer, by word and feature; the first one stands for none."""
        found = np.empty((len(vectors) + 1, self.inputs.shape[1]), dtype=np.float32)
        np.dot(vectors, self.inputs, out=found[1:])
        found[0] = self.absent.ravel()
        return found.reshape(-1, len(self.bias))

    def hidden(self, added: np.ndarray, words: np.ndarray) -> np.ndarray:
        """The hidden layer by the words of the states' features (features × states)."""
        hidden: np.ndarray = added.take(words[0] * FEATURES, 0)
        for feature in range(1, FEATURES):
            hidden += added.take(words[feature] * FEATURES + feature, 0)
        hidden += self.bias
        return hidden


@lru_cache(maxsize=4)
def tree_decoder_of(nlp: Language) -> TreeDecoder:
    """The decoder of a pipeline's `parser` (architecture spacy.TransitionBasedParser.v2, state type parser)."""
    parser = nlp.get_pipe("parser")
    lower = parser.model.get_ref("lower")  # type: ignore[attr-defined]
    weights = lower.get_param("W").transpose(3, 0, 2, 1)  # width × features × pieces × units
    shared = shared_weights(parser)
    labels = [nlp.vocab.strings[move[2:]] if len(move) > 1 else 0 for move in shared["moves"]]
    return TreeDecoder(
        **shared,
        labels=np.array(labels, dtype=np.uint64),
        root=nlp.vocab.strings["ROOT"],
        inputs=np.ascontiguousarray(weights.reshape(weights.shape[0], -1)),
        absent=lower.get_param("pad")[0].transpose(0, 2, 1),
    )


class Arcs(NamedTuple):
    """By token: the tokens from it to its head (0: no head), and the arc's label."""

    heads: np.ndarray
    labels: np.ndarray


def find_trees(decoder: TreeDecoder, vectors: np.ndarray, ends: np.ndarray) -> Arcs:
    """The trees of sentences.

    Args:
        vectors: of all their tokens, one after the other.
        ends: by sentence, the token behind its last one; no sentence is empty.
    """
    starts = np.concatenate([[0], ends[:-1]])
    heads, labels = np.zeros(len(vectors), dtype=np.int64), np.full(len(vectors), decoder.root, np.uint64)
    for some in _batches(ends - starts):
        lengths = (ends - starts)[some]
        own = np.arange(lengths.sum()) + np.repeat(starts[some] - np.cumsum(lengths) + lengths, lengths)
        heads[own], labels[own] = _decode(decoder, vectors[own], lengths)
    return Arcs(heads, labels)


def _batches(lengths: np.ndarray) -> Sequence[np.ndarray]:
    """Numbers of sentences that are decoded together, the shortest first: they take steps by their longest one."""
    order = np.argsort(lengths, kind="stable")
    batch = np.cumsum(lengths[order]) // TOKENS_AT_ONCE
    return np.split(order, np.flatnonzero(np.diff(batch)) + 1)


class _States:
    """Offsets of the sentences of a batch that are not read to their end.

    Words are numbered from 1; 0 stands for none. Each sentence has its part of `stack`, with three empty places below,
    and of `buffer`, with two behind: a word that is put back takes the place of one that was taken.
    """

    def __init__(self, lengths: np.ndarray) -> None:
        words, sentences = int(lengths.sum()), np.arange(len(lengths))
        before = np.cumsum(lengths) - lengths
        self.top = before + sentences * 3 + 2  # by sentence, where its stack ends
        self.next = before + sentences * 2  # by sentence, where its buffer begins
        self.stack = np.zeros(words + 3 * len(lengths), dtype=np.int64)
        self.buffer = np.zeros(words + 2 * len(lengths), dtype=np.int64)
        self.buffer[np.arange(words) + np.repeat(sentences * 2, lengths)] = np.arange(1, words + 1)
        self.heads, self.moves = (np.zeros(words + 1, dtype=np.int64) for _ in range(2))
        # A word's last dependent on either side, and the dependent on the right before a word with the same head.
        self.left, self.right, self.earlier = (np.zeros(words + 1, dtype=np.int64) for _ in range(3))
        self.is_start, self.is_back = (np.zeros(words + 1, dtype=bool) for _ in range(2))

    def leave(self) -> bool:
        """Leaves the sentences that are at their end; False if all are."""
        going = (self.stack[self.top] | self.buffer[self.next]) != 0
        if not going.all():
            self.top, self.next = self.top[going], self.next[going]
        return len(self.top) > 0

    def words(self) -> np.ndarray:
        """By state the words that its scores depend on (features × states)."""
        stacked, coming = self.stack[self.top], self.buffer[self.next]
        found = np.empty((FEATURES, len(stacked)), dtype=np.int64)
        found[0], found[1] = coming, self.buffer[self.next + 1]
        found[2], found[3], found[4] = stacked, self.stack[self.top - 1], self.stack[self.top - 2]
        found[5], found[6], found[7] = self.left[coming], self.left[stacked], self.right[stacked]
        return found

    def open_kinds(self, words: np.ndarray) -> np.ndarray:
        """By state, which kinds of moves are open, as bits."""
        coming, second, stacked = words[:3]
        has_stack, has_two, starts = stacked > 0, second > 0, self.is_start[coming]
        shift = ~has_stack | (has_two & ~starts & ~self.is_back[coming])
        arc = has_stack & (coming > 0) & ~starts
        breaks = has_two & (second == coming + 1) & ~self.is_start[second]
        kinds: np.ndarray = shift + 2 * has_stack + 12 * arc + 16 * breaks
        return kinds

    def step(self, kinds: np.ndarray, moves: np.ndarray, words: np.ndarray) -> None:
        """Does a move in each state."""
        coming, second, stacked, below = words[:4]
        (lefts,) = np.nonzero(kinds == LEFT)
        (rights,) = np.nonzero(kinds == RIGHT)
        self._draw_left(stacked[lefts], coming[lefts], moves[lefts])
        self._draw_right(coming[rights], stacked[rights], moves[rights])
        self.is_start[second[kinds == BREAK]] = True
        back = (kinds == REDUCE) & (self.heads[stacked] == 0) & (below > 0)
        self.top = self.top + STACKED[kinds]
        self.next = self.next + TAKEN[kinds] - back
        takes = TAKEN[kinds] > 0
        self.stack[self.top[takes]] = coming[takes]
        self.buffer[self.next[back]] = stacked[back]
        self.is_back[stacked[back]] = True

    def _draw_left(self, words: np.ndarray, heads: np.ndarray, moves: np.ndarray) -> None:
        """Gives words heads on their right, in place of what heads they had on their left."""
        self.right[self.heads[words]] = self.earlier[words]
        self.heads[words], self.moves[words], self.left[heads] = heads, moves, words
        self.is_back[heads] = False

    def _draw_right(self, words: np.ndarray, heads: np.ndarray, moves: np.ndarray) -> None:
        """Gives words heads on their left."""
        self.earlier[words] = self.right[heads]
        self.heads[words], self.moves[words], self.right[heads] = heads, moves, words


def _decode(decoder: TreeDecoder, vectors: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Heads and labels as in Arcs."""
    states, added = _States(lengths), decoder.added(vectors)
    while states.leave():
        words = states.words()
        scores = decoder.scores(decoder.hidden(added, words))
        scores += decoder.closed.take(states.open_kinds(words), 0)
        moves = scores.argmax(axis=1)
        states.step(decoder.kinds[moves], moves, words)
    heads = states.heads[1:]
    offsets = np.where(heads > 0, heads - np.arange(1, len(heads) + 1), 0)
    return offsets, np.where(heads > 0, decoder.labels[states.moves[1:]], np.uint64(decoder.root))
