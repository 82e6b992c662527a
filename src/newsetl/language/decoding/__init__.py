"""What the model says of many sentences at once: syntax and names.

Here, and nowhere else, newsetl goes past spaCy's documented interface: `vectors` embeds each form once, `names` decodes
all sentences in step, `morphology` remembers forms. It is several times as fast and gives the same answers, which tests
compare. With a spaCy or thinc that this was not tested with, or a model of another layout, `plain` asks spaCy's own
pipes instead, sentence by sentence: slower, and right.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version

import numpy as np
from spacy.language import Language

from newsetl.language.decoding import plain, syntax
from newsetl.language.decoding.names import Name, decoder_of, find_names
from newsetl.language.decoding.syntax import SYNTAX
from newsetl.language.decoding.vectors import Stretch

TESTED = {
    "spacy": "3.8.",
    "thinc": "8.3.",
}  # beginnings of versions whose internals are as `vectors` and `names` read them
ARCHITECTURE = ("spacy.Tok2Vec.v2", "spacy.TransitionBasedParser.v2")


def read_syntax(nlp: Language, stretches: Sequence[Stretch]) -> list[np.ndarray]:
    """For each stretch its tokens' values of SYNTAX (uint64, tokens × attributes), each stretch read by itself."""
    return syntax.read_syntax(nlp, stretches) if is_known(nlp) else plain.read_syntax(nlp, stretches)


def read_names(nlp: Language, stretches: Sequence[Stretch]) -> Iterator[Name]:
    """The names in stretches that are not empty, in order; each stretch is read by itself."""
    return find_names(nlp, stretches) if is_known(nlp) else plain.find_names(nlp, stretches)


@lru_cache(maxsize=4)
def is_known(nlp: Language) -> bool:
    """True if the installed versions and the model's layout are those that our own decoding was tested with."""
    if not all(version(package).startswith(beginning) for package, beginning in TESTED.items()):
        return False
    encoder, parser = (
        nlp.config["components"][name]["model"]["@architectures"] for name in ("tok2vec", "ner")
    )
    return (encoder, parser) == ARCHITECTURE and bool(decoder_of(nlp).moves)


__all__ = ["SYNTAX", "Name", "Stretch", "is_known", "read_names", "read_syntax"]
