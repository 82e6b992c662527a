"""Persons by the clause around their name, where the model sees nothing: "Dembe Holm, who runs the port, said"."""

import re
from collections.abc import Iterator

from newsetl.extractors.entity_mentions.given_names import is_full_name
from newsetl.extractors.entity_mentions.names import (
    BOUNDED_WORD,
    FULL_NAME,
    HYPHENATED,
    PARTICLE,
    name_span,
    occurrences,
)
from newsetl.extractors.entity_mentions.names_by_role import (
    ROLES_OF_BODIES,
    is_outlet,
    is_place,
    past_opener,
)
from newsetl.gazetteer.countries import country_of_demonym
from newsetl.gazetteer.descriptions import find_role, is_role_of_one
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.language.names_given import name_given
from newsetl.lexicons import read_words

PARTICLES = rf"(?:(?:{HYPHENATED})-|(?:{PARTICLE})\s){{0,2}}"
NAME = rf"(?P<name>{BOUNDED_WORD}(?:\s{PARTICLES}{BOUNDED_WORD}){{1,3}})"
LONGEST = 120  # characters that a name, or an office before one, may take
WHO = re.compile(r",\swho\s(?:(?:also|now|still|once|has|had)\s){0,3}(?P<verb>[a-z]+)")
# "Dembe Holm, who administers the post": of several, "who administer"; of a body, "which".
BEFORE_WHO = re.compile(rf"(?:\A|[\n”\"]\s?|[.!?,]\s|\b(?:and|but|said)\s){NAME}\Z")
# "The mayor, Dembe Holm, rejected": the role opens the sentence or is behind a comma.
APPOSED = re.compile(rf",\s{NAME}(?=,|\.(?:\s|\Z)|\s(?:said|says|told|tells|added|adds)\b)")
OFFICE = re.compile(
    r"(?:\A|[.!?”\"]\s|\n|,\s|\b(?:and|but|by|to)\s)(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[A-Z][\w-]+['’]s)\s"
    r"(?:[\w'’-]+\s){0,3}?(?P<role>[a-z]+)(?:\s(?:of|for|in)\s(?:the\s)?[\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})?\Z"
)
SINGULAR = re.compile(r"(?:is|was|does|[a-z]+[^s\W]s)\Z")  # of "they were" and "they run" neither is one


def names_by_clause(text: str) -> Iterator[tuple[int, int]]:
    """Names before "who", behind a role between commas, or that somebody gives himself."""
    yield from _before_who(text)
    for match in APPOSED.finditer(text):
        office = OFFICE.search(text, max(0, match.start() - LONGEST), match.start())
        start, end = name_span(text, *match.span("name"))
        if office is None or not is_role_of_one(office["role"]) or office["role"] in ROLES_OF_BODIES:
            continue
        if _may_be_person(text, start, end):
            yield start, end
    given = {match["name"] for match in name_given().finditer(text)}
    yield from occurrences(text, [name for name in sorted(given) if _may_be_given(name)])


def _may_be_given(name: str) -> bool:
    """True unless the word names a people, a faith or a place: "he identified himself as Muslim"."""
    is_other = name in read_words("people/not_names") or f"{name}s" in read_words("people/adherents")
    return not is_other and not is_place(name) and country_of_demonym(name) is None


def _before_who(text: str) -> Iterator[tuple[int, int]]:
    """Names right before "who", of one person by the verb behind it or by a given name."""
    for who in WHO.finditer(text):
        match = BEFORE_WHO.search(text, max(0, who.start() - LONGEST), who.start())
        if match is None:
            continue
        start, end = name_span(text, *past_opener(text, *match.span("name")))
        is_one = SINGULAR.match(who["verb"]) is not None or is_full_name(text[start:end])
        if is_one and _may_be_person(text, start, end):
            yield start, end


def _may_be_person(text: str, start: int, end: int) -> bool:
    """True for a name of two words or more whose words show no outlet, body or place."""
    name = text[start:end]
    words = name.split()
    if len(words) < 2 or not FULL_NAME.fullmatch(name) or is_place(name) or is_outlet(text, start, end):
        return False
    if institution_of_name(name) is not None or country_of_demonym(words[0]) is not None:
        return False
    ends = read_words("organisations/company_last_words") | read_words("people/body_words")
    return words[-1] not in ends and not any(find_role(word.lower()) for word in words)
