"""Which names mean the same person: within the article by surname, across articles by full name."""

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from newsetl.core.ids import stable_id
from newsetl.extractors.entity_mentions.name_forms import as_english, is_same_full_name, name_key
from newsetl.extractors.entity_mentions.names import PersonName
from newsetl.extractors.entity_mentions.office_holders import office_holder, surname_alone
from newsetl.gazetteer.descriptions import Description, find_role
from newsetl.language.transliteration import spelling_key
from newsetl.lexicons import Row, read_table, read_words
from newsetl.lexicons.given_names import is_common_given_name
from newsetl.lexicons.titles import title_genders
from newsetl.lexicons.word_sets import alternatives, word_set

NOBLE = re.compile(rf"(?:{alternatives(word_set('people/word_sets', 'noble titles'))})\sof\s[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person of an article: fullest name, its words, all titles, who the article says it is.

    Args:
        printed: the longest form of the name that the article prints, where our lists give another.
        is_relation: named only to say who another is, as in "Raul Castro, brother of President Fidel Castro".
    """

    name: str
    key: tuple[str, ...]
    description: Description
    gender: str | None
    known: bool
    is_relation: bool = False
    printed: str | None = None


Described = tuple[PersonName, Description]


def resolve_people(names: Sequence[Described], on: date | None) -> list[Person]:
    """The person that each name means, in the order of the names, in an article of that day."""
    people: list[Person] = []
    assigned: list[int] = []
    for name, description in names:
        person = _new_person(name, description, on)
        index = _match(person, people)
        if index is None:
            people.append(person)
            index = len(people) - 1
        else:
            people[index] = _joined(people[index], person)
        assigned.append(index)
    fuller = _full_of_first_names(people, {n.words[0] for n, _ in names if len(n.words) == 1 and n.titles})
    for index, full in fuller.items():
        people[full] = _joined(people[full], people[index])
    words = {word for name, _ in names for word in name.words}
    named = [_as_printed(_in_full(person, on), words) for person in people]
    return [named[fuller.get(index, index)] for index in assigned]


def _full_of_first_names(people: Sequence[Person], titled: Collection[str]) -> dict[int, int]:
    """First names alone, by index, that one full name further on opens with: "Liz" before "Liz Holmgren".

    A name that somebody's last name is, or that a title is before somewhere, is not a first name.
    """
    lasts = {person.key[-1] for person in people if len(person.key) > 1}
    found = {}
    for index, person in enumerate(people):
        if len(person.key) > 1 or person.known or person.key[0] in lasts or person.name in titled:
            continue
        full = [i for i, other in enumerate(people) if len(other.key) > 1 and other.key[0] == person.key[0]]
        if len(full) == 1:
            found[index] = full[0]
    return found


def _as_printed(person: Person, words: Set[str]) -> Person:
    """The person under the name that the article prints in full, where it spells our list's name another way."""
    noble = NOBLE.match(person.description.role_title or "")
    if noble is not None and " " not in person.name:  # "Sophie, the Duchess of Edinburgh"
        return replace(person, name=f"{person.name}, {noble.group()}")
    printed = person.printed
    if not person.known or printed is None or " " not in printed or words >= set(person.name.split()):
        return person
    is_spelling = len(name_key(printed)) == len(person.key) and name_key(printed)[-1] == person.key[-1]
    return replace(person, name=printed) if is_spelling else person


def _in_full(person: Person, on: date | None) -> Person:
    """The person with the full name where the surname alone, which is all that the article gives, has one meaning."""
    full = surname_alone(person.name, on)
    if full is None or (person.description.role_title and on is None):
        return person
    return replace(_known_person(full), description=person.description, gender=person.gender)


def person_id(person: Person, article_id: str) -> str:
    """The same id in every article for the same full name; a surname alone is the article's own.

    Somebody's neighbour (`people/private_roles.txt`) is not the official of that name, and
    than a neighbour in another country: of "Ahmed Hassan" there is one minister, and many residents.
    """
    if is_private(person.description.role_title) and len(person.key) > 1 and not person.known:
        country = person.description.iso3 or ""
        return stable_id("ent", "person", "private", country, *person.key)
    if len(person.key) > 1 or person.known:
        return stable_id("ent", "person", *_middle_initials(person.name), person.key[0], person.key[-1])
    return stable_id("ent", "person", article_id, *person.key)


def is_private(role_title: str | None) -> bool:
    """True for a role that is neither an office nor a profession of speaking for others: resident, driver, mother."""
    role = find_role(role_title) if role_title else None
    words = (role_title or "")[role.start : role.end].lower() if role is not None else ""
    return words in read_words("people/private_roles")


def _known_person(name: str) -> Person:
    row = _known().get(name)
    iso3 = row["iso3"] or None if row else None
    return Person(name, name_key(name), Description(iso3=iso3), row["gender"] if row else None, True)


def _new_person(name: PersonName, description: Description, on: date | None) -> Person:
    printed = " ".join(name.words)
    if len(name.words) == 1:
        printed = office_holder(printed, description.role_title, on) or printed
    known = _known().get(printed)
    if known is None and len(name.words) == 1:
        known = _alone().get(name.words[0])
    full = known["name"] if known else printed
    gender = (known["gender"] if known else None) or _gender(name)
    if known is not None and description.iso3 is None:
        description = replace(description, iso3=known["iso3"] or None)
    return Person(full, name_key(full), description, gender, known is not None, name.is_relation, printed)


def _middle_initials(name: str) -> list[str]:
    """Initials that tell a person from a namesake: two or more, as in "George H. W. Bush"; one may be left out."""
    initials = [word for word in re.split(r"[\s.]+", name)[1:] if len(word) == 1 and word.isupper()]
    return initials if len(initials) > 1 else []


def _match(person: Person, people: list[Person]) -> int | None:
    """The latest person of the article that the name can mean."""
    key = person.key
    for index in range(len(people) - 1, -1, -1):
        other = people[index].key
        if key == other or (len(key) > 1 and len(other) > 1 and is_same_full_name(key, other)):
            return index
    bearers = [i for i, other in enumerate(people) if len(key) == 1 and key[0] == other.key[-1]]
    if bearers:
        return next((i for i in reversed(bearers) if not people[i].is_relation), bearers[-1])
    if len(key) == 1:  # "Hillary" for Hillary Clinton, "Vila" for Hugo Vila Rojas
        firsts = [i for i, other in enumerate(people) if other.key[0] == key[0]]
        if firsts:
            return firsts[0] if len(firsts) == 1 else None
        inner = [i for i, other in enumerate(people) if key[0] in _first_surnames(other)]
        return inner[-1] if inner else None
    surnames = {key[-1], *_first_surnames(person)}
    lone = [i for i, other in enumerate(people) if len(other.key) == 1 and other.key[0] in surnames]
    return lone[-1] if lone else None


def _first_surnames(person: Person) -> set[str]:
    """What is between a first name and the last surname and is not a given name: no "Elizabeth", but "Vila"."""
    given = {
        part for word in person.name.split() if is_common_given_name(word) for part in spelling_key(word)
    }
    return {*person.key[1:-1]} - given


def _joined(a: Person, b: Person) -> Person:
    first, second = a.description, b.description
    description = Description(
        first.role_title or second.role_title,
        first.affiliation or second.affiliation,
        first.iso3 or second.iso3,
        first.kind or second.kind,
        first.unnamed or second.unnamed,
    )
    longer, shorter = (a, b) if len(a.key) >= len(b.key) else (b, a)
    return Person(
        as_english(longer.name, shorter.name),
        longer.key,
        description,
        a.gender or b.gender,
        a.known or b.known,
        a.is_relation,
        max((p.printed or "" for p in (a, b)), key=lambda printed: len(printed.split())) or None,
    )


def _gender(name: PersonName) -> str | None:
    return next((title_genders()[title] for title in name.titles if title in title_genders()), None)


def is_known_alone(word: str) -> bool:
    """True for a surname that by itself can mean one person only, by `named_people.csv`."""
    return word in _alone()


@cache
def _known() -> dict[str, Row]:
    rows = read_table("people/named_people")
    return {name: row for row in rows for name in (row["name"], *row["aliases"].split(";")) if name}


@cache
def _alone() -> dict[str, Row]:
    return {
        name: row for row in read_table("people/named_people") for name in row["alone"].split(";") if name
    }
