"""Names that stand beside what somebody is: "Vesti, a daily", "Serhiy, his deputy", "a baker, Fanta"."""

import re

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.named_sources import ROLES_OF_BODIES
from newsetl.extractors.attributions.who.phrase_names import ABOUT_HIM
from newsetl.extractors.attributions.who.proper_names import LETTER
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.countries import country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import country_of_capital, describe, find_role, is_role_of_one
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import word_set
from newsetl.tables.attributions import SourceKind

PROPER = re.compile(rf"(?:{LETTER}[\w’'.-]*)(?:\s(?:al-|de\s|of\s)?{LETTER}[\w’'.-]*){{0,4}}")
APPOSED_KIND = re.compile(
    r"(?:,? or [A-Z]\w+)?,\s(?:an?|the|one\sof\s\w+)\s(?P<told>[^,]+)"
)  # ", or News, a daily owned by the party"
BEFORE_ROLE = re.compile(
    rf"(?P<name>{LETTER}[a-z\w’'-]+),\s(?:\d{{2}},\s)?(?:an?|his|her|their|its|the)\s(?P<role>[a-z-]+(?:\s[a-z-]+)?)\b"
)
AFTER_ROLE = re.compile(
    rf"(?:.+\s)?(?P<role>[a-z-]+)(?:\s(?:of|for|in|at)\s[^,]+,|,)?\s"
    rf"(?P<name>{LETTER}[\w’'-]*[a-z](?:\s{LETTER}[\w’'-]*[a-z])?)(?:,\s\d{{2}})?,?"
)

KIN = word_set("people/word_sets", "kin")
BODIES: dict[str, SourceKind] = {
    "news_agency": "news_agency",
    "organisation": "organisation",
    "government": "government",
}


def named_before_kind(text: str, label: str | None, head: Token) -> Source | None:
    """The outlet or body that a phrase names before its kind: "Vesti, a daily", "Aspides, the EU's mission"."""
    name = re.split(r",\s", label)[0] if label else ""
    apposed = APPOSED_KIND.match(text, len(name)) if name and text.startswith(name) else None
    role = find_role(apposed["told"]) if apposed is not None else None
    kind = BODIES.get(role.kind) if role is not None and not role.is_plural else None
    if kind is None or head.pos_ != "PROPN" or not PROPER.fullmatch(name) or find_role(name.lower()):
        return None
    key = stable_id("ent", "organisation", name.casefold())
    return Source(name, key, kind, "named", None, name, describe(text).iso3, how="kind")


def named_before_role(text: str, label: str | None, head: Token) -> Source | None:
    """The person whom a phrase names by one word before what he is: "Serhiy, his deputy", "Fin, 29, a carpenter"."""
    told = BEFORE_ROLE.match(text)
    if (
        told is None
        or label is None
        or head.pos_ != "PROPN"
        or told["name"].lower() in read_words("common_words")
    ):
        return None
    is_other = (
        country_of_name(told["name"]) or find_role(told["name"].lower()) or country_of_capital(told["name"])
    )
    if is_other or not is_role_of_one(told["role"]) or told["role"] in ROLES_OF_BODIES:
        return None
    name = told["name"]
    return Source(
        name, stable_id("ent", "person", text.casefold()), "person", "named", told["role"], how="proper"
    )


def named_after_role(text: str, label: str | None) -> Source | None:
    """The person whom a phrase names by one or two words after what he is: "A baker, Fanta", "his cousin Hadi, 24"."""
    told = AFTER_ROLE.fullmatch(ABOUT_HIM.split(text)[0])
    if told is None or label is None:
        return None
    name, role = told["name"], told["role"].split()[-1]
    is_role = is_role_of_one(role) or role in read_words("people/loose_roles")
    if not (is_role or role in KIN) or role in ROLES_OF_BODIES or any(map(_is_word_or_place, name.split())):
        return None
    key = stable_id("ent", "person", text.casefold())
    return Source(name, key, "person", "named", told["role"], how="proper")


def _is_word_or_place(word: str) -> bool:
    is_place = country_of_name(word) or country_of_demonym(word) or country_of_capital(word)
    return bool(is_place or find_role(word.lower())) or word.lower() in read_words("common_words")
