"""Tags, tree, parts of speech and lemmas of many sentences at once."""

from collections.abc import Sequence

import numpy as np
from spacy.attrs import DEP, HEAD, TAG
from spacy.language import Language
from spacy.tokens import Doc

from newsetl.language.decoding.morphology import COLUMNS, morphology_of
from newsetl.language.decoding.trees import Arcs, find_trees, tree_decoder_of
from newsetl.language.decoding.vectors import Stretch, ends_of, token_features, token_vectors

TREE = (TAG, DEP, HEAD)
SYNTAX = (*TREE, *COLUMNS)
CROSSING = "||"  # in the labels of arcs that cross others: the word's own, and that of its true head
SENTENCES_AT_ONCE = 1000  # more gain nothing and cost memory


def read_syntax(nlp: Language, stretches: Sequence[Stretch]) -> list[np.ndarray]:
    """For each stretch its tokens' values of SYNTAX."""
    batches = (
        stretches[first : first + SENTENCES_AT_ONCE] for first in range(0, len(stretches), SENTENCES_AT_ONCE)
    )
    return [values for batch in batches for values in _read(nlp, batch)]


def _read(nlp: Language, stretches: Sequence[Stretch]) -> list[np.ndarray]:
    ends = ends_of(stretches)
    vectors = token_vectors(nlp.get_pipe("tok2vec").model, stretches)  # type: ignore[attr-defined]
    tags = _tags(nlp, vectors)
    narrow = nlp.get_pipe("parser").model.layers[0].layers[-1]  # type: ignore[attr-defined]
    arcs = find_trees(tree_decoder_of(nlp), narrow.predict(vectors), ends)
    _attach_crossing(nlp, arcs, stretches, ends)
    forms = token_features(stretches, ["ORTH"]).ravel()
    morphology = morphology_of(nlp, np.stack([forms, tags, arcs.labels], axis=1), ends)
    columns = np.column_stack([tags, arcs.labels, arcs.heads.astype(np.uint64), morphology])
    return np.split(columns, ends[:-1])


def _tags(nlp: Language, vectors: np.ndarray) -> np.ndarray:
    """Numbers of the tokens' tags in the vocabulary (uint64)."""
    tagger = nlp.get_pipe("tagger")
    softmax = tagger.model.layers[-1].layers[0]  # type: ignore[attr-defined]
    scores = vectors @ softmax.get_param("W").T + softmax.get_param("b")
    known = np.array([nlp.vocab.strings[tag] for tag in tagger.labels], dtype=np.uint64)  # type: ignore[attr-defined]
    found: np.ndarray = known[scores.argmax(axis=1)]
    return found


def _attach_crossing(nlp: Language, arcs: Arcs, stretches: Sequence[Stretch], ends: np.ndarray) -> None:
    """Has spaCy find the true heads of words whose arcs cross others, in the few sentences that hold such arcs."""
    strings = nlp.vocab.strings
    labels = [label for label in np.unique(arcs.labels).tolist() if CROSSING in strings[label]]
    (words,) = np.nonzero(np.isin(arcs.labels, np.array(labels, dtype=np.uint64)))
    for number in np.unique(np.searchsorted(ends, words, side="right")).tolist():
        doc, start, end = stretches[number]
        own = slice(int(ends[number]) - (end - start), int(ends[number]))
        sentence = Doc(doc.vocab, words=[token.text for token in doc[start:end]])
        tree = np.column_stack([arcs.heads[own].astype(np.uint64), arcs.labels[own]])
        sentence.from_array([HEAD, DEP], tree)  # type: ignore[arg-type]
        for attach in nlp.get_pipe("parser").postprocesses:  # type: ignore[attr-defined]
            attach(sentence)
        found = sentence.to_array([HEAD, DEP])
        arcs.heads[own], arcs.labels[own] = found[:, 0].astype(np.int64), found[:, 1]
