"""The source that a description without a name gives: its name by its kind, else what the article calls it."""

import re

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.anonymity import COUNTED, INDEFINITE, anonymity_of
from newsetl.extractors.attributions.who.named_sources import HEADS, state_source
from newsetl.extractors.attributions.who.names_beside_roles import (
    PROPER,
    named_after_role,
    named_before_kind,
    named_before_role,
)
from newsetl.extractors.attributions.who.people.members import one_of
from newsetl.extractors.attributions.who.people.occupations import is_occupation
from newsetl.extractors.attributions.who.people.pronouns import GROUPS, VAGUE
from newsetl.extractors.attributions.who.proper_names import LETTER, proper_name
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.unnamed_labels import LEADING_ARTICLE, label_of
from newsetl.gazetteer.countries import country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import (
    PORTFOLIOS,
    Description,
    country_of_capital,
    describe,
    find_role,
)
from newsetl.language.syntax import child
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.attributions import Anonymity, SourceKind

BARE_HEARSAY = re.compile(
    r"(?:(?:the|initial|earlier|other|some|several|unconfirmed|recent|various|local|two|three|multiple)\s)*"
    r"(?:sources|reports(?:\s(?:in|from|of|by)\s.+)?)",
    re.I,
)
MEDIA_REPORTS = re.compile(
    r"(?:the\s)?(?:\w+\s)?(?:media|press|news|newspaper|television|radio)\sreports?(?:\s(?:in|from)\s.+)?",
    re.I,
)
STATE_BODIES = word_set("statements/word_sets", "state bodies")
GOVERNMENTS = word_set("statements/word_sets", "words for a state")
OUTLET_BEFORE = re.compile(
    rf"[Tt]he\s(?:(?:[a-z][\w-]+\s)?[\"“])?(?P<name>{LETTER}[\w’'-]+(?:\s{LETTER}[\w’'-]+){{0,2}})[\"”]?\s"
)
# "Kharkiv prosecutor's office", "Sudanese doctors' union": whose it is, and what.
WHOSE_BODY = re.compile(
    rf"{LETTER}\w+(?:\s(?:al-|de\s)?{LETTER}[\w-]+){{0,3}}(?:['’]s)?\s(?:[a-z]+(?:['’]s?)?\s){{1,3}}"
    rf"(?:{alternatives(word_set('statements/word_sets', 'nouns of public bodies'))})"
)
TIED = re.compile(r"-[a-z]+\Z")  # "the Kremlin-backed outlet" is called otherwise
GOES_ON = re.compile(r",\s(?=[a-z])")  # "the channel Vesti, which is close to the army"
ABBREVIATED = re.compile(rf"(?P<name>{LETTER}\w+(?:\s[\w’'-]+){{1,9}})\s\([A-Z][A-Z0-9-]{{1,9}}\)")
PARENTHESIS = re.compile(r"\s*\([^)]*\)")
DEFINITE_ROLE = re.compile(r"\S+$")  # one word alone, as "Ministry", names nobody
SOME = frozenset(("some", "many", "most", "several", "few"))  # "some Hondurans" names nobody


def described_source(text: str, head: Token) -> Source:
    """The source that a description without a name gives: "a senior US official", "Pentagon report"."""
    text = one_of(text)
    description = describe(text)
    label = label_of(text)
    person = named_after_role(text, label) if description.kind in (None, "person") else None
    if description.role_title is None or person is not None:
        whole = person or _before_acronym(label, description) or proper_name(label, head)
        return whole or _words_alone(label, head, description)
    named = _before_acronym(label, description) if head.pos_ == "PROPN" else None
    named = named or named_by_kind(text, label, description) or named_before_kind(text, label, head)
    named = named or named_before_role(text, label, head)
    if named is not None:
        return named
    if MEDIA_REPORTS.fullmatch(text.strip()):
        return Source(label, None, "news_agency", "role_only")
    if BARE_HEARSAY.fullmatch(" ".join(text.split())) or (
        head.lower_ == "reports" and not description.affiliation
    ):
        return Source(label, None, "unknown", "anonymous")
    kind = "government" if _is_public_office(text, head) else _kind(description, head)
    if (
        head.lower_ in ("officials", "governors", "ministers")
        and description.iso3
        and not COUNTED.match(text)
    ):
        kind = "government"
    is_whose = WHOSE_BODY.fullmatch(label or "") is not None and not INDEFINITE.match(text)
    is_body = (
        (head.pos_ == "PROPN" or is_whose or (head.text[0].isupper() and not head.is_sent_start))
        and kind in ("organisation", "government")
        and _names_owner(label or "")
    )
    if is_body and label and not DEFINITE_ROLE.match(label):
        name = PARENTHESIS.sub("", label)
        key = stable_id("ent", "organisation", name.casefold())
        return Source(name, key, kind, "named", None, name, description.iso3)
    return Source(
        label,
        None,
        kind,
        anonymity_of(text, description, head),
        None if kind in ("document", "social_media") else label_of(description.role_title),
        description.affiliation,
        description.iso3,
    )


def _before_acronym(label: str | None, description: Description) -> Source | None:
    """The body that a phrase names before its acronym: "Mouvement du 23 mars (M23)"."""
    found = ABBREVIATED.fullmatch(label or "")
    if found is None:
        return None
    key, name = stable_id("ent", "organisation", found["name"].casefold()), found["name"]
    return Source(name, key, "organisation", "named", None, name, description.iso3, how="proper")


def _words_alone(label: str | None, head: Token, description: Description) -> Source:
    """The source of words that give neither a name nor a role: "other Hondurans"."""
    if label is not None and label.lower() in VAGUE:
        return Source(label, None, "unknown", "anonymous")
    if head.tag_ == "NN" and is_occupation(head.text):
        return Source(label, None, "person", "role_only", label, None, description.iso3)
    kind: SourceKind = "group" if head.tag_ in ("NNS", "NNPS") or head.lower_ in GROUPS else "unknown"
    some = kind == "group" and (
        description.iso3
        or head.text in read_words("people/adherents")
        or any(c.lower_ in SOME for c in head.children)
    )
    anonymity: Anonymity = "named" if head.pos_ == "PROPN" and not some else "role_only"
    return Source(label, None, kind, anonymity, None, None, description.iso3)


def named_by_kind(text: str, label: str | None, description: Description) -> Source | None:
    """The body that a phrase names beside its kind: "newspaper El Faro", "the US government"."""
    role = find_role(text)
    if role is None or label is None or role.kind not in ("organisation", "news_agency", "government"):
        return None
    name = GOES_ON.split(text[role.end :])[0].strip(" ,")
    if role.kind == "government":
        before = LEADING_ARTICLE.sub("", text[: role.start]).strip()
        state = country_of_capital(before)
        is_state = state or country_of_name(before) or country_of_demonym(before)
        if name or not is_state or text[role.start : role.end].lower() not in STATE_BODIES:
            return None
        if state is not None and text[role.start : role.end].lower() in GOVERNMENTS:
            return state_source(state)
        name = label
    elif role.kind == "news_agency" and not name:
        name = _outlet_before(text, role.start) or ""
    if (not PROPER.fullmatch(name) and role.kind != "government") or role.is_plural:
        return None
    key = stable_id("ent", "organisation", name.casefold())
    kind = "news_agency" if role.kind == "news_agency" else _kind_of_role(role.kind)
    return Source(name, key, kind, "named", None, name, description.iso3, how="kind")


def _outlet_before(text: str, end: int) -> str | None:
    """The outlet between the article and its kind: "the Maariv newspaper"; no nation, no common word."""
    named = OUTLET_BEFORE.fullmatch(text, 0, end)
    if named is None or named["name"].lower() in read_words("common_words") or TIED.search(named["name"]):
        return None
    is_nation = country_of_demonym(named["name"]) or country_of_name(named["name"])
    return None if is_nation or find_role(named["name"].lower()) else named["name"]


def _names_owner(label: str) -> bool:
    """False for "Defence Ministry": no word of it says which state's."""
    whole = find_role(label.lower())
    if whole is not None and (whole.start, whole.end) == (0, len(label)):
        return False  # "General Staff"
    words = [word.lower() for word in label.split()]
    return any(
        word not in PORTFOLIOS and find_role(word) is None and word not in ("of", "the") for word in words
    )


def _is_public_office(text: str, head: Token) -> bool:
    """True for "the ombudsman's office" and "Governor Lind's office", not for the dentist's and a head office."""
    role = (
        find_role(text[: head.idx - head.doc[head.left_edge.i].idx].lower())
        if head.lower_ == "office"
        else None
    )
    return role is not None and role.kind == "person" and HEADS.search(text, role.start, role.end) is not None


def _kind_of_role(kind: str) -> SourceKind:
    return "government" if kind == "government" else "organisation"


def _is_number_of(head: Token) -> bool:
    """True for "the majority of students", "a number of officials"."""
    of = child(head, "prep") if head.lower_ in read_words("statements/quantities") else None
    counted = child(of, "pobj") if of is not None else None
    return counted is not None and counted.tag_ in ("NNS", "NNPS")


def _kind(description: Description, head: Token) -> SourceKind:
    is_pair = child(head, "conj") is not None  # "police and firefighters"
    role = find_role(head.lower_)
    is_plural = (head.tag_ in ("NNS", "NNPS") and head.lower_ != "media") or _is_number_of(head)
    is_plural = is_plural or (role is not None and role.is_plural and role.kind == "person")
    if (description.kind in ("person", "organisation") and is_plural) or (
        is_pair and description.kind in ("person", "government")
    ):
        return "group"
    kinds: dict[str | None, SourceKind] = {
        "person": "person",
        "government": "government",
        "organisation": "organisation",
        "news_agency": "news_agency",
        "document": "document",
        "social_media": "social_media",
    }
    return kinds.get(description.kind, "unknown")
