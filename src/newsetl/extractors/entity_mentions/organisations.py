"""Organisations named in a text: listed institutions and forces, and names that the language model takes for one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span

from newsetl.extractors.entity_mentions.covered import Covered
from newsetl.gazetteer.countries import country_of_demonym, country_of_iso3, country_of_name
from newsetl.gazetteer.descriptions import PORTFOLIOS, find_role
from newsetl.gazetteer.institutions import (
    MILITARY_KINDS,
    NON_STATE_KINDS,
    InstitutionMention,
    find_institutions,
    is_shared,
)
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.given_names import is_common_given_name, is_surname_alone
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityType

Ranges = list[tuple[int, int]]
WORD_SETS = "people/word_sets"
UNIT = re.compile(rf"\b(?:{alternatives(word_set(WORD_SETS, 'units in names'))}|Company [A-Z]\b)")
# "American Telephone" goes on "and Telegraph Co", "Harbour Lines" goes on "Inc".
REST = re.compile(r"(?: (?:and|&)(?: [A-Z]\w+){1,2})? (?:Inc|Corp|Co|Ltd|PLC|Plc|LLC)\b")
# "Minister of National Defense Karol Nowak" is a person, and the office alone is not a body.
OFFICE = re.compile(rf"(?:{alternatives(word_set(WORD_SETS, 'offices of persons'))})s? (?:of|for)\b")
TOLD = re.compile(
    r"\b(?:told|tells|by|cited by|quoted by|according to|reported|reports|newspaper|magazine|daily|weekly|website|"
    r"broadcaster)\s(?:the\s)?$"
)
GIVEN_BEFORE = re.compile(r"\b(?P<name>[A-Z][\w'’-]+)\s(?:[A-Z]\.\s)?\Z")
LONGEST_GIVEN = 25  # characters
GOES_ON, BEGAN = (
    re.compile(r"\s(?:of|for)\s(?:the\s)?[A-Z]"),
    re.compile(r"(?<!\A)(?<![.!?]\s)\b(?!The\b)[A-Z]\w+\s\Z"),
)
NEXT_WORD = re.compile(r"\s(?P<word>[A-Z][a-z]+)")
BODY_NOUNS = word_set(WORD_SETS, "nouns of armed bodies")
OWNER_OF_OFFICE = re.compile(r"(?:\b[A-Z][\w.]*\s){0,2}\b[A-Z]\w+['’]s\s\Z")
REST_OF_OFFICE = re.compile(
    r"(?:(?<=\sof)|\sof)\s(?:the\s)?(?:(?:[A-Z]\.)+|[A-Z][\w-]*)(?: [A-Z][\w-]*){0,6}"
)
OPEN_END = re.compile(r"\s(?:of|on|for|in|to)\Z")  # "Group of Experts on", where the model breaks off
SPEAKING = word_set(WORD_SETS, "speaking offices")
MAX_NAME = 90  # characters; longer is a parse that ran on


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name in the text and who it is."""

    start: int
    end: int
    name: str
    entity_type: EntityType
    iso3: str | None
    is_listed: bool


def listed_organisations(text: str, seen: Ranges) -> list[Organisation]:
    """Institutions and forces of the lists in a text, in order; `seen` is what the language model takes for one."""
    mentions = list(find_institutions(text))
    surnames = {text[m.start : m.end] for m in mentions if _is_surname(text, m)}
    return [
        _listed(mention)
        for mention in mentions
        if text[mention.start : mention.end] not in surnames or _is_told(text, mention.start)
        if (not mention.is_ambiguous and not _is_another_states(text, mention))
        or (
            mention.is_ambiguous
            and not _is_part(text, mention.start, mention.end)
            and _is_seen(text, mention, seen)
        )
    ]


def _is_surname(text: str, mention: InstitutionMention) -> bool:
    """True for the name of an agency or a company behind a given name: "Michael Bloomberg" is a person."""
    given = GIVEN_BEFORE.search(text, max(0, mention.start - LONGEST_GIVEN), mention.start)
    return (
        given is not None
        and " " not in text[mention.start : mention.end]
        and mention.institution.kind not in MILITARY_KINDS | NON_STATE_KINDS
        and is_common_given_name(given["name"])
        and country_of_name(given["name"]) is None
    )


def _is_told(text: str, start: int) -> bool:
    """True behind "told" or "according to": who is told something is an outlet more often than a person."""
    return TOLD.search(text, max(0, start - 15), start) is not None


def _is_another_states(text: str, mention: InstitutionMention) -> bool:
    """True for "the Ministry of Defence" in a text that does not name the state whose our list has."""
    state = country_of_iso3(mention.institution.iso3) if mention.institution.iso3 else None
    if state is None or not is_shared(text[mention.start : mention.end]):
        return False
    names = alternatives(filter(None, (state.name, state.capital, *state.aliases, *state.demonyms)))
    return re.search(rf"\b(?:{names})\b", text) is None


def _is_part(text: str, start: int, end: int) -> bool:
    """True for a word of a longer name: "Northern Observatory for Human Rights" is not the Syrian one."""
    more = NEXT_WORD.match(text, end)
    if more is not None and more["word"] in BODY_NOUNS:
        return True  # "Liberation Army" is no paper
    return GOES_ON.match(text, end) is not None or BEGAN.search(text, max(0, start - 25), start) is not None


def _is_seen(text: str, mention: InstitutionMention, seen: Ranges) -> bool:
    return any(s <= mention.start and mention.end <= e for s, e in seen) or _is_told(text, mention.start)


def guessed_organisations(text: str, seen: Ranges, taken: Ranges) -> list[Organisation]:
    """Organisations of `seen`, which only the language model sees; nothing within `taken` is one."""
    others = Covered(taken)
    found = (_guessed(text, *span) for span in seen if not others.hits(*span))
    return [organisation for organisation in found if organisation is not None]


def outside(organisations: Iterable[Organisation], taken: Ranges) -> list[Organisation]:
    """The organisations that share no character with a range."""
    others = Covered(taken)
    return [o for o in organisations if not others.hits(o.start, o.end)]


def organisation_names(entities: Iterable[Span]) -> Ranges:
    """Where the language model sees organisations; words that name nothing ("the other") are left out."""
    organisations = (
        e
        for e in entities
        if e.label_ == "ORG" or (e.label_ in ("FAC", "PERSON") and is_speaking_facility(e.text))
    )
    return [(e.start_char, e.end_char) for e in organisations if not all(token.is_stop for token in e)]


def is_speaking_facility(name: str) -> bool:
    """True for "Buckingham Palace", which the model takes for a building or a person, and which makes statements."""
    words = name.split()
    return len(words) > 1 and words[-1] in read_words("organisations/speaking_facilities")


def _listed(mention: InstitutionMention) -> Organisation:
    institution = mention.institution
    kind: EntityType = "organisation"
    if institution.kind in MILITARY_KINDS:
        kind = "military_unit"
    elif institution.kind in NON_STATE_KINDS:
        kind = "armed_group"
    return Organisation(mention.start, mention.end, institution.name, kind, institution.iso3, True)


def _guessed(text: str, start: int, end: int) -> Organisation | None:
    if (rest := REST.match(text, end)) is not None and " " in text[start:end]:
        end = rest.end()
    start, end = _whole_office(text, start, end)
    name = text[start:end]
    for article in ("the ", "The "):
        if name.startswith(article):
            start, name = start + len(article), name[len(article) :]
    name = name.split("\n")[0].split(" (")[0].rstrip(" .,;:'’\"”<>").removesuffix("'s").removesuffix("’s")
    name = OPEN_END.sub("", name)
    if (
        not name[:1].isupper()
        or not 2 <= len(name) <= MAX_NAME
        or country_of_name(name)
        or country_of_demonym(name)
        or _is_any_ministry(name)
        or _is_people(name)
        or name in _short_titles()
        or is_surname_alone(name)
        or _is_noun_alone(name)
        or OFFICE.match(name)
    ):
        return None
    kind: EntityType = "military_unit" if UNIT.search(name) else "organisation"
    first = country_of_demonym(name.split()[0])
    return Organisation(start, start + len(name), name, kind, first.iso3 if first else None, False)


def _whole_office(text: str, start: int, end: int) -> tuple[int, int]:
    """All of "U.S. Attorney's Office for the Northern District of Ohio", of which the model may see the middle."""
    if not text.startswith("Office", start):
        return start, end
    owner = OWNER_OF_OFFICE.search(text, max(0, start - 40), start)
    rest = REST_OF_OFFICE.match(text, end)
    return owner.start() if owner is not None else start, rest.end() if rest is not None else end


def _is_people(name: str) -> bool:
    """True for "Demonstrators", whose capital is that of a sentence's first word, and for "the Spokesman"."""
    role = find_role(name.lower()) if " " not in name else None
    return role is not None and role.kind == "person" and (role.is_plural or name.lower() in SPEAKING)


@cache
def _short_titles() -> frozenset[str]:
    """Titles in capitals that stand for whoever bears them: "the CM", "the SSP"."""
    rows = (row for row in read_table("people/titles") if row["is_role"] == "yes")
    return frozenset(t for row in rows for t in row["aliases"].split(";") if t.isupper() and t.isalpha())


def _is_noun_alone(name: str) -> bool:
    """True for "Group" and "Mission", which with a capital stand for the body that is named so in full."""
    return name in read_words("organisations/nouns_alone")


def _is_any_ministry(name: str) -> bool:
    """True for "Defence Ministry": every state has one, and the words do not say whose."""
    words = [word.lower() for word in name.split() if word.lower() not in ("of", "the", "and")]
    offices = word_set(WORD_SETS, "common bodies")
    return len(words) > 1 and words[-1] in offices and all(word in PORTFOLIOS for word in words[:-1])
