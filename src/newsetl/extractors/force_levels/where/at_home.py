"""Where a force stands that its own state uses at home: police against strikers, troops in flooded towns."""

import re
from dataclasses import replace

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.locations import is_location
from newsetl.extractors.force_levels.where.place import Place, country_place, place_of

LOOK_BACK = 8  # sentences
TOWNS = frozenset(("city", "admin1", "admin2"))
# What one's own forces are used for: a strike, a riot, a flood, an election; else a sending says nothing of home.
HOME_TASKS = re.compile(
    r"\b(?:strik(?:e|es|ers|ing)|protest\w*|demonstrat\w*|riot\w*|unrest|rally|rallies|loot\w*|curfew|crowds?|"
    r"restore (?:law and )?order|"
    r"flood\w*|hurricane|earthquake|wildfires?|storm|vaccin\w*|hospitals?|pandemic|elections?|polls|rebels?|guerrillas?|"
    r"insurgents?|gangs?|cartels?|national guard|refineries|streets|"
    r"neighbou?rhoods?|state of emergency)\b",
    re.IGNORECASE,
)


def home_place(scene: Scene, figure: Figure, own: str) -> Place | None:
    """The place at home that a force is used in.

    None where the text names no task at home, no place there, or another country as well.

    Args:
        own: code of the actor's own state.
    """
    index = figure.sentence.index
    first = scene.sentence(max(0, index - LOOK_BACK))
    near = scene.sentence(max(0, index - 2))
    is_police = figure.counted.personnel_type == "police"
    if not is_police and scene.search(HOME_TASKS, near.start, figure.sentence.end) is None:
        return None
    rows = scene.regions_in(first.start, figure.sentence.end)
    located = [m for m in rows if is_location(scene, m, scene.analysis.sentence_at(m.start).start)]
    if any(m.country_iso3 not in (own, None) for m in located):
        return None
    at_home = [m for m in rows if m.country_iso3 == own]
    if not at_home:  # no country is spoken of: the task itself tells that they are at home
        is_other = any(m.country_iso3 is not None for m in rows)
        return None if is_other else replace(country_place(own), distance=LOOK_BACK // 2)
    towns = [m for m in located if m.place_type in TOWNS and m.start < figure.number.start]
    nearest = (towns or at_home)[-1]
    distance = abs(index - scene.analysis.sentence_at(nearest.start).index)
    return place_of(nearest, distance) if towns else replace(country_place(own), distance=distance)
