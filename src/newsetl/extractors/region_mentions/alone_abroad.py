"""Small places whose country the article never comes near: nearly always a person, a company or a word.

"Honda is coming to Mexico" is not about Honda in Colombia, nor "Marx and Engels" about Engels in Russia. Who reports
from a small town abroad says which country it is in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsetl.extractors.region_mentions.answers import Answer
from newsetl.extractors.region_mentions.containment import Containment
from newsetl.extractors.region_mentions.discussed import IS_SMALL
from newsetl.extractors.region_mentions.groups import Group
from newsetl.gazetteer import Gazetteer

KNOWN_ABROAD = 100_000  # people from which on a city may be named without its country
SURE = 0.9  # probability from which on the words around the name make it a place, "near Mora"


def alone_abroad(
    answers: Mapping[int, Answer],
    presence: Sequence[float],
    told: Sequence[Containment],
    home: Group | None,
    least: float,
    gazetteer: Gazetteer,
) -> set[int]:
    """Numbers of the spans whose place is small, and the only one of its country in the article.

    Args:
        answers: the place of each span that has one.
        presence: how likely each span is a place at all.
        told: what the text says holds each span; what it says to lie in a country is not alone.
        home: places that the outlet may be at home in: its own country is not abroad.
        least: the presence from which on a span is a mention.
        gazetteer: what the places' numbers mean.
    """
    country, types, people = (gazetteer.arrays[name] for name in ("country", "type", "population"))
    named = defaultdict(set)
    for n, answer in answers.items():
        if presence[n] >= least:
            named[int(country[answer.place])].add(answer.place)
    at_home = set() if home is None else set(country[home.places].tolist())

    def is_alone(n: int, place: int) -> bool:
        is_small = IS_SMALL[types[place]] and people[place] < KNOWN_ABROAD and not gazetteer.is_capital[place]
        own = int(country[place])
        return bool(is_small) and own not in at_home and len(named[own]) == 1 and told[n].qualifier is None

    return {n for n, answer in answers.items() if least <= presence[n] < SURE and is_alone(n, answer.place)}
