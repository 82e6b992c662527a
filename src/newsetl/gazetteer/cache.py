"""Where the built gazetteer is kept: it is built once per set of sources, then read from a cache file."""

import os
from functools import lru_cache
from pathlib import Path

from newsetl.gazetteer.build import build_arrays, gazetteer_version
from newsetl.gazetteer.gazetteer import Gazetteer
from newsetl.gazetteer.store import read_arrays, write_arrays


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer, loaded once a process; built first (about half a minute) where no cache file fits."""
    version = gazetteer_version()
    path = cache_folder() / f"gazetteer-{version}.bin"
    arrays = read_arrays(path)
    if arrays is None:
        write_arrays(path, build_arrays())
        arrays = read_arrays(path)
    if arrays is None:
        raise RuntimeError(f"the gazetteer that was just built cannot be read: {path}")
    return Gazetteer(version, arrays)


def cache_folder() -> Path:
    """Where the built gazetteer is kept: NEWSETL_CACHE, else newsetl's folder in the user's cache directory."""
    if folder := os.environ.get("NEWSETL_CACHE"):
        return Path(folder)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "newsetl"
