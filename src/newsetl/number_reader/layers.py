"""Layers of the reader's heads, in 32-bit floats."""

import numpy as np

from newsetl.number_reader.model import Floats

SQRT2 = np.float32(np.sqrt(2.0))


def linear(heads: dict[str, Floats], name: str, x: Floats) -> Floats:
    return np.asarray(x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"], dtype=np.float32)


def gelu(x: Floats) -> Floats:
    """x · Φ(x), with Φ by the error function (Abramowitz and Stegun 7.1.26, error below 2e-7)."""
    z = np.abs(x) / SQRT2
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1.0 + erf), dtype=np.float32)


def softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)
