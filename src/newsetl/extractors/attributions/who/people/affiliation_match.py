"""Whether somebody named belongs to the country or the body of a description: "the FBI chief"."""

import re

from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.countries import Country, country_of_demonym
from newsetl.gazetteer.descriptions import Description
from newsetl.gazetteer.institutions import institution_of_name, listed_institutions
from newsetl.gazetteer.towns import states_of_towns

BASED = re.compile(r"\b\w+-based\b")  # where a body sits is not part of its name
NATIVE = re.compile(r"[Tt]he\s(?P<word>[A-Z][a-z]+)")
PLURAL_NATIVES = ("s", "sh", "ch", "ese", "men")  # "the Swedes", "the Polish", "the French", "the Chinese"
SENT_TO = re.compile(r"\b(?:for|to|in)\s")  # "the envoy for Norway"
CAPITAL = re.compile(r"[A-Z]\w+")


def is_of(source: Source, titles: str, description: Description) -> bool:
    """True for people who may belong to the country and the body of a description; all, where it names none.

    Args:
        source: somebody named.
        titles: what he is called, which may hold his body's name.
        description: what describes somebody without a name.
    """
    if description.iso3 and source.iso3 and description.iso3 != source.iso3:
        return False
    affiliation = BASED.sub("", description.affiliation or "")
    body = frozenset(CAPITAL.findall(affiliation))
    is_state = len(body) < 2 and not any(map(institution_of_name, body))
    if not body or (is_state and description.iso3 is not None and _is_of_state(source, description.iso3)):
        return True
    return shares_body(affiliation, f"{titles} {source.affiliation or ''}")


def native_of(phrase: str) -> Country | None:
    """The country by which a phrase calls one person: Sweden for "the Swede"; None for any other phrase."""
    match = NATIVE.fullmatch(phrase.removesuffix("'s").removesuffix("’s"))
    if match is None or match["word"].endswith(PLURAL_NATIVES):
        return None
    return country_of_demonym(match["word"])


def may_be_native(source: Source, country: Country) -> bool:
    """False for the holder of an office of another state, or a native of a town of one; an envoy may be anybody."""
    if source.iso3 is not None and not SENT_TO.search(source.role_title or ""):
        return source.iso3 == country.iso3
    home = states_of_towns([source.affiliation or ""])[0]
    return not home or country.iso3 in home


def _is_of_state(source: Source, iso3: str) -> bool:
    """True for people of that country, and for those without a known country or body."""
    return source.iso3 == iso3 or (source.iso3 is None and not source.affiliation)


def shares_body(one: str, other: str) -> bool:
    """True if both have a word of a name, or name one institution: "FBI" and its full name."""
    if not frozenset(CAPITAL.findall(one)).isdisjoint(CAPITAL.findall(other)):
        return True
    bodies = {mention.institution for mention in listed_institutions(one)}
    return any(mention.institution in bodies for mention in listed_institutions(other))
