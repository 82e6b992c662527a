"""Fingerprints that recognise copies of a text: a MinHash signature, samples of its shingles, names and figures."""

import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from newsetl.core.invisible import without_invisible

SHINGLE = 4  # words; unrelated texts share three by chance; lightly edited copies may share no five
# Texts that share 0.3 of their shingles share a band with probability 0.98; at 0.003, 0.0004
BANDS, ROWS = 40, 2
PERMUTATIONS = BANDS * ROWS
SEED = 20_180_115  # never changes: signatures of all runs must agree
MAX_SHINGLES = 256  # stored; the sample of a shorter text is whole
MAX_MARKS = 96
WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
TYPOGRAPHY = str.maketrans({"’": None, "'": None, "‘": None, "-": " ", "‑": " "})
BAND_NUMBERS = np.arange(BANDS, dtype=np.uint64)
Hashes = NDArray[np.uint32]
MIXERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64
)


@dataclass(frozen=True, slots=True)
class Sample:
    """The smallest hashes of a set, ascending, and the size of the set (Broder's bottom-k sketch)."""

    hashes: Hashes
    size: int


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is stored of a text.

    Args:
        signature: MinHash values of all shingles.
        shingles: sample of the shingles.
        marks: sample of the names and figures, which differ between texts made from one template.
        day: day of publication as an ordinal; None where unknown.
    """

    signature: Hashes
    shingles: Sample
    marks: Sample
    day: int | None = None


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; typography and white space do not change it."""
    words = WORD.findall(without_invisible(text).translate(TYPOGRAPHY))
    is_mark = np.fromiter((not word.islower() for word in words), dtype=np.bool_, count=len(words))
    codes = np.fromiter(map(crc32, map(str.encode, map(str.lower, words))), dtype=np.uint64, count=len(words))
    hashes, marks = _shingle_hashes(codes), np.unique(codes[is_mark].astype(np.uint32))
    starts = np.array([0, len(hashes)], dtype=np.uint64)
    tokens = hashes.astype(np.uint64)
    sketch = RMinHash.digest_matrix_from_flat_token_hashes(tokens, starts, PERMUTATIONS, SEED)
    return Fingerprint(
        signature=np.array(sketch.to_rows()[0], dtype=np.uint32),
        shingles=Sample(hashes[:MAX_SHINGLES], len(hashes)),
        marks=Sample(marks[:MAX_MARKS], len(marks)),
    )


def band_keys(signature: Hashes) -> list[int]:
    """One key a band: texts that share a key are candidates for copies."""
    found: list[int] = keys_of_many(signature.reshape(1, PERMUTATIONS))[0].tolist()
    return found


def keys_of_many(signatures: Hashes) -> NDArray[np.uint64]:
    """The band keys of many signatures, one row each."""
    rows = signatures.reshape(-1, BANDS, ROWS).astype(np.uint64)
    with np.errstate(over="ignore"):
        keys: NDArray[np.uint64] = (rows * MIXERS[:ROWS]).sum(axis=2, dtype=np.uint64) * MIXERS[
            3
        ] + BAND_NUMBERS
    return keys


def containment(a: Sample, b: Sample) -> float:
    """Share of the smaller set that is in the other: exact where both samples are whole, else an estimate."""
    smaller = min(a.size, b.size)
    if smaller == 0:
        return 1.0
    limits = [int(s.hashes[-1]) for s in (a, b) if s.size > len(s.hashes)]
    if not limits:
        return len(set(a.hashes.tolist()) & set(b.hashes.tolist())) / smaller
    limit = min(limits)
    first, second = ({h for h in s.hashes.tolist() if h <= limit} for s in (a, b))
    share = (limit + 1) / 2**32  # the part of all possible hashes that is up to the limit
    return min(1.0, len(first & second) / share / smaller)


def _shingle_hashes(codes: NDArray[np.uint64]) -> Hashes:
    if len(codes) < SHINGLE:
        codes = np.concatenate([codes, np.zeros(SHINGLE - len(codes), dtype=np.uint64)])
    count = len(codes) - SHINGLE + 1
    with np.errstate(over="ignore"):
        mixed = codes[:count] * MIXERS[0]
        for i in range(1, SHINGLE):
            mixed += codes[i : count + i] * MIXERS[i]
        mixed = (mixed ^ (mixed >> np.uint64(31))) * MIXERS[1]
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))
