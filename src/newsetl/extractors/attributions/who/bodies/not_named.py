"""Resolves "the army" or "the Observatory", where the article names none, to that of the country it is about."""

import re
from collections import Counter
from functools import cache, lru_cache

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.countries import Country, country_of_demonym, country_of_iso3, country_of_name
from newsetl.gazetteer.descriptions import country_of_capital
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.gazetteer.towns import states_of_towns
from newsetl.language.datelines import dateline_at, places_of
from newsetl.lexicons.word_sets import alternatives, word_set

WORD_SETS = "statements/word_sets"
NAME = r"(?P<state>(?:[A-Z][\w.-]{0,30}\s)?[A-Z][\w.-]{0,30})"
DATELINE_PARTS = re.compile(r",\s*")
STATE_MEDIA = alternatives(word_set(WORD_SETS, "media of a state"))
CAPITALS = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")
CLEARLY = 3  # times as often as the next, and times that the state of the lede is named at least
TWICE = 2  # times that the state of the lede is named at least where no other is
RATHER = 1.5  # times as often as the next, for the state of the lede
LEDE = 400  # characters: headline and first paragraph
ARTICLES_KEPT = 64
NOUNS_KEPT = 512  # of those articles
# "The Observatory", "the observatory group", "the observatory which has counted the dead"
NOUN_ALONE = re.compile(r"[Tt]he (?P<noun>[A-Za-z][a-z]+)(?: group)?(?:,? (?:which|that|who) .*)?")


def body_of_state(text: str, phrase: str) -> Source | None:
    """The army, government or ministry that a phrase without a state's name means; None where states compete.

    Args:
        text: the article's.
        phrase: the source as written: "the army", "The information ministry".
    """
    match = _bare_body().fullmatch(" ".join(phrase.split()))
    if match is None:
        return None
    state = _only(_with(text, re.escape(match["noun"].lower()))) or _main_state(text) or _state_of_lede(text)
    return _source(state, match["noun"]) if state is not None else None


def is_one_of_a_state(phrase: str) -> bool:
    """True for "the interior ministry" and "the election commission": no other ministry or commission is meant."""
    match = _bare_body().fullmatch(" ".join(phrase.split()))
    return match is not None and " " in match["noun"]


def is_another_of_a_state(phrase: str, name: str) -> bool:
    """True for a name that is not that of the one body of its kind: the interior ministry is no Foreign Ministry."""
    words = frozenset(phrase.lower().split()) - {"the"}
    return is_one_of_a_state(phrase) and not words <= frozenset(name.lower().split())


def media_of_state(text: str, phrase: str) -> Source | None:
    """Whose "state media" are: those of the one state that the article is about; they stay without a name."""
    match = _bare_media().fullmatch(" ".join(phrase.split()))
    if match is None:
        return None
    state = _only(_with(text, STATE_MEDIA)) or _main_state(text) or _named_most(text)
    if state is None or not state.demonyms:
        return None
    name = f"{state.demonyms[0]} {match['noun'][0].lower()}{match['noun'][1:]}"
    return Source(name, None, "news_agency", "role_only", None, name, state.iso3, how="body_of_state")


def _source(state: Country, noun: str) -> Source | None:
    if not state.demonyms:
        return None
    called = f"{state.demonyms[0]} {noun}"
    institution = institution_of_name(called)
    name = institution.name if institution is not None else called
    key = stable_id("ent", "organisation", name.casefold())
    return Source(name, key, "government", "named", None, name, state.iso3, how="body_of_state")


def _only(states: Counter[Country]) -> Country | None:
    return next(iter(states)) if len(states) == 1 else None


@lru_cache(maxsize=ARTICLES_KEPT)
def _main_state(text: str) -> Country | None:
    """The one state of which the article names forces or offices; of several or none that of the dateline.

    "Indian troops shot three rebels, the army said" shows whose army it is, unless they act in another state, by the
    dateline or by a state or town that is named: then it may be that of the attacked. A reporter may sit in another
    country, so the dateline counts only where no other state is named more often.
    """
    acting = _with(text, alternatives(word_set(WORD_SETS, "signs of a state")))
    dated = _dateline_state(text)
    if dated is None:
        acts = _only(acting)
        return acts if acts is not None and _names_no_other(text, acts) else None
    if acting and dated not in acting:
        return None
    dateline = dateline_at(text)
    named = _named(text[dateline.end() :] if dateline else text)
    is_first = len(acting) == 1 or named[dated] == max(named.values(), default=0)
    return dated if is_first else None


@lru_cache(maxsize=ARTICLES_KEPT)
def _state_of_lede(text: str) -> Country | None:
    """The one state that headline and first paragraph name, which the article is then about.

    It is named three times at least and clearly more often than others, no dateline is another's, and no other state
    has forces in the text: "the army" may be theirs.
    """
    words = [
        word for match in CAPITALS.finditer(text, 0, LEDE) for word in (match.group(), *match.group().split())
    ]
    states = {
        state for word in words if (state := country_of_demonym(word) or country_of_name(word)) is not None
    }
    state = next(iter(states)) if len(states) == 1 else None
    if state is None or _dateline_state(text) not in (None, state):
        return None
    named = _named(text)
    others = max((n for other, n in named.items() if other != state), default=0)
    armed = _with(text, alternatives(word_set(WORD_SETS, "forces of a state")))
    is_about = named[state] >= max(CLEARLY, RATHER * others) or (named[state] >= TWICE and not others)
    return state if is_about and not armed.keys() - {state} else None


def _named_most(text: str) -> Country | None:
    """The state that a text names several times, and three times as often as any other."""
    most = _named(text).most_common(2)
    times = [n for _, n in most] + [0, 0]
    return most[0][0] if times[0] >= CLEARLY * max(1, times[1]) else None


def _named(text: str) -> Counter[Country]:
    """How often a text names each state, by name, demonym or capital."""
    return Counter(state for match in CAPITALS.finditer(text) for state in _states_in(match.group()))


def _names_no_other(text: str, state: Country) -> bool:
    """True for a text that names no other state, and no town or division of another."""
    named = {match.group() for match in CAPITALS.finditer(text)}
    if any(found != state for words in named for found in _states_in(words)):
        return False
    names = sorted(named | {word for words in named for word in words.split()})
    return all(not states or state.iso3 in states for states in states_of_towns(names))


def _states_in(words: str) -> list[Country]:
    whole = _whole_state(words)
    found = [whole] if whole is not None else map(_whole_state, words.split())
    return [state for state in found if state is not None]


@lru_cache(maxsize=NOUNS_KEPT)
def _with(text: str, nouns: str) -> Counter[Country]:
    """The states beside nouns: "Sudan's army", "Indian border troops"."""
    found = re.finditer(rf"\b(?:The\s)?{NAME}(?:['’]s)?\s(?:[a-z-]+\s)?(?P<noun>(?i:{nouns}))\b", text)
    return Counter(state for match in found if (state := _state_before(match)) is not None)


def _state_before(match: re.Match[str]) -> Country | None:
    """The state before a noun, which is no word of a longer name: the Free Syrian Army is not an army of Syria."""
    is_in_name = " " in match["state"] and match["noun"][0].isupper()
    return _whole_state(match["state"]) if is_in_name else _state(match["state"])


@lru_cache(maxsize=ARTICLES_KEPT)
def _dateline_state(text: str) -> Country | None:
    dateline = dateline_at(text)
    if dateline is None:
        return None
    for part in DATELINE_PARTS.split(places_of(dateline)):
        state = _state(part) or _state(part.title())
        if state is not None:
            return state
    return None


def _state(words: str) -> Country | None:
    """The country that two words name, or else the last of them: "Monday Indian"."""
    return _whole_state(words) or _whole_state(words.rsplit(maxsplit=1)[-1])


def _whole_state(name: str) -> Country | None:
    return country_of_demonym(name) or country_of_name(name) or country_of_capital(name)


@cache
def _bare_media() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]he\s)?(?P<noun>(?i:{STATE_MEDIA}))")


@cache
def _bare_body() -> re.Pattern[str]:
    ministries = rf"(?:[A-Za-z]+\s){{1,2}}?{alternatives(word_set(WORD_SETS, 'bare offices'))}"
    bodies = alternatives(word_set(WORD_SETS, "bare bodies"))
    return re.compile(rf"[Tt]he\s(?:country['’]s\s)?(?P<noun>(?i:{bodies}|{ministries}))")


def listed_alone(text: str, phrase: str) -> Source | None:
    """The organisation of our lists that "The Observatory" is in news that names its country but not itself."""
    match = NOUN_ALONE.fullmatch(" ".join(phrase.split()))
    institution = institution_of_name(match["noun"].capitalize()) if match is not None else None
    if institution is None or institution.kind != "ngo" or institution.iso3 is None:
        return None
    country = country_of_iso3(institution.iso3)
    if country is None or country.name not in text:
        return None
    key, name = stable_id("ent", "organisation", institution.name.casefold()), institution.name
    return Source(name, key, "organisation", "named", None, name, institution.iso3, how="body_described")
