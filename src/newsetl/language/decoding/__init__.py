"""What the model says of many sentences at once: syntax and names.

Here, and nowhere else, newsetl goes past spaCy's documented interface: `vectors` embeds each form once, `mixing` leaves
out what no token needs, `trees` and `names` decode all sentences in step, `morphology` remembers forms. It is
several times as fast and gives the same answers, which tests compare. With a spaCy or thinc that this was not tested
with, or a model of another layout, `plain` asks spaCy's own pipes instead, sentence by sentence: slower, and right.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import numpy as np
from spacy.language import Language

from newsetl.language.decoding import plain, syntax
from newsetl.language.decoding.names import Name, find_names
from newsetl.language.decoding.syntax import SYNTAX
from newsetl.language.decoding.vectors import Stretch

TESTED = {
    "spacy": "3.8.",
    "thinc": "8.3.",
}  # beginnings of versions whose internals are as `vectors`, `trees` and `names` read them
ARCHITECTURES = {
    ("tok2vec",): "spacy.Tok2Vec.v2",
    ("tok2vec", "encode"): "spacy.MaxoutWindowEncoder.v2",
    ("tagger",): "spacy.Tagger.v2",
    ("parser",): "spacy.TransitionBasedParser.v2",
    ("ner",): "spacy.TransitionBasedParser.v2",
    ("ner", "tok2vec", "encode"): "spacy.MaxoutWindowEncoder.v2",
}


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
    models = nlp.config["components"]
    return all(_architecture(models, *at) == name for at, name in ARCHITECTURES.items())


def _architecture(components: Mapping[str, Any], name: str, *part: str) -> str:
    found = components[name]["model"]
    for key in part:
        found = found[key]
    return str(found["@architectures"])


__all__ = ["SYNTAX", "Name", "Stretch", "is_known", "read_names", "read_syntax"]
