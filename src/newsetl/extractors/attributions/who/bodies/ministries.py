"""Whose ministry a phrase names: "Iran's Ministry of Foreign Affairs" and "the Foreign Ministry in Tehran" are one."""

import re
from dataclasses import replace
from functools import cache, lru_cache

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.bodies.not_named import body_of_state
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.unnamed_labels import label_of
from newsetl.gazetteer.countries import Country, country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import country_of_capital
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.lexicons import read_table

STATE = r"(?P<state>[A-Z][\w.’'-]*(?:\s[A-Z][\w.-]*){0,2}?)(?:['’]s)?"
FIELD = r"(?P<field>(?:(?!of\b|in\b)[\w-]+,?\s(?:and\s)?){0,3}?(?!of\b|in\b)[\w-]+)"
MINISTRY = r"[Mm]inistry"
OF_FIELD = rf"{MINISTRY}\s(?:of|for)\s(?:the\s)?{FIELD}"
NAMES = tuple(
    re.compile(rf"(?:[Tt]he\s)?{form}(?:['’]s)?(?:,?\s(?:which|that|whose)\s.*)?", re.DOTALL)
    for form in (
        rf"{STATE}\s{FIELD}\s{MINISTRY}",
        rf"{STATE}\s{OF_FIELD}",
        rf"{OF_FIELD}\s(?:of|in)\s(?:the\s)?{STATE}",
        rf"{FIELD}\s{MINISTRY}\s(?:of|in)\s(?:the\s)?{STATE}",
    )
)
STATELESS = re.compile(rf"(?:[Tt]he\s)?(?:{OF_FIELD})")
NAMES_KEPT = 512


def with_state(text: str, phrase: str, source: Source, known: dict[str, Source]) -> Source:
    """The source under the id of its state's ministry, where it is one; any other source as it is.

    Args:
        text: the article's.
        phrase: the source as written.
        source: who that is so far.
        known: the ministries of the article by the ids that they have without their states; is added to.
    """
    if source.kind != "government" or source.name is None or source.anonymity != "named":
        return source
    plain = " ".join(phrase.split())
    found = _ministry(plain) or _ministry(source.name)
    if found is not None:
        name = _name(source.name, plain, *found)
        told = replace(source, name=name, id=_key(*found), affiliation=name, iso3=found[0].iso3)
        if source.id is not None:
            known.setdefault(source.id, told)
        return told
    if source.id in known:
        return replace(known[source.id], how=source.how)
    alone = STATELESS.fullmatch(source.name)
    ours = body_of_state(text, f"the {_field(alone['field'])} ministry") if alone is not None else None
    meant = _ministry(ours.name or "") if ours is not None else None
    return source if ours is None or meant is None else replace(ours, id=_key(*meant))


@lru_cache(maxsize=NAMES_KEPT)
def _ministry(name: str) -> tuple[Country, str] | None:
    """The state and the field of the ministry that a name is of."""
    for form in NAMES:
        match = form.fullmatch(name)
        state = _state(match["state"]) if match is not None else None
        if match is not None and state is not None and state.demonyms:
            return state, _field(match["field"])
    return None


def _state(words: str) -> Country | None:
    words = words.removesuffix("'s").removesuffix("’s")
    return country_of_demonym(words) or country_of_name(words) or country_of_capital(words)


def _field(words: str) -> str:
    """What a ministry is for, in the words that news has for it: "foreign" of "Foreign Affairs"."""
    field = words.lower().removesuffix(" affairs")
    return _same_fields().get(field, field)


@cache
def _same_fields() -> dict[str, str]:
    return {row["field"]: row["means"] for row in read_table("organisations/ministry_fields")}


def _called(state: Country, field: str) -> str:
    """The name of our lists, or that which news would give it: "Russian Defence Ministry"."""
    called = f"{state.demonyms[0]} {field.title()} Ministry"
    institution = institution_of_name(called)
    return institution.name if institution is not None else called


def _key(state: Country, field: str) -> str:
    return stable_id("ent", "organisation", _called(state, field).casefold())


def _name(name: str, phrase: str, state: Country, field: str) -> str:
    """The name that names the state: that of our lists, the source's own, or the phrase."""
    if institution_of_name(_called(state, field)) is not None:
        return _called(state, field)
    return name if _ministry(name) is not None else label_of(phrase) or name
