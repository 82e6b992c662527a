"""What becomes of the answers by what the text says holds the names: in "Buffalo, New York" it is the state."""

from collections.abc import Mapping, Sequence

import numpy as np

from newsetl.extractors.region_mentions.answers import Answer
from newsetl.extractors.region_mentions.containment import FIRM, Containment, country_called
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.place_hierarchy import inside
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.type_numbers import ADMIN1


def stated_places(
    spans: Sequence[NamedSpan], told: Sequence[Containment], answers: Mapping[int, Answer]
) -> dict[int, tuple[int, float]]:
    """For each name that the text puts into a country or division: that place's number, and how surely it is it."""
    by_name: dict[str, tuple[int, float]] = {}
    for span, said in zip(spans, told, strict=True):
        if said.qualifier is not None and said.qualifier in answers:
            holder = answers[said.qualifier]
            by_name.setdefault(span.surface, (holder.place, holder.probability))
    return {n: by_name[span.surface] for n, span in enumerate(spans) if span.surface in by_name}


def as_holders(
    words: Words,
    spans: Sequence[NamedSpan],
    told: Sequence[Containment],
    answers: Mapping[int, Answer],
    gazetteer: Gazetteer,
) -> dict[int, Answer]:
    """The answers, where a name behind a comma holds the name before it: in "Buffalo, New York" it is the state.

    Elsewhere in the article the name keeps its answer: "New York" alone is the city.
    """
    result = dict(answers)
    for n, said in enumerate(told):
        held, behind = answers.get(n), said.qualifier
        if held is None or behind is None or behind < n or behind not in answers:
            continue
        if words.text[spans[n].span.end : spans[behind].span.start] not in FIRM:
            continue
        own = answers[behind]
        holding = [h for h in said.holders if inside(gazetteer, np.array([held.place]), (h,)).any()]
        if holding and own.place not in holding:
            result[behind] = Answer(holding[0], own.probability, own.place)
    return result


def as_countries(
    spans: Sequence[NamedSpan],
    told: Sequence[Containment],
    answers: Mapping[int, Answer],
    gazetteer: Gazetteer,
) -> dict[int, Answer]:
    """The answers, where a state is told from the country of its name: in "Savannah, Georgia" it is the state.

    Alone the name is the country if the article names as many other places of that country as of the state's.
    """
    a, result = gazetteer.arrays, dict(answers)
    holders = {said.qualifier for said in told if said.qualifier is not None}
    named = {
        n: int(answers[n].place) for n, said in enumerate(told) if n in answers and said.qualifier is None
    }
    for n in holders & answers.keys():
        state, country = answers[n].place, country_called(spans[n].candidates, gazetteer)
        if a["type"][state] != ADMIN1 or country is None:
            continue
        alone = {m for m in named if m not in holders and spans[m].surface == spans[n].surface}
        others = {place for m, place in named.items() if m not in holders and m not in alone}
        of_country = sum(a["country"][p] == a["country"][country] for p in others)
        if of_country and of_country >= sum(a["country"][p] == a["country"][state] for p in others):
            result |= {m: Answer(country, answers[m].probability, state) for m in alone if not spans[m].head}
    return result
