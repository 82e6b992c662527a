"""A doubtful name is a place more likely beside places of the same country, or in a list with places."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

import numpy as np

from newsetl.extractors.region_mentions.model_names import ModelView
from newsetl.extractors.region_mentions.named_span import PLACE_LABELS, NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.type_numbers import COUNTRY

LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", ", or ", "-", " to "})
FEW = 8  # candidates of a name that are looked at
REACH = 250  # characters; about two sentences


def co_occurrence_features(
    words: Words, spans: Sequence[NamedSpan], model: ModelView, gazetteer: Gazetteer
) -> list[str]:
    """For each span: is it in a list with a place; is another name near by, or in the text, of its country?"""
    countries = [_countries(gazetteer, span.candidates) for span in spans]
    sure = {n for n, span in enumerate(spans) if _is_sure(span, model, gazetteer)}
    of_country: dict[int, list[NamedSpan]] = defaultdict(list)
    for n in sorted(sure, key=lambda n: spans[n].span.start):
        for country in countries[n]:
            of_country[country].append(spans[n])
    surfaces = {country: {span.surface for span in places} for country, places in of_country.items()}
    return [
        _list_part(words, spans, n, sure) + _country_part(span, countries[n], of_country, surfaces)
        for n, span in enumerate(spans)
    ]


def _country_part(
    span: NamedSpan,
    countries: frozenset[int],
    of_country: Mapping[int, Sequence[NamedSpan]],
    surfaces: Mapping[int, Set[str]],
) -> str:
    found = "alone"
    for country in countries & surfaces.keys():
        if surfaces[country] <= {span.surface}:
            continue
        found = "text"
        places = of_country[country]
        first = bisect_right(places, span.span.start - REACH, key=_start)
        for at in range(first, len(places)):
            other = places[at]
            if other.span.start >= span.span.start + REACH:
                break
            if other.surface != span.surface:
                return "near"
    return found


def _start(span: NamedSpan) -> int:
    return span.span.start


def _list_part(words: Words, spans: Sequence[NamedSpan], n: int, sure: set[int]) -> str:
    """'list-' beside a sure place with only a comma or "and" between."""
    if n and n - 1 in sure and words.text[spans[n - 1].span.end : spans[n].span.start] in LIST_GAPS:
        return "list-"
    if n + 1 in sure and words.text[spans[n].span.end : spans[n + 1].span.start] in LIST_GAPS:
        return "list-"
    return ""


def _is_sure(span: NamedSpan, model: ModelView, gazetteer: Gazetteer) -> bool:
    if span.candidates is None:
        return False
    if span.how in ("demonym", "abbreviation-comma"):
        return True
    over = model.over(span.span)
    if over is None or over.span != span.span:
        return False
    return over.label in PLACE_LABELS or (
        over.label != "PERSON" and _holds_country(gazetteer, span.candidates)
    )


@lru_cache(maxsize=16384)
def _holds_country(gazetteer: Gazetteer, candidates: Candidates) -> bool:
    return bool((gazetteer.arrays["type"][candidates.places] == COUNTRY).any())


@lru_cache(maxsize=16384)
def _countries(gazetteer: Gazetteer, candidates: Candidates | None) -> frozenset[int]:
    """Countries of the best-known candidates."""
    if candidates is None:
        return frozenset()
    places = candidates.places
    if len(places) > FEW:
        places = places[np.argsort(-gazetteer.arrays["population"][places], kind="stable")[:FEW]]
    return frozenset(int(c) for c in gazetteer.arrays["country"][places] if c >= 0)
