"""Syntax and names by spaCy's own pipes, for versions and models whose inside is not known."""

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from newsetl.language.decoding.names import Name
from newsetl.language.decoding.syntax import SYNTAX
from newsetl.language.decoding.vectors import Stretch

BATCH_SIZE = 256  # sentences; larger batches gain nothing and cost memory
PIPES = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")


def read_syntax(nlp: Language, stretches: Sequence[Stretch]) -> list[np.ndarray]:
    """For each stretch its tokens' values of SYNTAX (uint64, tokens × attributes)."""
    docs = _documents(nlp, stretches)
    for pipe in PIPES:
        docs = list(nlp.get_pipe(pipe).pipe(docs, batch_size=BATCH_SIZE))  # type: ignore[attr-defined]
    return [doc.to_array(list(SYNTAX)).reshape(len(doc), len(SYNTAX)) for doc in docs]


def find_names(nlp: Language, stretches: Sequence[Stretch]) -> Iterator[Name]:
    """The names in stretches, in order."""
    docs = nlp.get_pipe("ner").pipe(_documents(nlp, stretches), batch_size=BATCH_SIZE)  # type: ignore[attr-defined]
    for number, (stretch, doc) in enumerate(zip(stretches, docs, strict=True)):
        for name in doc.ents:
            yield Name(number, stretch.start + name.start, stretch.start + name.end, name.label_)


def _documents(nlp: Language, stretches: Sequence[Stretch]) -> list[Doc]:
    """Stretches as documents of their own, with the norms that the tokeniser gave ("ca" of "can't" is "can")."""
    return [_document(nlp, stretch.doc[stretch.start : stretch.end]) for stretch in stretches]


def _document(nlp: Language, tokens: Span) -> Doc:
    doc = Doc(nlp.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    for own, token in zip(doc, tokens, strict=True):
        own.norm_ = token.norm_
    return doc
