"""Tags, tree, parts of speech and lemmas of many sentences at once."""

from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

import numpy as np
from spacy.attrs import DEP, HEAD, TAG
from spacy.language import Language
from spacy.tokens import Doc

from newsetl.language.decoding.morphology import COLUMNS, morphology_of
from newsetl.language.decoding.vectors import Stretch, token_features, token_vectors

TREE = (TAG, DEP, HEAD)
SYNTAX = (*TREE, *COLUMNS)
PIPES = ("tagger", "parser")
BATCH_SIZE = 256  # sentences; larger batches gain nothing and cost memory


def read_syntax(nlp: Language, stretches: Sequence[Stretch]) -> list[np.ndarray]:
    """For each stretch its tokens' values of SYNTAX; the parser's steps are quickest over many short documents."""
    docs = documents(nlp, stretches)
    encoder = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    for doc, vectors in zip(docs, token_vectors(encoder, stretches), strict=True):
        doc.tensor = vectors
    for pipe in PIPES:
        docs = list(nlp.get_pipe(pipe).pipe(docs, batch_size=BATCH_SIZE))  # type: ignore[attr-defined]
    return [
        np.hstack([doc.to_array(list(TREE)).reshape(len(doc), len(TREE)), forms]).astype(np.uint64)
        for doc, forms in zip(docs, morphology_of(nlp, docs), strict=True)
    ]


def documents(nlp: Language, stretches: Sequence[Stretch]) -> list[Doc]:
    """Stretches as documents of their own."""
    if not stretches:
        return []
    forms, spaces = token_features(stretches, ["ORTH", "SPACY"]).T
    words, spaced = [nlp.vocab.strings[form] for form in forms.tolist()], spaces.astype(bool).tolist()
    ends = accumulate(stretch.end - stretch.start for stretch in stretches)
    edges = pairwise(chain([0], ends))
    return [Doc(nlp.vocab, words=words[start:end], spaces=spaced[start:end]) for start, end in edges]
