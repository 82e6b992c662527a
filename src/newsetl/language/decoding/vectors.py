"""Token vectors of the model's convolutional encoders (spaCy's tok2vec), each form embedded once.

An encoder embeds every token by its form (norm, prefix, suffix, shape …) and then mixes in four neighbours on either
side. A batch holds every form many times over, so that forms are embedded apart from the tokens that take them. The
vectors are those of `Tok2Vec.predict`, but for the order in which a BLAS adds.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model

Encoder: TypeAlias = Model[Any, Any]

SENTENCES_AT_ONCE = 64  # what the processor's cache holds; more are slower
TOKENS_AT_ONCE = 2000  # the same for one sentence without an end, such as a list
MIXER = 0x9E3779B97F4A7C15  # odd, so that multiplying by it loses nothing modulo 2**64


class Stretch(NamedTuple):
    """Tokens [start, end) of a document: a sentence, for the model a text of its own."""

    doc: Doc
    start: int
    end: int


def token_vectors(encoder: Encoder, stretches: Sequence[Stretch]) -> list[np.ndarray]:
    """For each stretch an array of its tokens' vectors (float32, tokens × width).

    Args:
        encoder: a tok2vec model of the architecture spacy.Tok2Vec.v2 with spacy.MultiHashEmbed.v2.
        stretches: not empty ones.
    """
    if not stretches:
        return []
    embed, mix = encoder.get_ref("embed"), encoder.get_ref("encode")
    extract, _, lookup, join, _ = embed.layers
    features = token_features(stretches, extract.attrs["columns"])
    first, form = _distinct(features)
    forms = join.predict(lookup.predict(np.ascontiguousarray(features[first])))
    ends = np.cumsum([stretch.end - stretch.start for stretch in stretches])
    rows = np.split(forms[form], ends[:-1])
    batches = (rows[i : i + SENTENCES_AT_ONCE] for i in range(0, len(rows), SENTENCES_AT_ONCE))
    return [vectors for batch in batches for vectors in _mixed(mix, batch)]


def _mixed(mix: Encoder, rows: list[np.ndarray]) -> list[np.ndarray]:
    if all(len(row) <= TOKENS_AT_ONCE for row in rows):
        mixed: list[np.ndarray] = mix.predict(rows)
        return mixed
    return [np.concatenate(list(_mixed_in_parts(mix, row))) for row in rows]


def _mixed_in_parts(mix: Encoder, row: np.ndarray) -> Iterator[np.ndarray]:
    """Parts of a long sentence, each mixed together with as many neighbours as can reach into it."""
    reach = mix.attrs["pad"]
    for start in range(0, len(row), TOKENS_AT_ONCE):
        before = min(reach, start)
        (mixed,) = mix.predict([row[start - before : start + TOKENS_AT_ONCE + reach]])
        yield mixed[before : before + TOKENS_AT_ONCE]


def token_features(stretches: Sequence[Stretch], columns: Sequence[str]) -> np.ndarray:
    """Attributes of all tokens of the stretches, one after the other (uint64, tokens × columns)."""
    return np.concatenate(list(_features(stretches, columns)))


def _features(stretches: Sequence[Stretch], columns: Sequence[str]) -> Iterator[np.ndarray]:
    doc: Doc | None = None
    features: np.ndarray
    for stretch in stretches:
        if stretch.doc is not doc:  # one document's stretches follow each other
            doc = stretch.doc
            features = doc.to_array(list(columns)).reshape(len(doc), len(columns))
        yield features[stretch.start : stretch.end]


def _distinct(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows at which a form stands first, and for each row its form's number; features are hashes or flags."""
    weights = np.array([pow(MIXER, i + 1, 2**64) for i in range(features.shape[1])], dtype=np.uint64)
    _, first, form = np.unique((features * weights).sum(axis=1), return_index=True, return_inverse=True)
    return first, form
