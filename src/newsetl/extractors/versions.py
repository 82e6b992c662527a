"""Versions that follow from content: an extractor's rows change only where its rules, word lists or model do."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

ENDINGS = (".py", ".csv", ".txt", ".json")
DIGITS = 12
# In the order in which rows are made: each extractor is given rows of those before it, and the names settle the places.
ORDER = (("date_mentions",), ("region_mentions", "entity_mentions"), ("attributions",), ("force_levels",))
MADE_BY = {
    "date_mentions": "date_mentions",
    "region_mentions": "region_mentions",
    "entity_mentions": "entity_mentions",
    "attributions": "attributions",
    "force_levels": "force_levels",
    "refused_figures": "force_levels",
}  # table -> extractor
READ_BY_ALL = ("extractors/scoring.py", "gazetteer", "language", "lexicons")
READ_BY = {"force_levels": ("number_reader",)}


def version_of(extractor: str) -> str:
    """First digits of a SHA-256 over all rules, word lists and cards that an extractor's rows follow from.

    Those of the extractors before it count, because its rows refer to theirs: where they change, so do its rows.

    Args:
        extractor: name of its folder below extractors/.

    Raises:
        FileNotFoundError: a folder that it reads is not there.
        ValueError: ORDER does not name it.
    """
    last = next((i for i, together in enumerate(ORDER) if extractor in together), None)
    if last is None:
        raise ValueError(f"{extractor} is not in ORDER")
    made = [f"extractors/{name}" for together in ORDER[: last + 1] for name in together]
    digest = hashlib.sha256()
    for path in (*made, *READ_BY_ALL, *READ_BY.get(extractor, ())):
        digest.update(digest_of(path).encode())
    return digest.hexdigest()[:DIGITS]


@cache
def installed() -> dict[str, str]:
    """The version of each extractor, by its name, without an import of any."""
    return {extractor: version_of(extractor) for together in ORDER for extractor in together}


@cache
def digest_of(path: str) -> str:
    """SHA-256 over a file or a folder of the package, names included.

    Args:
        path: relative to the package: "extractors/force_levels", "lexicons".

    Raises:
        FileNotFoundError: there is no such file or folder.
    """
    found = _files(files("newsetl").joinpath(path), path)
    if not found:
        raise FileNotFoundError(path)
    digest = hashlib.sha256()
    for name, content in found:
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def _files(entry: Traversable, path: str) -> list[tuple[str, bytes]]:
    if entry.is_dir():
        inside = sorted(entry.iterdir(), key=lambda one: one.name)
        return [found for one in inside for found in _files(one, f"{path}/{one.name}")]
    if path.endswith(ENDINGS):
        return [(path, entry.read_bytes())]
    return []
