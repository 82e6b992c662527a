"""What the decoders of trees and names share: scores of moves by a hidden layer of maxout units."""

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class MoveScorer:
    """The part of a spacy.TransitionBasedParser.v2 that is the same whatever its states are.

    Attributes:
        moves: the moves' names, like 'L-nsubj', 'B-GPE' or 'S', in the order of their scores.
        bias: pieces and hidden units.
        outputs: hidden units × moves.
        output_bias: moves.
        pieces: of which the largest counts (maxout).
    """

    moves: tuple[str, ...]
    bias: np.ndarray
    outputs: np.ndarray
    output_bias: np.ndarray
    pieces: int

    def scores(self, hidden: np.ndarray) -> np.ndarray:
        """Scores of all moves (states × moves) by the hidden layer (states × pieces and hidden units)."""
        largest = hidden.reshape(len(hidden), self.pieces, -1).max(axis=1)
        scores: np.ndarray = largest @ self.outputs
        scores += self.output_bias
        return scores


def shared_weights(pipe: Any) -> dict[str, Any]:
    """The values of a MoveScorer's attributes, of a pipe such as `parser` or `ner`."""
    lower, upper = pipe.model.get_ref("lower"), pipe.model.get_ref("upper")
    return {
        "moves": tuple(pipe.moves.get_class_name(i) for i in range(upper.get_dim("nO"))),
        "bias": lower.get_param("b").T.ravel(),
        "outputs": np.ascontiguousarray(upper.get_param("W").T),
        "output_bias": upper.get_param("b"),
        "pieces": lower.get_dim("nP"),
    }
