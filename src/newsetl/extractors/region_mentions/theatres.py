"""Where a text's wars are fought, by who fights: "Russian troops entered Pokrovsk" is not about Yakutia.

The forces of a state that fights abroad are no sign of places in that state, but of the countries where it fights.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from newsetl.extractors.region_mentions.candidate_arrays import Scene
from newsetl.extractors.region_mentions.context_words import words_of_role
from newsetl.extractors.region_mentions.groups import Group
from newsetl.extractors.region_mentions.named_span import NamedSpan
from newsetl.extractors.region_mentions.names_of_others import OtherNames
from newsetl.extractors.region_mentions.place_hierarchy import is_country, own_countries
from newsetl.extractors.region_mentions.words import Words, has_force_behind
from newsetl.gazetteer import Gazetteer
from newsetl.gazetteer.countries import LIST_SEPARATOR, countries
from newsetl.gazetteer.forces import OF_A_STATE
from newsetl.gazetteer.institutions import NON_STATE_KINDS, Institution
from newsetl.gazetteer.type_numbers import COUNTRY
from newsetl.lexicons import read_table

# How much more likely, as a logarithm, a place is meant where all who fight do so there alone
ONE_THEATRE = 3.0
PER_THEATRE = 0.7  # how much less for each e-fold more theatres
MOST = 4.0  # of several who fight in the same country
NAMED = 2.0  # of a country with a war that a text on fighting names
SOME_WAR = 1.4  # of all countries with a war, in a text on fighting that tells of no country and no force
SURE = 1.5  # from here on a theatre counts as a country that the text names

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Theatres:
    """Where a text's wars are fought.

    Args:
        log_odds: country's number -> how much more likely its places are meant, as a logarithm.
        abroad: numbers of the spans that name a state by its forces, which fight elsewhere alone.
        also_abroad: numbers of those that name one by its forces, which fight elsewhere as well.
    """

    log_odds: Mapping[int, float]
    abroad: frozenset[int]
    also_abroad: frozenset[int]

    @property
    def countries(self) -> frozenset[int]:
        """Numbers of the countries that are as good as named."""
        return frozenset(country for country, odds in self.log_odds.items() if odds >= SURE)

    def tells(self, group: Group) -> bool:
        """False for a state that the text names by its forces abroad alone."""
        return not self.abroad.issuperset(group.spans)

    def of(self, scene: Scene, gazetteer: Gazetteer) -> Floats:
        """For every candidate what the theatres say for it.

        Nothing for countries, where the text tells more, and of names that a capital has: "Riyadh" is no suburb of a
        town at war.
        """
        a = gazetteer.arrays
        odds = np.zeros(len(countries()) + 1)  # the last is of places in no country, whose number is -1
        for country, value in self.log_odds.items():
            odds[country] = value
        is_told = np.array([bool(g.holders) for g in scene.groups])
        np.logical_or.at(is_told, scene.group, gazetteer.is_capital[scene.place])
        counts = (a["type"][scene.place] != COUNTRY) & ~is_told[scene.group]
        return np.asarray(odds[a["country"][scene.place]] * counts)


NO_THEATRES = Theatres({}, frozenset(), frozenset())


def read_theatres(
    words: Words, spans: Sequence[NamedSpan], others: OtherNames, gazetteer: Gazetteer
) -> Theatres:
    """Where the wars of a text are fought, by its forces, and by its words and the countries that it names."""
    by_state = {
        n: known for n, span in enumerate(spans) if (known := _of_forces(words, span, gazetteer)) is not None
    }
    log_odds: dict[int, float] = {}
    for theatres in (*_of_names(words.text, others), *by_state.values()):
        each = max(0.0, ONE_THEATRE - PER_THEATRE * float(np.log(len(theatres))))
        for country in theatres:
            log_odds[country] = min(MOST, log_odds.get(country, 0.0) + each)
    own = {n: _states(words, spans[n], gazetteer) for n in by_state}
    abroad = frozenset(n for n, theatres in by_state.items() if theatres.isdisjoint(own[n]))
    also_abroad = frozenset(n for n, theatres in by_state.items() if theatres - own[n])
    if any(_is_of_war(words, n) for n in range(len(words.words))):
        named = _named(spans, gazetteer, abroad)
        for country in named & _at_war() - _abroad_alone():
            log_odds[country] = max(log_odds.get(country, 0.0), NAMED)
        if not named and not log_odds:
            log_odds = dict.fromkeys(_at_war(), SOME_WAR)
    return Theatres(log_odds, abroad, also_abroad)


def _is_of_war(words: Words, number: int) -> bool:
    """True for "shelling", at a sentence's head as well; not for "Rebels" there, which teams are called."""
    text = words.words[number].text
    if text.casefold() not in words_of_role("war"):
        return False
    return text.islower() or not (words.before(number) or text.casefold() in _fighters())


@cache
def _fighters() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("forces/nouns") if row["kind"] == "strong")


def _named(spans: Sequence[NamedSpan], gazetteer: Gazetteer, abroad: frozenset[int]) -> frozenset[int]:
    own = (
        own_countries(span.candidates, gazetteer)
        for n, span in enumerate(spans)
        if n not in abroad and is_country(span.candidates, gazetteer)
    )
    return frozenset().union(*own)


def _of_forces(words: Words, span: NamedSpan, gazetteer: Gazetteer) -> frozenset[int] | None:
    """Where the forces fight of the state that is named before them: "Russian ground forces", "Kyiv's army"."""
    if not has_force_behind(words, span.last):
        return None
    found = [
        _theatres()["state", state]
        for state in _states(words, span, gazetteer)
        if ("state", state) in _theatres()
    ]
    return frozenset().union(*found) if found else None


def _states(words: Words, span: NamedSpan, gazetteer: Gazetteer) -> frozenset[int]:
    """Numbers of the country that a span names, or of the one whose capital it is: "Kyiv's army"."""
    if span.candidates is None or span.how not in ("name", "demonym", "abbreviation"):
        return frozenset()
    if is_country(span.candidates, gazetteer):
        return own_countries(span.candidates, gazetteer)
    places = span.candidates.places
    capitals = places[gazetteer.is_capital[places]]
    is_owner = words.text[span.span.end : span.span.end + 2] in ("'s", "’s")
    return frozenset(gazetteer.arrays["country"][capitals].tolist()) if is_owner else frozenset()


def _of_names(text: str, others: OtherNames) -> Iterator[frozenset[int]]:
    """Where each listed force fights that the text names, and those under each leader that it names."""
    for institution in dict.fromkeys(others.institutions):
        found = _of_institution(institution)
        if found:
            yield found
    for leader in dict.fromkeys(_leaders().findall(text)):
        yield _theatres()["leader", leader]


def _of_institution(institution: Institution) -> frozenset[int]:
    listed = _theatres().get(("force", institution.name))
    if listed is not None:
        return listed
    own = next((n for n, country in enumerate(countries()) if country.iso3 == institution.iso3), None)
    if own is None:
        return frozenset()
    if institution.kind in NON_STATE_KINDS or institution.kind == "mission":
        return frozenset((own,))
    is_force = institution.kind in OF_A_STATE
    return _theatres().get(("state", own), frozenset()) if is_force else frozenset()


@cache
def _theatres() -> dict[tuple[str, str | int], frozenset[int]]:
    """Where each actor fights; a state by its number."""
    number = {country.iso3: n for n, country in enumerate(countries())}
    return {
        (row["kind"], number[row["actor"]] if row["kind"] == "state" else row["actor"]): frozenset(
            number[iso3] for iso3 in row["countries"].split(LIST_SEPARATOR)
        )
        for row in read_table("forces/theatres")
    }


@cache
def _at_war() -> frozenset[int]:
    return frozenset().union(*_theatres().values())


@cache
def _abroad_alone() -> frozenset[int]:
    """The states whose forces fight elsewhere alone."""
    return frozenset(
        int(actor) for (kind, actor), found in _theatres().items() if kind == "state" and actor not in found
    )


@cache
def _leaders() -> re.Pattern[str]:
    names = "|".join(re.escape(str(actor)) for kind, actor in _theatres() if kind == "leader")
    return re.compile(rf"(?<![\w-])(?:{names})(?!\w)")
