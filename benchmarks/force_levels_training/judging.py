"""When an answer to one of the questions is right, by the rule that the force levels' scorer uses."""

import re
from collections.abc import Mapping
from typing import Any

from newsetl.extractors.force_levels.when.as_of import AsOf
from newsetl.extractors.force_levels.where.place import Place
from newsetl.extractors.force_levels.who_says.sources import Source
from newsetl.extractors.force_levels.whose.actor import Actor

Gold = Mapping[str, Any]


def is_actor(actor: Actor, gold: Gold) -> bool:
    """The state's code, or a name with all words of the other."""
    names = {_norm(actor.name), _norm(actor.iso3)} - {""}
    told = set(_norm(gold["actor"]).split())
    if not told:
        return not names
    return any(told <= set(name.split()) or set(name.split()) <= told for name in names)


def is_place(place: Place, gold: Gold) -> bool:
    """The same country; where gold names none, the same name."""
    if (gold["place_country"] or None) == place.iso3:
        return True
    return gold["place_country"] is None and _norm(gold["place"]) == _norm(place.name)


def is_as_of(as_of: AsOf, gold: Gold) -> bool:
    """The first day, at the precision that gold has."""
    if not gold["as_of"]:
        return as_of.start is None
    return str(as_of.start or "").startswith(gold["as_of"].split("/")[0])


def is_source(source: Source, gold: Gold) -> bool:
    """A word in common."""
    said = _norm(" ".join(filter(None, (source.name, source.via))))
    if not gold["source"]:
        return not said
    return bool(set(_norm(gold["source"]).split()) & set(said.split()))


def _norm(words: str | None) -> str:
    return re.sub(r"[^a-z0-9 ]", "", (words or "").lower()).strip()
