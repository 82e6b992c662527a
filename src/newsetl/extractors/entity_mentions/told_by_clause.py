"""Persons told by the clause around their name, where the model sees nothing: "Dembe Holm, who runs the port, said"."""

import re
from collections.abc import Iterator

from newsetl.extractors.entity_mentions.given_names import is_full_name
from newsetl.extractors.entity_mentions.names import FULL_NAME, NAME_WORD, name_span, occurrences
from newsetl.extractors.entity_mentions.told_by_role import ROLES_OF_BODIES, is_outlet, is_place, past_opener
from newsetl.gazetteer.countries import country_of_demonym
from newsetl.gazetteer.descriptions import find_role
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.language.names_given import name_given
from newsetl.lexicons import read_words

NAME = rf"(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{1,3}})"
STARTS = r"(?:(?<=\A)|(?<=[\n”\"] )|(?<=[.!?,] )|(?<=\n)|(?<=\b(?:and|but) )|(?<=\bsaid ))"
# "Dembe Holm, who administers the post": of several, "who administer"; of a body, "which".
WHO = re.compile(rf"{STARTS}{NAME},\swho\s(?:(?:also|now|still|once|has|had)\s)*(?P<verb>[a-z]+)")
# "The mayor, Dembe Holm, rejected": what he is opens the sentence or stands behind a comma.
APPOSED = re.compile(
    rf"(?:\A|[.!?”\"]\s|\n|,\s|\b(?:and|but|by|to)\s)(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[A-Z][\w-]+['’]s)\s"
    rf"(?:[\w'’-]+\s){{0,3}}?(?P<role>[a-z]+)(?:\s(?:of|for|in)\s(?:the\s)?[\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}})?,\s{NAME}"
    r"(?=,|\.(?:\s|\Z)|\s(?:said|says|told|tells|added|adds)\b)"
)
SINGULAR = re.compile(r"(?:is|was|does|[a-z]+[^s\W]s)\Z")  # of "they were" and "they run" neither is one


def told_by_clause(text: str) -> Iterator[tuple[int, int]]:
    """Names that "who" goes on about, that stand behind what somebody is, or that somebody gives himself."""
    for match in WHO.finditer(text):
        start, end = name_span(text, *past_opener(text, *match.span("name")))
        is_one = SINGULAR.match(match["verb"]) is not None or is_full_name(text[start:end])
        if is_one and _may_be_person(text, start, end):
            yield start, end
    for match in APPOSED.finditer(text):
        role, (start, end) = find_role(match["role"]), name_span(text, *match.span("name"))
        is_person = role is not None and role.kind == "person" and not role.is_plural
        if is_person and match["role"] not in ROLES_OF_BODIES and _may_be_person(text, start, end):
            yield start, end
    for match in name_given().finditer(text):
        if not is_place(match["name"]) and match["name"] not in read_words("people/not_names"):
            yield from occurrences(text, [match["name"]])


def _may_be_person(text: str, start: int, end: int) -> bool:
    """True for a name of two words or more that is no outlet's, no body's and no place's, as far as its words tell."""
    name = text[start:end]
    words = name.split()
    if len(words) < 2 or not FULL_NAME.fullmatch(name) or is_place(name) or is_outlet(text, start, end):
        return False
    if institution_of_name(name) is not None or country_of_demonym(words[0]) is not None:
        return False
    ends = read_words("organisations_last_words") | read_words("people/body_words")
    return words[-1] not in ends and not any(find_role(word.lower()) for word in words)
