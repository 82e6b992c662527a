"""Small places whose country the article never comes near: nearly always a person, a company or a word.

"Honda is coming to Mexico" is not about Honda in Colombia, nor "Marx and Engels" about Engels in Russia. Who reports
from a small town abroad says which country it is in, or puts it on the map: "in Srebrenica", a dateline.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsetl.core.spans import Span
from newsetl.extractors.region_mentions.answers import Answer
from newsetl.extractors.region_mentions.containment import Containment
from newsetl.extractors.region_mentions.context_words import has_role
from newsetl.extractors.region_mentions.discussed import IS_SMALL
from newsetl.extractors.region_mentions.groups import Group
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.neighbouring_names import LIST_GAPS, TOWARDS
from newsetl.extractors.region_mentions.theatres import Theatres
from newsetl.extractors.region_mentions.words import Words
from newsetl.gazetteer import Gazetteer

KNOWN_ABROAD = 100_000  # people from which on a city may be named without its country
KNOWN_EVERYWHERE = 500_000  # people from which on it may be, and nowhere be said to be a place: "Karachi"
RENOWNED = 50  # names in all languages from which on it may be as well: "the Geneva Motor Show"
SEVERAL = 2  # places of other countries from which on the article is not about this one
SURE = 0.9  # probability from which on the words around the name make it a place, "near Mora"


def alone_abroad(
    words: Words,
    spans: Sequence[NamedSpan],
    answers: Mapping[int, Answer],
    presence: Sequence[float],
    told: Sequence[Containment],
    dateline: Span | None,
    home: Group | None,
    theatres: Theatres,
    least: float,
    gazetteer: Gazetteer,
) -> set[int]:
    """Numbers of the spans whose place is small, and the only one of its country in the article.

    Args:
        words: the article's words.
        spans: its names.
        answers: the place of each span that has one.
        presence: how likely each span is a place at all.
        told: what the text says holds each span; what it says to lie in a country is not alone.
        dateline: where it is; who reports from there is there.
        home: places that the outlet may be at home in: its own country is not abroad.
        theatres: where the article's wars are fought: nor are those countries.
        least: the presence from which on a span is a mention.
        gazetteer: what the places' numbers mean.
    """
    columns = ("country", "type", "population", "fame")
    country, types, people, fame = (gazetteer.arrays[name] for name in columns)
    named = defaultdict(set)
    for n, answer in answers.items():
        if presence[n] >= least:
            named[int(country[answer.place])].add(answer.place)
    at_home = theatres.countries.union([] if home is None else country[home.places].tolist())
    on_map = {answers[n].place for n in _put_on_map(words, spans) & answers.keys()}
    most = max(map(len, named.values()), default=0)

    def is_alone(n: int, place: int) -> bool:
        own = int(country[place])
        if own >= 0 and _is_direction(spans[n]) and len(named[own]) < most and own not in at_home:
            return told[n].qualifier is None  # "the North-West" of a report on Nigeria is not Cameroon's
        if not IS_SMALL[types[place]] or gazetteer.is_capital[place] or own in at_home:
            return False
        if len(named[own]) > 1 or told[n].qualifier is not None:
            return False
        if people[place] < KNOWN_ABROAD and presence[n] < SURE:
            return place not in on_map  # "Police in Srebrenica said", not "Honda said"
        elsewhere = sum(len(places) for other, places in named.items() if other != own)
        is_one_word = spans[n].first == spans[n].last and not spans[n].head
        is_elsewhere = elsewhere >= SEVERAL and fame[place] < RENOWNED
        return is_one_word and is_elsewhere and place not in on_map and people[place] < KNOWN_EVERYWHERE

    reported_from = {
        n for n in answers if dateline is not None and dateline.start <= spans[n].span.start < dateline.end
    }
    named_now = {n for n in answers if presence[n] >= least} - reported_from
    return {n for n in named_now if is_alone(n, answers[n].place)}


def _is_direction(span: NamedSpan) -> bool:
    """True for "North-West" and "Eastern", which provinces of many countries are called."""
    return span.how == "name" and all(
        has_role(word, "compass") or has_role(word, "side") for word in re.split(r"[ -]", span.surface)
    )


def _put_on_map(words: Words, spans: Sequence[NamedSpan]) -> set[int]:
    """Numbers of the spans in "in Engels", "the city of Engels", "the attack on Engels", not in "a bust of Engels"."""
    found: set[int] = set()
    for n, span in enumerate(spans):
        first = span.first - (words.before(span.first) == "The")  # "in The Hague"
        before = words.before(first)
        is_located = has_role(before, "locative") and (before == "from" or before not in TOWARDS)
        is_called = before == "of" and has_role(words.before(first, 2), "place_noun")
        is_called |= before in ("on", "of", "for") and has_role(words.before(first, 2), "happening")
        is_listed = n - 1 in found and words.text[spans[n - 1].span.end : span.span.start] in LIST_GAPS
        if is_located or is_called or is_listed:
            found.add(n)
    return found
