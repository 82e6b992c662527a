"""Institutions and forces by name, with their aliases: who they are, what kind, of which country."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from newsetl.gazetteer.countries import LIST_SEPARATOR, country_of_demonym, country_of_name
from newsetl.lexicons import Row, read_table, read_words
from newsetl.lexicons.word_sets import alternatives

WORD_CHARACTER = re.compile(r"[\w]")
MILITARY_KINDS = frozenset(("state_force", "military"))
NON_STATE_KINDS = frozenset(("militia", "insurgent", "cartel"))  # armed groups that are not a state's force
# "Iraqi interior ministry", "Turkish army": no list holds them all.
GENERIC = re.compile(
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:'s|’s)? (?:[Dd]efen[cs]e|[Ff]oreign|[Ii]nterior|[Hh]ealth|[Oo]il|[Ff]inance|"
    r"[Jj]ustice|[Ee]nergy|[Ii]nformation|[Ss]ecurity)? ?"
    r"([Mm]inistry|[Gg]overnment|[Gg]ov(?:'|’)?t|[Aa]rmy|[Mm]ilitary|[Pp]arliament|[Pp]residency|[Ee]mbassy|[Nn]avy|"
    r"[Aa]ir [Ff]orce|"
    r"[Pp]olice|[Aa]rmed [Ff]orces|[Ss]ecurity [Ff]orces|[Ss]upreme [Cc]ourt)\b(?! (?:of|for) )"
)
STATE_BEFORE = re.compile(r"(?P<state>[A-Z]\w+(?: [A-Z]\w+)?)(?:['’]s)? \Z")
STATE_BEHIND = re.compile(r" of (?:the )?[A-Z]")
OF_STATES = alternatives(read_words("organisations/bodies_of_states"))
# "The Lebanese civil defence", "Ethiopia's human rights commission"; "a Polish border guard" is a person.
STATE_BODY = re.compile(
    r"(?<!\b[Aa] )(?<!\b[Aa]n )\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:'s|’s)? "
    rf"((?i:{OF_STATES}))\b"
)
GOVT = re.compile(r"[Gg]ov(?:'|’)?t\b")
GENERIC_KINDS = {"army": "military", "military": "military", "navy": "military", "police": "police"}
GENERIC_KINDS |= {"parliament": "legislature", "supreme court": "court", "air force": "military"}
GENERIC_KINDS |= {"defence intelligence": "intelligence", "military intelligence": "intelligence"}
GENERIC_KINDS |= {"red crescent": "ngo", "red cross": "ngo"}
GENERIC_KINDS |= {"armed forces": "military", "security forces": "military"}


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution, service or armed group; kind as in named_organisations.csv and named_forces.csv of lexicons/."""

    name: str
    kind: str
    iso3: str | None


@dataclass(frozen=True, slots=True)
class InstitutionMention:
    """Where an institution is named; is_ambiguous where the words are also common ones ("the Post")."""

    start: int
    end: int
    institution: Institution
    is_ambiguous: bool


def institution_of_name(name: str) -> Institution | None:
    """The institution with that name, by name or alias; None if there is none."""
    return _by_alias().get(name) or _by_alias().get(name.removeprefix("the ").removeprefix("The "))


def full_form(acronym: str) -> str | None:
    """The listed name that an acronym of a differently named body is short for: "TPLF" of the Tigray Defense Forces."""
    return _full_forms().get(acronym)


@cache
def _full_forms() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in (*read_table("organisations/named_organisations"), *read_table("forces/named_forces")):
        words = set(row["name"].split())
        aliases = _aliases(row)
        for acronym in (alias for alias in aliases if alias.isupper() and alias.isalpha()):
            fits = [a for a in aliases if _initials(a) == acronym and not words <= set(a.split())]
            if fits and not row["name"].isupper() and _initials(row["name"]) != acronym:
                found[acronym] = fits[0]
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]", name) if word[:1].isupper())


def find_institutions(text: str) -> list[InstitutionMention]:
    """Institutions named in a text in order, longest names first, none overlapping."""
    found = listed_institutions(text)
    taken = sorted((m.start, m.end) for m in found)
    for mention in _generic(text):
        if not any(start < mention.end and mention.start < end for start, end in taken):
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def listed_institutions(text: str) -> list[InstitutionMention]:
    """Those of our lists alone, as find_institutions gives them."""
    return list(_listed(text))


def _listed(text: str) -> Iterator[InstitutionMention]:
    aliases, automaton = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        alias = aliases[index]
        if _is_word(text, start, end) and not (is_shared(alias) and _is_of_state(text, start, end)):
            yield InstitutionMention(start, end, _by_alias()[alias], _is_ambiguous(alias))


def _generic(text: str) -> Iterator[InstitutionMention]:
    for match in (*GENERIC.finditer(text), *STATE_BODY.finditer(text)):
        for words in (match.group(1), match.group(1).split()[-1]):
            country = country_of_demonym(words) or country_of_name(words)
            if country is None:
                continue
            start = match.end(1) - len(words)
            kind = GENERIC_KINDS.get(match.group(2).lower(), "government")
            yield InstitutionMention(
                start,
                match.end(),
                Institution(GOVT.sub("government", text[start : match.end()]), kind, country.iso3),
                False,
            )
            break


def is_shared(name: str) -> bool:
    """True for names that bodies of several states have, of which our lists have one: "Ministry of Defence"."""
    return name in read_words("organisations/shared_names")


def _is_of_state(text: str, start: int, end: int) -> bool:
    """True where the text itself names another state: "Armenian Ministry of Defence", "Ministry of Defence of Peru"."""
    before = STATE_BEFORE.search(text, max(0, start - 40), start)
    words = [before["state"], before["state"].split()[-1]] if before is not None else []
    named = [
        state for word in words if (state := country_of_demonym(word) or country_of_name(word)) is not None
    ]
    own = _by_alias()[text[start:end]].iso3
    return STATE_BEHIND.match(text, end) is not None or any(state.iso3 != own for state in named)


def state_body(name: str) -> Institution | None:
    """What a name that no list has says of a state's body: "the Polish border guard" is Poland's."""
    found = next(_generic(name), None)
    return found.institution if found is not None and (found.start, found.end) == (0, len(name)) else None


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (WORD_CHARACTER.match(before) or WORD_CHARACTER.match(after) or before in ("@", "-", "#"))


def _is_ambiguous(alias: str) -> bool:
    return alias in read_words("organisations/ambiguous_names")


@cache
def _by_alias() -> dict[str, Institution]:
    index: dict[str, Institution] = {}
    for row in (*read_table("organisations/named_organisations"), *read_table("forces/named_forces")):
        institution = Institution(row["name"], row["kind"], row["iso3"] or None)
        for alias in _aliases(row):
            index.setdefault(alias, institution)
    return index


def _aliases(row: Row) -> list[str]:
    return [row["name"], *(alias for alias in row["aliases"].split(LIST_SEPARATOR) if alias)]


@cache
def _automaton() -> tuple[list[str], AhoCorasick]:
    # Without the article, so that "the AP" and "AP" are the same words of the text.
    aliases = [alias for alias in _by_alias() if not alias.startswith(("the ", "The ")) and len(alias) > 1]
    return aliases, AhoCorasick(aliases, matchkind=MatchKind.LeftmostLongest)
