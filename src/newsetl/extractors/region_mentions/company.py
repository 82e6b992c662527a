"""A doubtful name is a place more likely beside places of the same country, or in a list with places."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from newsetl.extractors.region_mentions.model_names import ModelView
from newsetl.extractors.region_mentions.named_span import PLACE_LABELS, NamedSpan
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.places import PLACE_TYPES

LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", ", or ", "-", " to "})
FEW = 8  # candidates of a name that are looked at
REACH = 250  # characters; about two sentences
COUNTRY = PLACE_TYPES.index("country")


def company(words: Words, spans: Sequence[NamedSpan], model: ModelView, gazetteer: Gazetteer) -> list[str]:
    """For each span: does it stand in a list with a place; is another name near by, or in the text, of its country?"""
    countries = [_countries(gazetteer, span.candidates) for span in spans]
    sure = [n for n, span in enumerate(spans) if _is_sure(span, model, gazetteer)]
    return [
        _list_part(words, spans, n, set(sure)) + _country_part(spans, n, sure, countries)
        for n in range(len(spans))
    ]


def _country_part(
    spans: Sequence[NamedSpan], n: int, sure: Sequence[int], countries: Sequence[frozenset[int]]
) -> str:
    found = "alone"
    for other in sure:
        if spans[other].surface == spans[n].surface or not countries[n] & countries[other]:
            continue
        if abs(spans[other].span.start - spans[n].span.start) < REACH:
            return "near"
        found = "text"
    return found


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
