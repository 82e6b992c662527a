"""The language model: loaded once a process."""

from contextlib import AbstractContextManager
from functools import lru_cache

import spacy
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from newsetl.language.installed_model import ModelInfo, model_info

NETWORKS = ("tok2vec", "tagger", "parser", "ner")
__all__ = ["ModelInfo", "load_model", "model_info", "one_thread"]


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The checked model as a spaCy pipeline; loading takes about a second, once a process.

    Its matrices are multiplied by NumPy, which takes two thirds of the time that thinc's own BLIS takes, and its
    lemmatizer looks forms up in sets instead of lists of ten thousands of words.
    """
    nlp = spacy.load(model_info().path)
    ops = NumpyOps(use_blis=False)
    for name in NETWORKS:
        for layer in nlp.get_pipe(name).model.walk():  # type: ignore[attr-defined]
            layer.ops = ops
    known_forms = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for part_of_speech, forms in known_forms.items():
        known_forms[part_of_speech] = frozenset(forms)
    return nlp


def one_thread() -> AbstractContextManager[object]:
    """Keeps NumPy to one thread: processes share the work among cores, and small matrices gain nothing from more."""
    limited: AbstractContextManager[object] = _thread_pools().limit(limits=1)
    return limited


@lru_cache(maxsize=1)
def _thread_pools() -> ThreadpoolController:
    return ThreadpoolController()
