"""Resolves sources named through an owner ("his spokesman", "a statement from its office") by its antecedent."""

import re
from dataclasses import dataclass, replace

from newsetl.core.ids import stable_id
from newsetl.core.spans import Span
from newsetl.extractors.attributions.who.people.salience import Salience
from newsetl.extractors.attributions.who.source import Source

OWNED = re.compile(r"(?P<pronoun>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:own\s)?(?P<what>.+)", re.DOTALL)
ISSUED = re.compile(r"\b(?:by|from)\s(?P<pronoun>his|her|its|their)\s")


@dataclass(frozen=True, slots=True)
class Owned:
    """A source as written, its noun, where it is, and what is said."""

    words: str
    noun: str
    at: int
    sentence: int
    content: Span


def with_owner(source: Source, owned: Owned, focus: Salience) -> Source:
    """The unnamed source with whom its pronoun means: "Putin's spokesman", a document of the Trust; else as it is."""
    if source.id is not None or source.name is None:
        return source
    match = OWNED.match(owned.words) or (ISSUED.search(owned.words) if source.kind == "document" else None)
    owner = _meant(match["pronoun"].lower(), owned, focus) if match is not None else None
    told = OWNED.match(source.name)
    if owner is None or owner.anonymity != "named" or not owner.name:
        return source if told is None else replace(source, name=told["what"])
    if source.kind == "document":
        key = stable_id("ent", "document", owner.id or "", owned.noun)
        body = None if owner.kind == "person" else owner.name
        return replace(
            source,
            name=f"{owner.name} {owned.noun}",
            id=key,
            anonymity="named",
            affiliation=body,
            how="document_meant",
        )
    if told is None or owner.kind == "group":
        return source if told is None else replace(source, name=told["what"])
    name, role = f"{owner.name}'s {told['what']}", told["what"]
    return replace(source, name=name, role_title=role, affiliation=owner.name, iso3=owner.iso3)


def _meant(pronoun: str, owned: Owned, focus: Salience) -> Source | None:
    if pronoun in ("his", "her"):
        return focus.person(owned.at, owned.sentence, pronoun, owned.content)
    return focus.body(owned.at, owned.sentence) if pronoun == "its" else focus.group(owned.at, owned.sentence)
