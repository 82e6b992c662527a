"""Builds the gazetteer's arrays from the packages' places and our own files; the same input gives the same bytes."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from newsetl.gazetteer.countries import countries
from newsetl.gazetteer.curated import TABLES, curated_places, merge, with_variants
from newsetl.gazetteer.division_names import without_division_names
from newsetl.gazetteer.normalise import folded_key, name_key
from newsetl.gazetteer.other_scripts import script_key
from newsetl.gazetteer.package_files import package_versions
from newsetl.gazetteer.places import PLACE_TYPES, RawPlace
from newsetl.gazetteer.settlements import SETTLEMENTS, settlements
from newsetl.gazetteer.sources import read_places
from newsetl.lexicons import read_words
from newsetl.lexicons.other_languages import other_languages

FORMAT = "3"
OTHERS = ("places/countries_other_languages",)
# The code that decides what is built.
MODULES = (
    "build",
    "curated",
    "division_names",
    "divisions",
    "normalise",
    "other_scripts",
    "package_files",
    "places",
    "settlements",
    "sources",
)
PRIMARY, ALIAS, SHORT, OTHER = 0, 1, 2, 4  # kinds of a name; 3 is a transliteration, found by its folded key
NOTHING = -1
TRANSLITERATION_MARKS = str.maketrans("ıə", "ia", "‘’ʻʼʿʾ`´")


def gazetteer_version() -> str:
    """Version of the gazetteer: a hash over the packages' versions, our own files and the build's code."""
    languages = sorted(other_languages())  # their codes alone: cues around names do not change what is built
    digest = hashlib.sha256(f"{FORMAT} {package_versions()} {languages}".encode())
    own = [files("newsetl.gazetteer") / f"{module}.py" for module in MODULES]
    own += [
        files("newsetl.lexicons") / f"{table}.csv" for table in ("countries", *OTHERS, *TABLES, *SETTLEMENTS)
    ]
    own += [files("newsetl.lexicons") / f"places/{words}.txt" for words in ("transliterated", "villages_of")]
    for path in own:
        digest.update(path.read_bytes())
    return f"{FORMAT}-{digest.hexdigest()[:12]}"


def build_arrays() -> dict[str, npt.NDArray[Any]]:
    """All arrays of the gazetteer; takes about half a minute and 1 GB."""
    packaged = _unique(read_places())
    curated = list(curated_places())
    curated += settlements([*curated, *packaged])
    places = without_division_names(with_variants(_unique(merge(curated, packaged))))
    number = {place.place_id: n for n, place in enumerate(places)}
    return {
        **_columns(places, number),
        **_index("name", _names(places), len(places)),
        **_index("script", _script_names(places), len(places)),
        **_index("fold", _folded_names(places), len(places)),
    }


def _unique(places: Iterable[RawPlace]) -> list[RawPlace]:
    """Places without those whose id came before."""
    by_id: dict[str, RawPlace] = {}
    for place in places:
        by_id.setdefault(place.place_id, place)
    return list(by_id.values())


def _columns(places: Sequence[RawPlace], number: dict[str, int]) -> dict[str, npt.NDArray[Any]]:
    iso3 = {c.iso3: n for n, c in enumerate(countries())}
    texts = "\n".join(f"{p.place_id}\t{_shown(p)}\t{p.code}" for p in places).encode()
    ends = np.flatnonzero(np.frombuffer(texts, dtype=np.uint8) == ord("\n"))
    return {
        "text": np.frombuffer(texts, dtype=np.uint8),
        "text_start": np.concatenate(([0], ends + 1, [len(texts) + 1])).astype(np.uint32),
        "type": np.array([PLACE_TYPES.index(p.type) for p in places], dtype=np.int8),
        "latitude": np.array([p.latitude for p in places], dtype=np.float64),
        "longitude": np.array([p.longitude for p in places], dtype=np.float64),
        "fame": np.array([p.fame for p in places], dtype=np.int32),
        "population": np.array([p.population for p in places], dtype=np.int64),
        "approximate": np.array([p.is_approximate for p in places], dtype=np.int8),
        "country": np.array([iso3.get(p.iso3 or "", NOTHING) for p in places], dtype=np.int16),
        "admin1": np.array([number.get(p.admin1 or "", NOTHING) for p in places], dtype=np.int32),
        "admin2": np.array([number.get(p.admin2 or "", NOTHING) for p in places], dtype=np.int32),
    }


def _shown(place: RawPlace) -> str:
    """The name to show: without the marks of scientific transliteration where the script is not Latin."""
    if place.iso3 not in read_words("places/transliterated"):
        return place.name
    plain = "".join(c for c in unicodedata.normalize("NFKD", place.name) if not unicodedata.combining(c))
    return plain.translate(TRANSLITERATION_MARKS)


def _names(places: Sequence[RawPlace]) -> Iterable[tuple[str, int, int]]:
    for n, place in enumerate(places):
        short = {name_key(name) for name in place.short_names}
        yield name_key(place.name), n, PRIMARY
        yield from ((key, n, SHORT) for key in short)
        yield from ((key, n, ALIAS) for key in map(name_key, place.aliases) if key not in short)
        yield from ((key, n, OTHER) for key in map(name_key, place.other_names) if key not in short)


def _folded_names(places: Sequence[RawPlace]) -> Iterable[tuple[str, int, int]]:
    transliterated = read_words("places/transliterated")
    for n, place in enumerate(places):
        if place.iso3 in transliterated and place.type != "country":
            yield folded_key(place.name), n, PRIMARY
            yield from ((folded_key(alias), n, ALIAS) for alias in (*place.aliases, *place.short_names))


def _script_names(places: Sequence[RawPlace]) -> Iterable[tuple[str, int, int]]:
    for n, place in enumerate(places):
        yield from ((script_key(name), n, PRIMARY) for name in place.script_names)


def key_hash(key: str) -> int:
    """64 bits of a key; a name is looked up by them alone."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def _index(prefix: str, names: Iterable[tuple[str, int, int]], count: int) -> dict[str, npt.NDArray[Any]]:
    """Sorted hashes of keys, and for each the places that have the name with the kind of the name."""
    best: dict[tuple[int, int], int] = {}
    for key, place, kind in names:
        if key:
            at = (key_hash(key), place)
            best[at] = min(kind, best.get(at, kind))
    hashes = np.fromiter((h for h, _ in best), dtype=np.uint64, count=len(best))
    numbers = np.fromiter((n for _, n in best), dtype=np.uint32, count=len(best))
    kinds = np.fromiter(best.values(), dtype=np.int8, count=len(best))
    order = np.lexsort((numbers, hashes))
    keys, starts = np.unique(hashes[order], return_index=True)
    assert count > int(numbers.max())
    return {
        f"{prefix}_hash": keys,
        f"{prefix}_start": np.append(starts, len(order)).astype(np.uint32),
        f"{prefix}_place": numbers[order],
        f"{prefix}_kind": kinds[order],
    }
