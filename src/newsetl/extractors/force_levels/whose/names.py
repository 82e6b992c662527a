"""Names of actors that have forces: states, their people and governments, armed groups, coalitions, leaders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newsetl.extractors.force_levels import lexicon
from newsetl.gazetteer.countries import countries, country_of_iso3
from newsetl.gazetteer.institutions import NON_STATE_KINDS
from newsetl.lexicons import read_table

NameKind = Literal["group", "demonym", "country", "metonym", "leader"]
WORD = re.compile(r"\w+")
# Services of a state: the record is the state's.
STATE_KINDS = frozenset(("state_force", "police", "intelligence"))
HOSTED_KINDS = frozenset(("mission", "coalition"))
# "US-led", "Iranian-backed", "Russian-speaking" troops are somebody else's.
SOMEBODY_ELSES = re.compile(
    rf"[-‑](?:{lexicon.either('of another state')})\b|"
    r" (?:led|backed|sponsored|allied|proxy) (?!the\b|a\b|an\b|by\b|to\b|its\b|their\b|in\b|\d)"
)
SURNAME_AFTER = re.compile(r" (?!Admin|Govern|Cabinet|White|House|Mon|Tues|Wed|Thurs|Fri|Sat|Sun)[A-Z][a-z]")
AGAINST = re.compile(r"\b(?:anti|pro|non|ex|trans)[-‑]$", re.IGNORECASE)
FORMER_STATES = {
    "SUN": "Soviet Union",
    "DDR": "East Germany",
    "YUG": "Yugoslavia",
    "CSK": "Czechoslovakia",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor: its usual English form, its state's code, how it names it, a group's kind."""

    surface: str
    actor: str | None
    iso3: str | None
    kind: NameKind
    group_kind: str = ""
    host: str | None = None  # code of the country that a mission is in


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name at its place in the text."""

    start: int
    end: int
    name: Name


def find_actors(text: str, start: int, end: int) -> list[ActorMention]:
    """Actors named in text[start:end], longest names first, none inside another."""
    found: list[ActorMention] = []
    for word in WORD.finditer(text, start, end):
        if found and word.start() < found[-1].end:
            continue
        name = next((n for n in _index().get(word.group(), ()) if _stands(text, word.start(), end, n)), None)
        if name is None or AGAINST.search(text, max(0, word.start() - 6), word.start()):
            continue
        if text[max(0, word.start() - 4) : word.start()] == "New ":  # New Jersey, New Mexico
            continue
        stop = word.start() + len(name.surface)
        if name.kind == "leader" and SURNAME_AFTER.match(text, stop):  # a first name: "Sharon Miller"
            continue
        if name.kind != "group" and SOMEBODY_ELSES.match(text, stop):
            continue
        if text[max(0, word.start() - 1) : word.start()] == "-" == text[stop : stop + 1]:  # "PORT-AU-PRINCE"
            continue
        found.append(ActorMention(word.start(), stop, name))
    return found


def actor_of_label(label: str) -> Name | None:
    """The actor that a list's label is: 'UNITED STATES', 'Britain', 'Hezbollah'; None if it is none."""
    label = label.strip(" \t:*•-–—")
    mentions = find_actors(label, 0, len(label))
    if len(mentions) == 1 and mentions[0].end - mentions[0].start >= len(
        label.removeprefix("The ").removesuffix(".")
    ):
        return mentions[0].name
    return None


@cache
def _homes() -> dict[str, str]:
    groups = (row for row in read_table("forces/named_forces") if row["kind"] in NON_STATE_KINDS)
    return {row["name"]: row["iso3"] for row in groups if row["iso3"]}


def home_of(actor: str) -> str | None:
    """Code of the one country that an armed group is at home in: 'Hezbollah' -> 'LBN'."""
    return _homes().get(actor)


@cache
def _hosts() -> dict[str, str]:
    return {name.actor: name.host for name in _names() if name.actor is not None and name.host is not None}


def host_of(actor: str) -> str | None:
    """Code of the one country that a mission is in: 'KFOR' -> 'XKX'."""
    return _hosts().get(actor)


def _stands(text: str, start: int, end: int, name: Name) -> bool:
    stop = start + len(name.surface)
    if stop > end or text[start:stop].replace("’", "'") != name.surface:
        return False
    return stop == len(text) or not (text[stop].isalnum() or text[stop] == "_")


@cache
def _index() -> dict[str, tuple[Name, ...]]:
    index: dict[str, dict[str, Name]] = {}
    for name in _names():
        first = WORD.search(name.surface)
        if first is not None:
            index.setdefault(first.group(), {}).setdefault(name.surface, name)
    return {
        word: tuple(sorted(names.values(), key=lambda n: len(n.surface), reverse=True))
        for word, names in index.items()
    }


def _names() -> Iterator[Name]:
    for row in read_table("forces/named_forces"):
        is_state = row["kind"] in STATE_KINDS
        actor = _state_name(row["iso3"]) if is_state else row["name"]
        iso3 = row["iso3"] or None if is_state else None
        host = row["iso3"] or None if row["kind"] in HOSTED_KINDS else None
        for surface in (row["name"], *filter(None, row["aliases"].split(";"))):
            yield Name(surface, actor, iso3, "group", row["kind"], host)
    for row in read_table("forces/metonyms"):
        yield Name(row["name"], _state_name(row["iso3"]), row["iso3"] or None, "metonym")
    for country in countries():
        for surface in (country.name, *country.aliases):
            yield from _with_capitals(Name(surface, country.name, country.iso3, "country"))
        for surface in country.demonyms:
            yield from _with_capitals(Name(surface, country.name, country.iso3, "demonym"))
        if country.capital:
            yield Name(country.capital, country.name, country.iso3, "metonym")
    for row in read_table("forces/peoples"):
        yield Name(row["name"], row["actor"], None, "demonym")
    for row in read_table("forces/leaders"):
        yield Name(row["name"], _state_name(row["iso3"]), row["iso3"], "leader")


def _with_capitals(name: Name) -> Iterator[Name]:
    surface = name.surface.removeprefix("the ")
    yield Name(surface, name.actor, name.iso3, name.kind)
    if len(surface) > 3:
        yield Name(surface.upper(), name.actor, name.iso3, name.kind)


def _state_name(iso3: str) -> str | None:
    country = country_of_iso3(iso3)
    return FORMER_STATES.get(iso3) if country is None else country.name
