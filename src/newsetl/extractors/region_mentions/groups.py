"""Spans of one name and one qualifier are one question: which place does the article mean by it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.containment import Containment
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.names_with_article import places_with_article
from newsetl.extractors.region_mentions.place_hierarchy import inside
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.normalise import name_key
from newsetl.gazetteer.type_numbers import COUNTRY
from newsetl.lexicons import read_table

MOST_CANDIDATES = 60
# Generic word of a name -> the types of place that it goes with.
TYPES_OF_HEAD: Mapping[str, tuple[str, ...]] = {
    row["head"]: tuple(row["types"].split()) for row in read_table("places/heads") if row["types"]
}


@dataclass(frozen=True)
class Group:
    """One name with its candidates.

    Args:
        spans: numbers of the spans that have the name.
        places, kinds: candidates and how their names match (primary, alias, short, transliterated).
        holders: places said to hold it ("Ohio" in "Springfield, Ohio"); empty where none is named.
        head: generic word with it ("county", "river"), or "".
        sentences: numbers of the sentences that it is in.
        article: whether "the" is before most of its spans ("alone" or "noun", as in NamedSpan), or "".
    """

    key: str
    spans: tuple[int, ...]
    places: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.int64]
    holders: tuple[int, ...] = ()
    head: str = ""
    sentences: frozenset[int] = field(default=frozenset())
    article: str = ""


def make_groups(
    spans: Mapping[int, NamedSpan],
    told: Sequence[Containment],
    sentence_of: Sequence[int],
    gazetteer: Gazetteer,
) -> list[Group]:
    """The groups of all spans that have candidates where the text says they lie, in text order."""
    by_key: dict[str, list[int]] = {}
    for n, span in spans.items():
        if span.candidates is not None:
            by_key.setdefault(group_key(span, gazetteer), []).append(n)
    groups = []
    for key, numbers in by_key.items():
        for part, holders in _parts(numbers, told):
            is_firm = any(told[n].is_firm for n in part)
            groups.append(_group(key, part, spans, (holders, is_firm), sentence_of, gazetteer))
    return [group for group in groups if len(group.places)]


def _parts(numbers: Sequence[int], told: Sequence[Containment]) -> list[tuple[list[int], tuple[int, ...]]]:
    """The spans of a name by what is said to hold it: one part except for "Paris, Texas" beside "Paris, France"."""
    said = sorted({told[n].holders for n in numbers if told[n].holders})
    if len(said) < 2:
        return [(list(numbers), said[0] if said else ())]
    parts = [([n for n in numbers if told[n].holders == holders], holders) for holders in [*said, ()]]
    return [(part, holders) for part, holders in parts if part]


def group_key(span: NamedSpan, gazetteer: Gazetteer) -> str:
    """What spans of one name have in common; "the Niger" is another name than "Niger"."""
    kind = span.how if span.how in ("demonym", "abbreviation") else "name"
    head = span.head if span.how == "headed" else ""
    article = "the" if _is_with_article(span, gazetteer) else ""
    return f"{kind}:{name_key(span.surface)}:{head}:{article}"


def _is_with_article(span: NamedSpan, gazetteer: Gazetteer) -> bool:
    """True for "the Niger" without a noun behind it, where a country is called Niger as well."""
    if span.article != "alone" or span.candidates is None:
        return False
    places, with_article = span.candidates.places, places_with_article(gazetteer)
    is_of_country = bool((gazetteer.arrays["type"][places] == COUNTRY).any())
    return is_of_country and any(int(place) in with_article for place in places)


def _group(
    key: str,
    numbers: Sequence[int],
    spans: Mapping[int, NamedSpan],
    held: tuple[tuple[int, ...], bool],
    sentence_of: Sequence[int],
    gazetteer: Gazetteer,
) -> Group:
    span, (holders, is_firm) = spans[numbers[0]], held
    assert span.candidates is not None
    places = span.candidates.places.astype(np.int64)
    kinds = span.candidates.kinds.astype(np.int64)
    if span.how == "transliteration":
        kinds = np.full(len(kinds), 3)
    if is_firm:
        keep = inside(gazetteer, places, holders)
        places, kinds = places[keep], kinds[keep]
    if len(places) > MOST_CANDIDATES:
        rank = gazetteer.arrays["population"][places] + inside(gazetteer, places, holders) * 1e9
        best = np.argsort(-rank, kind="stable")[:MOST_CANDIDATES]
        places, kinds = places[best], kinds[best]
    heads = [spans[n].head for n in numbers if spans[n].head in TYPES_OF_HEAD]
    return Group(
        key,
        tuple(numbers),
        places,
        kinds,
        holders,
        heads[0] if heads and len(heads) * 2 > len(numbers) else "",
        frozenset(sentence_of[n] for n in numbers),
        _usual([spans[n].article for n in numbers]),
    )


def _usual(articles: Sequence[str]) -> str:
    """What stands for more than half of the spans; "noun" where more than half have some article."""
    if articles.count("alone") * 2 > len(articles):
        return "alone"
    return "noun" if articles.count("") * 2 < len(articles) else ""


def sentence_numbers(spans: Sequence[NamedSpan], sentences: Sequence[Span]) -> list[int]:
    """Number of each span's sentence."""
    numbers, at = [], 0
    for span in spans:
        while at + 1 < len(sentences) and sentences[at + 1].start <= span.span.start:
            at += 1
        numbers.append(at)
    return numbers
