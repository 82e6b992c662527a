"""How the noun of a definite phrase stands to the role of a person or the kind of a body."""

from functools import cache

from newsetl.extractors.attributions.who.antecedents.definite_phrase import WORD, DefinitePhrase
from newsetl.extractors.attributions.who.antecedents.named_before import NamedBefore
from newsetl.extractors.attributions.who.bodies.armed import is_armed
from newsetl.extractors.attributions.who.bodies.introduced import introduced_as
from newsetl.extractors.attributions.who.bodies.kinds_of_bodies import (
    descriptions,
    is_open,
    nouns_of,
    split_cell,
)
from newsetl.extractors.attributions.who.bodies.which_body import (
    HELPING_WORDS,
    OUTLET_SOURCES,
    OUTLETS,
    STATE_KINDS,
    Bodies,
)
from newsetl.extractors.attributions.who.people.described import is_kind_of, may_mean
from newsetl.extractors.attributions.who.people.occupations import is_occupation
from newsetl.extractors.attributions.who.people.roles import role_words
from newsetl.extractors.attributions.who.people.salience import FORMER, FORMERLY
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.descriptions import PORTFOLIOS, describe, find_role
from newsetl.gazetteer.institutions import NON_STATE_KINDS, institution_of_name
from newsetl.gazetteer.offices import offices_of
from newsetl.lexicons import Row, read_table, read_words
from newsetl.lexicons.word_sets import word_set

FORCES = word_set("statements/word_sets", "words of a state's forces")
TRAITS = word_set("statements/word_sets", "traits")
KIN = word_set("people/word_sets", "kin")  # no office: "the young woman" may be a widow


def role_of(phrase: DefinitePhrase, candidate: NamedBefore) -> str:
    """How the noun stands to the role that somebody is known by."""
    source, titles = candidate.source, candidate.titles
    held = role_words(" ".join((titles, *offices_of(source.name or ""))))
    wanted = role_words(phrase.noun)
    if phrase.noun in titles.split() or not wanted.isdisjoint(held):
        return "the same role" if source.anonymity == "named" else "called so, without a name"
    if wanted and may_mean(wanted, held):
        return "a role put for it"
    is_insider = not phrase.told and describe(phrase.words).unnamed == "anonymous"
    if is_kind_of(phrase.noun, held):
        general = "a word for the role" if phrase.told else "a bare word for the role"
        return "an insider's word for the role" if is_insider else general
    if is_insider and not titles and candidate.spoke is None:
        return "an insider"  # "the official" is mostly one without a name
    return _by_rank(phrase, source, titles) or _loosely(phrase, titles)


def _by_rank(phrase: DefinitePhrase, source: Source, titles: str) -> str | None:
    """How a rank stands to somebody whose own is not told; None for a mayor, who has no rank."""
    told = frozenset(WORD.findall(f"{titles} {source.affiliation or ''}".lower()))
    if phrase.noun not in _ranks():
        return None
    if not FORCES.isdisjoint(told):
        return "a rank, and of a force"
    return "a rank" if not titles or not _ranks().isdisjoint(told) else None


def _loosely(phrase: DefinitePhrase, title: str) -> str:
    """How a noun stands to a role that it does not name: "the activist", "the father"."""
    is_free = (title or FORMER).startswith(FORMERLY) or not KIN.isdisjoint(title.split())
    if is_free and (phrase.noun in read_words("people/loose_roles") or is_occupation(phrase.noun)):
        return "a word that says little"
    if not _is_of_people(phrase.noun):
        return "no word for people"
    if not title:
        return "no role known"
    is_office = not _offices().isdisjoint((phrase.noun, *WORD.findall(title)))
    return "another office" if is_office else "another role"


def _is_of_people(noun: str) -> bool:
    """False for "the tragedy" and "the electorate"."""
    role = find_role(noun)
    is_listed = noun in KIN or noun in read_words("people/loose_roles") or noun in TRAITS
    return is_listed or is_occupation(noun) or (role is not None and role.kind == "person")


@cache
def _offices() -> frozenset[str]:
    """Nouns for who holds an office, a rank or an order; what else may mean a governor is listed: "the politician"."""
    rows = [r for r in read_table("people/titles") if r["is_role"] == "yes"]
    titles = [n.lower() for row in rows for n in (row["title"], *row["aliases"].split(";")) if n]
    return frozenset(t.rsplit(maxsplit=1)[-1] for t in titles) | {
        r["role"] for r in read_table("people/role_classes")
    }


@cache
def _ranks() -> frozenset[str]:
    """Ranks of forces in small letters, whole and by their last word: "lieutenant colonel", "colonel"."""
    rows = [
        r
        for r in read_table("people/titles")
        if r["kind"] in ("military", "police") and r["is_role"] == "yes"
    ]
    names = [n.lower() for row in rows for n in (row["title"], *row["aliases"].split(";")) if n]
    return frozenset((*names, *(name.rsplit(maxsplit=1)[-1] for name in names)))


def kind_of(phrase: DefinitePhrase, source: Source, bodies: Bodies) -> str:
    """How the noun stands to the kind that a body is known to be."""
    if phrase.is_armed:
        return "fights" if is_armed(source, bodies.mentions) else "does not fight"
    row, institution = _row(phrase), institution_of_name(source.name or "")
    own_words = frozenset(WORD.findall((source.name or "").lower()))
    kinds = split_cell(row["kinds"]) if row is not None else frozenset()
    if not (phrase.told & PORTFOLIOS) <= own_words:
        return "of another kind"  # the interior ministry is no foreign ministry
    if institution is not None and institution.kind in NON_STATE_KINDS - kinds and kinds & STATE_KINDS:
        return "of another kind"  # "the army" is no Free Syrian Army
    nouns = frozenset(nouns_of(row)) if row is not None else frozenset((phrase.noun,))
    own = [m for m in bodies.mentions if m.entity_id == source.id and m.start < phrase.at]
    written = [m.surface for m in own if " " in m.surface] or [source.name or ""]
    named = " ".join(written).lower().split()  # "Sudan's army" is no "force", whatever its name in our lists
    if not {phrase.noun, f"{phrase.noun}s"}.isdisjoint(named):  # "the force" of Rapid Support Forces
        return "the noun in its name"
    called = bodies.called.get(source.id or "", frozenset())
    if not called.union(*(introduced_as(bodies.text, m) for m in own)).isdisjoint(nouns):
        return "introduced so"
    return "nothing shared" if row is None else _by_list(phrase, row, source, bodies)


def _row(phrase: DefinitePhrase) -> Row | None:
    """What lexicons/organisations/descriptions.csv says of the noun, alone or with the word before it."""
    last = WORD.findall(phrase.words.split(",")[0].lower())
    rows = descriptions()
    at = last.index(phrase.noun) if phrase.noun in last else 0
    return rows.get(" ".join(last[max(0, at - 1) : at + 1])) or rows.get(phrase.noun)


def _by_list(phrase: DefinitePhrase, row: Row, source: Source, bodies: Bodies) -> str:
    """The same for a noun of organisations/descriptions.csv."""
    kinds, institution = split_cell(row["kinds"]), institution_of_name(source.name or "")
    helps = not HELPING_WORDS.isdisjoint((phrase.noun, *phrase.told))
    if helps and is_armed(source, bodies.mentions):
        return "of another kind"
    if (source.kind in OUTLET_SOURCES) is kinds.isdisjoint(OUTLETS):
        return "of another kind"
    if institution is not None and (kinds or institution.kind in STATE_KINDS):
        return "of that kind" if institution.kind in kinds else "of another kind"
    if not split_cell(row["name_words"]).isdisjoint((source.name or "").split()):
        return "a word of the kind in its name"
    if (source.kind == "government") is kinds.isdisjoint(STATE_KINDS):
        return "of another kind"
    return "nothing known" if kinds or is_open(row) else "nothing shared"
