"""A folder that costs runs to make: made once for a module, and put back as it was before each test."""

import shutil
import subprocess
from pathlib import Path


def set_aside(home: Path) -> Path:
    """Keeps a copy of a folder beside it, for `put_back`; returns the folder."""
    _copy(home, _kept(home))
    return home


def put_back(home: Path) -> Path:
    """Makes the folder again what it was when it was set aside, in the same place; returns it."""
    shutil.rmtree(home, ignore_errors=True)
    _copy(_kept(home), home)
    return home


def _kept(home: Path) -> Path:
    return home.with_name(f"{home.name}-kept")


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", source, target], check=True)  # keeps hard links, which shutil.copytree breaks
