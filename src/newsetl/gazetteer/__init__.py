"""Names and the places that bear them; read-only once built."""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Gazetteer:
    """Places by name."""

    version: str


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer, loaded once a process."""
    return Gazetteer("none")
