"""Token vectors of the model's convolutional encoders (spaCy's tok2vec), each form embedded once.

An encoder embeds every token by its form (norm, prefix, suffix, shape …) and then mixes in four neighbours on either
side. A batch holds every form many times over, so that forms are embedded apart from the tokens that take them. The
vectors are those of `Tok2Vec.predict`, except for the order in which a BLAS adds.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model

from newsetl.language.decoding.mixing import mixer_of

Encoder: TypeAlias = Model[Any, Any]

MIXER = 0x9E3779B97F4A7C15  # odd, so that multiplying by it loses nothing modulo 2**64


class Stretch(NamedTuple):
    """Tokens [start, end) of a document: a sentence, for the model a text of its own."""

    doc: Doc
    start: int
    end: int


def token_vectors(encoder: Encoder, stretches: Sequence[Stretch]) -> np.ndarray:
    """The vectors of all tokens of the stretches, one after the other (float32, tokens × width).

    Args:
        encoder: a tok2vec model of the architecture spacy.Tok2Vec.v2 with spacy.MultiHashEmbed.v2 and
            spacy.MaxoutWindowEncoder.v2.
        stretches: one at least, and no empty ones.
    """
    embed, mix = encoder.get_ref("embed"), encoder.get_ref("encode")
    extract, _, lookup, join, _ = embed.layers
    features = token_features(stretches, extract.attrs["columns"])
    first, form = distinct(features)
    forms = join.predict(lookup.predict(np.ascontiguousarray(features[first])))
    return mixer_of(mix).mix(forms, form, ends_of(stretches))


def ends_of(stretches: Sequence[Stretch]) -> np.ndarray:
    """By stretch, the number of tokens in it and the ones before it."""
    return np.cumsum([stretch.end - stretch.start for stretch in stretches])


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


def distinct(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows at which a combination is first, and for each row its combination's number; features are hashes."""
    weights = np.array([pow(MIXER, i + 1, 2**64) for i in range(features.shape[1])], dtype=np.uint64)
    _, first, form = np.unique((features * weights).sum(axis=1), return_index=True, return_inverse=True)
    return first, form
