"""Whether a name is a person's or a body's, where the words beside it tell: "the security firm Ambrey"."""

import re

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.named_sources import ROLES_OF_BODIES
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.descriptions import describe, find_role, is_role_of_one
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.lexicons.given_names import is_common_given_name
from newsetl.tables.attributions import SourceKind
from newsetl.tables.entity_mentions import EntityMention

APPOSED = re.compile(r",\s(?:an?|the|his|her|its|their)\s(?P<told>[^,]+)")
ARTICLE = re.compile(r"[Tt]he\s")
FULL_NAME = re.compile(r"[^\W\d_a-z]\w+(?:\s(?:al-)?[^\W\d_a-z][\w’'-]+){1,2}")
BODIES: dict[str, SourceKind] = {"organisation": "organisation", "news_agency": "news_agency"}


def kind_told_beside(text: str, start: int, end: int, mention: EntityMention) -> Source | None:
    """The source of another kind than the model gives the mention in a phrase; None where the model may be right."""
    if mention.entity_type == "person":
        return _body(text, start, mention)
    return _person(text, start, end, mention)


def is_public_body(words: str) -> bool:
    """True for "Army" and "the Air Force": a capital makes no name of what every state has."""
    words = ARTICLE.sub("", words)
    role = find_role(words.lower()) if institution_of_name(words) is None else None
    return role is not None and role.kind == "government" and (role.start, role.end) == (0, len(words))


def _body(text: str, start: int, mention: EntityMention) -> Source | None:
    """The body of "the security firm Ambrey": one word that no given name is, right behind what bodies are called."""
    name = mention.surface
    if " " in mention.entity_name or is_common_given_name(name):
        return None
    role = find_role(text[start : mention.start])
    if role is None or role.is_plural or text[start + role.end : mention.start] != " ":
        return None
    kind = BODIES.get(role.kind)
    if (
        kind is None
        or text[start + role.start : start + role.end] != text[start + role.start : start + role.end].lower()
    ):
        return None
    key = stable_id("ent", "organisation", name.casefold())
    return Source(
        name, key, kind, "named", None, name, describe(text[start : mention.start]).iso3, how="kind"
    )


def _person(text: str, start: int, end: int, mention: EntityMention) -> Source | None:
    """The person of "Baraa Holm, a researcher at the Trust": a full name with one person's role behind it."""
    name = mention.entity_name
    apposed = APPOSED.match(text, mention.end, end)
    if mention.start != start or apposed is None or FULL_NAME.fullmatch(name) is None:
        return None
    if institution_of_name(name) is not None or find_role(name.lower()) is not None:
        return None
    role = find_role(apposed["told"])
    told = apposed["told"][role.start : role.end] if role is not None else ""
    if not told or not is_role_of_one(told) or told in ROLES_OF_BODIES:
        return None
    known = describe(apposed["told"])
    key = stable_id("ent", "person", name.casefold())
    return Source(name, key, "person", "named", told, known.affiliation, known.iso3, how="full_name")
