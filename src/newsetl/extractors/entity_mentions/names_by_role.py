"""Persons by their role, where the language model may see a body or nothing: "Ada Holm, comptroller of"."""

import re
from collections.abc import Iterator

from newsetl.extractors.entity_mentions.covered import Covered, Ranges
from newsetl.extractors.entity_mentions.names import (
    BOUNDED_WORD,
    FULL_NAME,
    name_span,
)
from newsetl.gazetteer.countries import country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import country_of_capital, find_role, is_role_of_one
from newsetl.gazetteer.outlets import is_outlet_name
from newsetl.lexicons import read_words
from newsetl.lexicons.given_names import all_given_names
from newsetl.lexicons.word_sets import word_set

APPOSED = re.compile(
    rf"(?<![\w-])(?P<name>{BOUNDED_WORD}(?:\s[A-Z]\.)?(?:\s{BOUNDED_WORD}){{1,2}})(?:,?\sJr\.)?,\s"
    r"(?:(?P<age>[1-9]\d)(?=,|\s(?:of|who|from|and)\s)|"
    r"(?P<role>(?:(?:an?|the|his|her|its|their)\s)?[a-z][\w-]*(?:\s[a-z][\w-]*){0,2}))"
)
# "The Swedish socialist Lindqvist", "the painter Nuri": the role is between the article and his name.
CALLED = re.compile(
    r"\b[Tt]he\s(?:(?:late\s|former\s|young\s|great\s|military\s)?(?:[A-Z][a-z-]+\s){0,2})(?P<role>[a-z]+)\s(?:known\sas\s)?"
    r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})(?![\w-]|\s[A-Z])"
)
SINGLE_WORD = re.compile(r"[A-Z]\w*[a-z](?:-[A-Z]\w*[a-z])?")
GOES_ON = re.compile(r"(?:[\w’'-]\s|\b[A-Z]\.\s|[\w-])\Z")  # before a word: the name began earlier
LAST_WORD = re.compile(r"\b([a-z]+)\s\Z")
WHOSE = re.compile(r"(?:['’]s|\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir))\s(?:[\w-]+\s){0,2}?([a-z]+),\s\Z")
# "A ministry spokesman, Karim Nuri, said": the role opens the sentence or is behind a comma.
APPOSED_TO = re.compile(r"(?:\A|[.!?”\"]\s|\n|,\s)(?:[Aa]n?|[Tt]he)\s(?:[\w'’-]+\s){0,3}?([a-z]+),\s\Z")
ROLES_OF_BODIES = word_set("people/word_sets", "roles of bodies")


def described(text: str) -> Iterator[tuple[int, int]]:
    """Names that the model may miss, by the role behind them: "Ada Holm, comptroller of", "Ada Holm, 34, of"."""
    for match in APPOSED.finditer(text):
        if GOES_ON.search(text, max(0, match.start() - 4), match.start()):
            continue
        if match["age"] or (match["role"] and is_role_of_one(match["role"])):
            start, end = name_span(text, *past_opener(text, *match.span("name")))
            if len(text[start:end].split()) in (2, 3):
                yield start, end


def past_opener(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without a common word or a party's follower at its start: "Meanwhile Karl Lee", "Democrat Lee"."""
    opener, _, rest = text[start:end].partition(" ")
    is_word = opener.lower() in read_words("common_words") and opener not in all_given_names()
    is_opener = is_word or f"{opener}s" in read_words("people/adherents")
    return (start + len(opener) + 1, end) if is_opener and rest else (start, end)


def called(text: str, bodies: Ranges) -> Iterator[tuple[int, int]]:
    """Names behind a role, except names of several words that the model takes for a body.

    What may be an adjective as well ("the private Holm Institute", "the socialist PDR") introduces a body
    only where that is one common word.
    """
    several = Covered((start, end) for start, end in bodies if " " in text[start:end])
    for match in CALLED.finditer(text):
        name, word = match["name"], match["role"]
        is_word = SINGLE_WORD.fullmatch(name) is not None
        is_calling = word in read_words("people/callings") and is_word
        if not (is_calling or (is_role_of_one(word) and word not in read_words("people/adjectives"))):
            continue
        if (
            not (is_word or " " in name)
            or find_role(name.lower()) is not None
            or several.hits(*match.span("name"))
        ):
            continue
        start, end = name_span(text, *match.span("name"))
        if end > start and not is_place(text[start:end]) and country_of_demonym(text[start:end]) is None:
            yield start, end


def has_role(text: str, start: int, end: int) -> bool:
    """True for what is named right behind a role, which the model takes for a body.

    "Spokesman Karim Nuri", "the minister's adviser, Karim Nuri", "A ministry spokesman, Karim Nuri, said".
    """
    before = LAST_WORD.search(text, max(0, start - 30), start) or _apposed_to(text, start, end)
    if (
        before is None
        or before.group(1) in read_words("people/adjectives")
        or not FULL_NAME.fullmatch(text, start, end)
        or len(text[start:end].split()) not in (2, 3)
    ):
        return False
    return is_role_of_one(before.group(1))


def _apposed_to(text: str, start: int, end: int) -> re.Match[str] | None:
    """The role before a name and a comma, unless bodies have it as well: "the firm's owner, "."""
    before = WHOSE.search(text, max(0, start - 50), start)
    if before is None and text[end : end + 1] == ",":
        before = APPOSED_TO.search(text, max(0, start - 70), start)
    return None if before is not None and before.group(1) in ROLES_OF_BODIES else before


def is_outlet(text: str, start: int, end: int) -> bool:
    """True for "El Heraldo" and for what is behind "newspaper", which the model takes for persons sometimes."""
    before = LAST_WORD.search(text, max(0, start - 30), start)
    role = find_role(before.group(1)) if before is not None else None
    return is_outlet_name(text[start:end]) or (role is not None and role.kind == "news_agency")


def is_place(name: str) -> bool:
    """True for a country or capital, which the model takes for a person sometimes: "Kyiv"."""
    return country_of_name(name) is not None or country_of_capital(name) is not None
