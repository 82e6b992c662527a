"""Spans of one name and one qualifier are one question: which place does the article mean by it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.normalise import name_key
from newsetl.gazetteer.places import PLACE_TYPES
from newsetl.model import Span

MOST_CANDIDATES = 60
HOLDERS = tuple(PLACE_TYPES.index(name) for name in ("country", "admin1", "admin2", "region"))
QUALIFIER_GAP = (", ", " (", " in ", ",\n", ", in ", " of ")
# Generic word of a name -> the types of place that it goes with.
TYPES_OF_HEAD: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("county", "parish", "borough"), ("admin2", "admin1")),
    **dict.fromkeys(("province", "governorate", "oblast", "state", "prefecture"), ("admin1",)),
    **dict.fromkeys(("region", "territory"), ("admin1", "region")),
    **dict.fromkeys(("district", "raion", "department", "municipality"), ("admin2", "admin1")),
    **dict.fromkeys(("city", "town", "village", "township", "camp", "suburb"), ("city",)),
    **dict.fromkeys(("river", "lake", "sea", "gulf", "strait", "bay", "canal"), ("water",)),
    **dict.fromkeys(("island", "islands", "peninsula", "valley", "mountains", "desert"), ("region", "area")),
    **dict.fromkeys(("airport", "airfield", "airbase", "base", "dam", "prison"), ("facility",)),
}


@dataclass(frozen=True)
class Group:
    """One name with its candidates.

    Args:
        spans: numbers of the spans that bear the name.
        places, kinds: candidates and how their names match (primary, alias, short, transliterated).
        holders: places said to hold it ("Ohio" in "Springfield, Ohio"); empty where none is named.
        head: generic word with it ("county", "river"), or "".
        sentences: numbers of the sentences that it stands in.
        weight: how much it tells of other names; the outlet's name tells less.
    """

    key: str
    spans: tuple[int, ...]
    places: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]
    holders: tuple[int, ...] = ()
    head: str = ""
    sentences: frozenset[int] = field(default=frozenset())


def make_groups(
    words: Words, spans: Sequence[NamedSpan], sentence_of: Sequence[int], gazetteer: Gazetteer
) -> list[Group]:
    """The groups of all spans that have candidates, in text order."""
    holders = {n: _holders(words, spans, n, gazetteer) for n in range(len(spans))}
    by_key: dict[str, list[int]] = {}
    for n, span in enumerate(spans):
        if span.candidates is not None:
            by_key.setdefault(_group_key(span), []).append(n)
    groups = []
    for key, numbers in by_key.items():
        said = {holders[n] for n in numbers if holders[n]}
        if len(said) > 1:  # "Paris, Texas" and "Paris, France" in one article
            parts = [[n for n in numbers if holders[n] == h] for h in [*sorted(said), ()]]
            groups += [
                _group(key, part, spans, holders[part[0]], sentence_of, gazetteer) for part in parts if part
            ]
        else:
            groups.append(_group(key, numbers, spans, next(iter(said), ()), sentence_of, gazetteer))
    return groups


def _group_key(span: NamedSpan) -> str:
    kind = span.how if span.how in ("demonym", "abbreviation") else "name"
    head = span.head if span.how == "headed" else ""
    return f"{kind}:{name_key(span.surface)}:{head}"


def _group(
    key: str,
    numbers: Sequence[int],
    spans: Sequence[NamedSpan],
    holders: tuple[int, ...],
    sentence_of: Sequence[int],
    gazetteer: Gazetteer,
) -> Group:
    span = spans[numbers[0]]
    assert span.candidates is not None
    places = span.candidates.places.astype(np.int64)
    kinds = span.candidates.kinds.astype(np.int64)
    if span.how == "transliteration":
        kinds = np.full(len(kinds), 3)
    if len(places) > MOST_CANDIDATES:
        rank = gazetteer.arrays["population"][places] + _inside(gazetteer, places, holders) * 1e9
        keep = np.argsort(-rank, kind="stable")[:MOST_CANDIDATES]
        places, kinds = places[keep], kinds[keep]
    heads = [spans[n].head for n in numbers if spans[n].head in TYPES_OF_HEAD]
    return Group(
        key,
        tuple(numbers),
        places,
        kinds,
        holders,
        heads[0] if heads and len(heads) * 2 > len(numbers) else "",
        frozenset(sentence_of[n] for n in numbers),
    )


def _holders(words: Words, spans: Sequence[NamedSpan], n: int, gazetteer: Gazetteer) -> tuple[int, ...]:
    """Countries or divisions named right behind: "Springfield, Ohio", "Paris (Texas)", "the Kuwaiti island"."""
    span = spans[n]
    for other in spans[n + 1 : n + 2]:
        gap = words.text[span.span.end : other.span.start].replace("the ", "")
        if other.candidates is None or gap not in QUALIFIER_GAP:
            continue
        places = other.candidates.places[other.candidates.kinds < 3].astype(np.int64)
        types = gazetteer.arrays["type"][places]
        fitting = places[np.isin(types, HOLDERS)]
        if not len(fitting) or span.candidates is None:
            continue
        inside = [
            int(p)
            for p in fitting
            if _inside(gazetteer, span.candidates.places.astype(np.int64), (int(p),)).any()
        ]
        if inside:
            return tuple(inside)
    return ()


def _inside(
    gazetteer: Gazetteer, places: npt.NDArray[np.int64], holders: Sequence[int]
) -> npt.NDArray[np.bool_]:
    """For each place whether it lies in one of the holders."""
    a = gazetteer.arrays
    inside = np.zeros(len(places), dtype=bool)
    for holder in holders:
        if a["type"][holder] == HOLDERS[0]:
            inside |= (a["country"][places] == a["country"][holder]) & (places != holder)
        else:
            inside |= (a["admin1"][places] == holder) | (a["admin2"][places] == holder)
    return inside


inside = _inside


def sentence_numbers(spans: Sequence[NamedSpan], sentences: Sequence[Span]) -> list[int]:
    """Number of each span's sentence."""
    numbers, at = [], 0
    for span in spans:
        while at + 1 < len(sentences) and sentences[at + 1].start <= span.span.start:
            at += 1
        numbers.append(at)
    return numbers
