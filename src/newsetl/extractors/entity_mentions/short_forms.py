"""Organisations under the short forms that an article gives them: "Harbour Lines Inc" is "Harbour" later on."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from newsetl.extractors.entity_mentions.covered import Covered
from newsetl.extractors.entity_mentions.names import PersonName, occurrences
from newsetl.extractors.entity_mentions.organisations import Organisation, Ranges
from newsetl.gazetteer.countries import country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import find_role
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.lexicons import read_words

ACRONYM = re.compile(r"\s\((?P<acronym>[A-Z][A-Z&.]{1,9})\)")
# "HPT--the Harbour Pilots Trust", "HPT, the Harbour Pilots Trust": the acronym comes first.
ACRONYM_BEFORE = re.compile(r"\b(?P<acronym>[A-Z][A-Za-z&.]{1,9})(?:\s?(?:--|[—–])\s?|,\s|\s\()(?:the\s)?\Z")
KNOWN_BY = re.compile(
    r",\s(?:(?:better|also|commonly|widely)\s)?known\s(?:as|by|under)\s(?:(?:its|the|their)\s)?(?:[A-Z][a-z]+\s)?"
    r"(?:(?:acronym|initials|abbreviation)\s)?(?:the\s)?(?P<acronym>[A-Z][A-Z0-9-]{1,9})\b"
)
OWN_LETTERS = re.compile(r"[A-Z][A-Z0-9-]{2,9}")  # two letters are too often a country or a party
INITIALS_LEFT_OUT = frozenset(("of", "and", "the", "for", "on", "in", "to", "&"))
FEWEST_INITIALS = 3  # two letters are too often something else
SHORTEST = 4  # letters of a first word that may stand for the whole


def with_short_forms(text: str, organisations: Sequence[Organisation], taken: Ranges) -> list[Organisation]:
    """The organisations with their short forms under the full name, and with those that the model missed.

    Args:
        text: the article's text.
        organisations: those found, in order; those of our lists keep the name that they have there.
        taken: ranges that hold something else, such as persons.
    """
    full = full_names(text, organisations)
    named = [o if o.is_listed else replace(o, name=full.get(o.name, o.name)) for o in organisations]
    by_name = {o.name: o for o in named}
    occupied = Covered([(o.start, o.end) for o in named] + taken)
    for start, end in occurrences(text, full):
        if not occupied.hits(start, end):
            named.append(replace(by_name[full[text[start:end]]], start=start, end=end))
    return sorted(named, key=lambda o: o.start)


def without_companies(names: Sequence[PersonName], short_forms: Collection[str]) -> list[PersonName]:
    """The names without those that are a company's short form: no title, and nobody else has them."""
    surnames = {name.words[-1] for name in names if len(name.words) > 1 or name.titles}
    return [n for n in names if len(n.words) > 1 or n.words[0] in surnames or n.words[0] not in short_forms]


def full_names(text: str, organisations: Sequence[Organisation]) -> dict[str, str]:
    """Short form -> the full name that the article gives first: acronyms in brackets and first words."""
    full: dict[str, str] = {}
    for found in organisations:
        words = found.name.split()
        if len(words) < 2:
            continue
        before = ACRONYM_BEFORE.search(text, max(0, found.start - 20), found.start)
        for bracket in (ACRONYM.match(text, found.end), before):
            if bracket is not None and _abbreviates(bracket["acronym"], words):
                full.setdefault(bracket["acronym"], found.name)
        if found.is_listed:
            continue
        for given in (ACRONYM.match(text, found.end), KNOWN_BY.match(text, found.end)):
            if given is not None and _is_of_another_language(text, given["acronym"]):
                full.setdefault(given["acronym"], found.name)
        for acronym in _initials(words):
            if occurrences(text, [acronym]):
                full.setdefault(acronym, found.name)
        if len(words[0]) >= SHORTEST and _is_company(found.name) and _is_distinctive(words[0]):
            full.setdefault(words[0], found.name)
            if len(words) > 2 and words[1][0].isupper():
                full.setdefault(" ".join(words[:2]), found.name)
    return {short: name for short, name in full.items() if short != name}


def _initials(words: Sequence[str]) -> list[str]:
    """The acronyms that a name of three words or more may have, with and without "Corp."; none of a listed body."""
    letters = [word[0] for word in words if word.lower() not in INITIALS_LEFT_OUT]
    if len(letters) < FEWEST_INITIALS or not all(letter.isupper() for letter in letters):
        return []
    whole = "".join(letters)
    forms = (
        [whole, whole[:-1]] if _is_company(" ".join(words)) and len(letters) > FEWEST_INITIALS else [whole]
    )
    return [form for form in forms if institution_of_name(form) is None]


def _abbreviates(acronym: str, words: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in words if word.lower() not in INITIALS_LEFT_OUT)
    return initials.upper() == re.sub(r"[^A-Z]", "", acronym)  # "HarPT" is short for Harbour Pilots Trust


def _is_distinctive(word: str) -> bool:
    """True for a first word that names this one body: no country, nation, role, trade or common adjective."""
    if country_of_name(word) or country_of_demonym(word) or find_role(word.lower()):
        return False
    return word[0].isupper() and word not in read_words("organisations/common_first_words")


def _is_of_another_language(text: str, acronym: str) -> bool:
    """True for "CMA" of "Coordination of Azawad Movements (CMA)", which the text uses again and no list has.

    What is listed for a market of shares or for another body is none: "Harbour Lines (NYSE)".
    """
    is_free = institution_of_name(acronym) is None and acronym not in read_words("organisations/markets")
    is_again = len(re.findall(rf"\b{re.escape(acronym)}\b", text)) > 1
    return OWN_LETTERS.fullmatch(acronym) is not None and is_free and is_again


def _is_company(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].rstrip(".") in read_words("organisations/company_last_words")
