"""The part of the model's encoders that mixes neighbours in: maxout layers over windows of three tokens.

What spaCy's MaxoutWindowEncoder gives, except for the order in which a BLAS adds, in two thirds of the time: the first
layer's products are made once for each form, the last layer's for tokens only and not for what is between
sentences, and what goes from layer to layer stays in the processor's cache.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from thinc.api import Model

TOKENS_AT_ONCE = 600  # what the cache holds; more are slower
EPSILON = np.float32(1e-8)


class Layer(NamedTuple):
    """One layer: a token and its neighbours to units of three pieces, the largest of which counts, put on one scale.

    Attributes:
        weights: 3 × width and pieces × width, the pieces one after the other; bias: pieces × width.
        scale, shift: width; of the normalised units.
    """

    weights: np.ndarray
    bias: np.ndarray
    scale: np.ndarray
    shift: np.ndarray


@dataclass(frozen=True, eq=False)
class Mixer:
    """The layers of an encoder; each lets a token see one neighbour more on either side."""

    layers: tuple[Layer, ...]

    def mix(self, forms: np.ndarray, form: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Vectors of tokens (float32, tokens × width).

        Args:
            forms: vectors of distinct forms, forms × width.
            form: by token, the number of its form.
            ends: by sentence, the token behind its last one; no sentence is empty.
        """
        mixed = np.empty((len(form), forms.shape[1]), dtype=np.float32)
        forms = np.concatenate([forms, np.zeros_like(forms[:1])])  # the last one is between sentences
        products = self._products(forms)
        for start, end, rows in _parts(ends, len(self.layers)):
            numbers = np.full(rows[-1] + 1 + len(self.layers), len(forms) - 1)
            numbers[rows] = form[start:end]
            mixed[start:end] = self._mixed(forms, products, numbers, rows)
        return mixed

    def _products(self, forms: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What each form adds to the first layer of the token behind it, of itself, and of the one before it."""
        weights, bias, _, _ = self.layers[0]
        behind, own, before = (forms @ part for part in np.split(weights, 3))
        return behind, own + bias, before

    def _mixed(
        self,
        forms: np.ndarray,
        products: tuple[np.ndarray, np.ndarray, np.ndarray],
        numbers: np.ndarray,
        rows: np.ndarray,
    ) -> np.ndarray:
        """Vectors of the tokens in some rows, of which the first and the last are empty."""
        vectors, width = forms.take(numbers, 0), forms.shape[1]
        inner = vectors[1:-1]
        behind, own, before = products
        added = own.take(numbers[1:-1], 0)
        added += behind.take(numbers[:-2], 0)
        added += before.take(numbers[2:], 0)
        inner += _activated(added, self.layers[0])
        windows = as_strided(vectors, (len(inner), 3 * width), vectors.strides)  # overlapping
        for layer in self.layers[1:-1]:
            np.dot(np.ascontiguousarray(windows), layer.weights, out=added)
            added += layer.bias
            inner += _activated(added, layer)
        windows, last = windows[rows - 1], self.layers[-1]
        mixed = _activated(windows @ last.weights + last.bias, last)
        mixed += windows[:, width : 2 * width]
        return mixed


@lru_cache(maxsize=8)
def mixer_of(encode: Model[Any, Any]) -> Mixer:
    """The layers of a model of the architecture spacy.MaxoutWindowEncoder.v2 with window_size 1."""
    return Mixer(tuple(_layer_of(residual) for residual in encode.layers[0].layers))


def _layer_of(residual: Model[Any, Any]) -> Layer:
    parts = {part.name: part for part in residual.walk()}
    weights, bias = (
        np.asarray(parts["maxout"].get_param(name)) for name in "Wb"
    )  # units × pieces (× inputs)
    scale, shift = (np.asarray(parts["layernorm"].get_param(name)) for name in "Gb")
    by_input = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
    return Layer(np.ascontiguousarray(by_input), bias.T.ravel(), scale, shift)


def _parts(ends: np.ndarray, reach: int) -> Iterator[tuple[int, int, np.ndarray]]:
    """Tokens [start, end) of whole sentences that are mixed together, and the rows that they lie in.

    Before each sentence, and behind the last one, as many rows are empty as a token sees neighbours.
    """
    starts = np.concatenate([[0], ends[:-1]])
    first = 0
    while first < len(ends):
        behind = max(first + 1, int(np.searchsorted(ends, starts[first] + TOKENS_AT_ONCE, side="right")))
        start, end = int(starts[first]), int(ends[behind - 1])
        lengths = ends[first:behind] - starts[first:behind]
        yield start, end, np.arange(end - start) + np.repeat(np.arange(1, len(lengths) + 1) * reach, lengths)
        first = behind


def _activated(added: np.ndarray, layer: Layer) -> np.ndarray:
    """The largest pieces of units, normalised by token."""
    width = len(layer.scale)
    units: np.ndarray = np.maximum(added[:, :width], added[:, width : 2 * width])
    np.maximum(units, added[:, 2 * width :], out=units)
    units -= (units @ np.full(width, 1 / width, dtype=np.float32))[:, None]
    variance = np.einsum("ij,ij->i", units, units) / np.float32(width) + EPSILON
    units *= (1 / np.sqrt(variance))[:, None]
    units *= layer.scale
    units += layer.shift
    return units
