"""Persons by their given names, where the language model sees a body or nothing: "Rodrigo Medina de la Cruz"."""

import re
from collections.abc import Iterable, Iterator

from newsetl.extractors.entity_mentions.names import FULL_NAME, HYPHENATED, LETTER, PARTICLE
from newsetl.gazetteer.countries import country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import find_role
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.lexicons import read_words
from newsetl.lexicons.given_names import all_given_names
from newsetl.lexicons.word_sets import alternatives

MOST_WORDS = 6
# ", Alejandro Vila," behind what he is.
APPOSED = re.compile(
    rf"(?<=[\w’'], )(?P<name>{LETTER}\w+(?:\s(?:{PARTICLE}|del|(?:{HYPHENATED})-)?\s?{LETTER}[\w’'-]+){{1,3}})(?=[,.])"
)

OPENERS = alternatives(read_words("people/name_openers"))
OPENED = re.compile(rf"(?<![\w-])(?P<name>(?:{OPENERS})(?:\s[A-Z][a-z]+){{1,4}})(?![\w-])")

# " the head of", " an activist" behind a full name.
TOLD_OF = re.compile(
    rf"(?<!\w)(?<![\w’'-] )(?P<name>{LETTER}\w{{1,40}}(?:\s(?:(?:{HYPHENATED})-)?{LETTER}[\w’'-]{{1,40}}){{1,2}})"
    r"(?P<role>\s(?:the|an?)\s[a-z]{1,40})\s"
)


def is_listed_given_name(word: str) -> bool:
    """True for a given name of any language, as it is printed: "Ann", not "ANN"."""
    return word in all_given_names()


def is_full_name(name: str) -> bool:
    """True for words that are a person's name by their first one, and no body by any of the others."""
    words = name.split()
    if (
        not 2 <= len(words) <= MOST_WORDS
        or not FULL_NAME.fullmatch(name)
        or not is_listed_given_name(words[0])
    ):
        return False
    if words[-1] in read_words("organisations/company_last_words") or institution_of_name(name) is not None:
        return False
    return not any(_is_no_name(word) for word in words[1:])


def is_first_name_alone(text: str, word: str) -> bool:
    """True for one word that is a given name, with what the person is: "Sophie, the Duchess"."""
    if " " in word or not is_listed_given_name(word) or institution_of_name(word) is not None:
        return False
    mentions = re.compile(rf"\b{re.escape(word)}\b(?P<role>,\s(?:the|a|an|his|her)\s\w+)?")
    found = list(mentions.finditer(text))
    return any(match["role"] and _is_role(match["role"]) for match in found)


def _is_role(apposition: str) -> bool:
    role = find_role(apposition.strip(", ").lower())
    return role is not None and role.kind == "person"


def _is_no_name(word: str) -> bool:
    return (
        find_role(word.lower()) is not None
        or country_of_name(word) is not None
        or word in read_words("people/body_words")
    )


def names_before_descriptions(text: str) -> Iterator[tuple[int, int]]:
    """Full names right before what they are, where news has lost its commas: "Adam Berg the head of the Trust said"."""
    for match in TOLD_OF.finditer(text):
        if is_full_name(match["name"]) and _is_role(match["role"]):
            yield match.span("name")


def behind_openers(text: str) -> Iterator[tuple[int, int]]:
    """Names by their first word: "Saw Lin Htoo", "Padoh Saw Lin Htoo" without what he is."""
    for match in OPENED.finditer(text):
        yield match.span("name")


def apposed(text: str) -> Iterator[tuple[int, int]]:
    """Full names between commas."""
    for match in APPOSED.finditer(text):
        if is_full_name(match["name"]):
            yield match.span("name")


def behind_offices(text: str, bodies: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Full names that end what the model takes for a body: "Minister of National Defense Karol Nowak"."""
    for start, end in bodies:
        words = text[start:end].removeprefix("the ").removeprefix("The ").split()
        name = " ".join(words[-2:])
        is_office = len(words) > 3 and _is_role(words[0].lower())
        if is_office and text.endswith(name, 0, end) and is_full_name(name):
            yield end - len(name), end


def without_country(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the country that the model took into the name: "of Belarus Ales Lukash"."""
    words = text[start:end].split()
    is_country = len(words) > 2 and (country_of_name(words[0]) or country_of_demonym(words[0]))
    return (start + len(words[0]) + 1, end) if is_country else (start, end)
