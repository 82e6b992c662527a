"""Entries of lists that name the host and not the owner: 'ROMANIA: 3,300 allied troops'."""

import re

from newsetl.extractors.force_levels.how_many.lists import Item
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.place import Place, country_place
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor
from newsetl.extractors.force_levels.whose.mentions import stands_at_force
from newsetl.extractors.force_levels.whose.names import find_actors

FOREIGN = re.compile(
    r"\s*(?:[\w-]+\s+){0,2}?(?:allied|foreign|coalition|multinational|visiting)\b", re.IGNORECASE
)
LOCATED = re.compile(r"\b(?:in|at|to|from|with|near)\b", re.IGNORECASE)
NEAR = 24  # characters from the number to the owner's name: "3,300 active-duty U.S. soldiers"
ALLIANCES = ("coalition", "mission")


def guests(scene: Scene, item: Item) -> tuple[Actor, Place] | None:
    """Whose the soldiers of an entry are and the host that the entry is headed by; None if they are its own."""
    if item.actor is None or item.actor.kind != "country":
        return None
    text, end = scene.analysis.text, item.number.end
    named = [m for m in find_actors(text, end, min(item.end, end + NEAR)) if m.name.actor != item.actor.actor]
    if named and stands_at_force(text, named[0]) and not LOCATED.search(text, end, named[0].start):
        return Actor(named[0].name.actor, named[0].name.iso3), country_place(item.actor.iso3)
    if FOREIGN.match(text, end) is None:
        return None
    return _alliance(scene, item), country_place(item.actor.iso3)


def _alliance(scene: Scene, item: Item) -> Actor:
    """The alliance whose list it is: the one named last before the entry."""
    if item.heading is None:
        return NOBODY
    first = scene.analysis.sentence_at(max(0, item.heading[0] - 1)).start
    named = [m for m in find_actors(scene.analysis.text, first, item.start) if m.name.group_kind in ALLIANCES]
    return Actor(named[-1].name.actor, None, 1) if named else NOBODY
