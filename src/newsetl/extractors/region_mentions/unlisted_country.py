"""The country of a place that no list knows: the one that nearly all other names of the article lie in."""

from collections.abc import Mapping, Sequence

from newsetl.extractors.region_mentions.answers import Answer
from newsetl.gazetteer import Gazetteer

LEAST_SHARE = 0.65  # of the other names' weight that must lie in one country
SAME_SENTENCE = 4.0  # weight of a name of the same sentence
ITSELF = 2.0  # how much more a country's own name says than a place in it
FEWEST = 1.2  # weight of names below which no country is given: that of one country named, or of two places


def surrounding_country(
    n: int,
    sentence_of: Sequence[int],
    answers: Mapping[int, Answer],
    abroad: frozenset[int],
    gazetteer: Gazetteer,
) -> tuple[int, float] | None:
    """The number of the country that the names around span n lie in, and how surely; None where they differ.

    Args:
        n: number of the span.
        sentence_of: for each span the number of its sentence.
        answers: the places of the other spans.
        abroad: numbers of the spans that name a state by its forces, which fight abroad as well.
        gazetteer: what their numbers mean.
    """
    weight: dict[str, float] = {}
    for other, answer in answers.items():
        country = gazetteer.country(answer.place)
        if other != n and other not in abroad and country is not None:
            near = SAME_SENTENCE if sentence_of[other] == sentence_of[n] else 1.0
            own = ITSELF if answer.place == gazetteer.country_places[country.iso3] else 1.0
            weight[country.iso3] = weight.get(country.iso3, 0.0) + own * near * answer.probability
    total = sum(weight.values())
    best = max(weight, key=lambda iso3: (weight[iso3], iso3), default=None)
    if best is None or total < FEWEST or weight[best] < LEAST_SHARE * total:
        return None
    return gazetteer.country_places[best], weight[best] / total
