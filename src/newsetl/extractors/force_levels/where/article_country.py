"""The country that an article is about: the last resort where the words near a figure name no place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.locations import BESIDES, is_actor, is_location
from newsetl.extractors.force_levels.where.place import NOWHERE, Place, country_place, place_of
from newsetl.extractors.force_levels.whose.mentions import FORCE_AFTER
from newsetl.extractors.force_levels.whose.names import find_actors
from newsetl.tables.region_mentions import RegionMention

TALK = 4  # sentences
BACK, AHEAD = 8, 2  # sentences
OFTEN = 3  # mentions of the country that an article is about
AHEAD_OF_OTHERS = 2  # times the mentions of the next one


def talked_of(scene: Scene, figure: Figure, own: str | None, is_said: bool) -> Place:
    """The one foreign country near a figure, of the title, of the next sentence, or by far most spoken of.

    Args:
        own: code of the actor's own state.
        is_said: whether a word at the figure points back at a place.
    """
    for place in (
        _near(scene, figure, own, is_said),
        _of_title(scene, own),
        _of_next(scene, figure, own),
        _most_named(scene, figure, own),
    ):
        if place != NOWHERE:
            return replace(place, distance=TALK)
    return NOWHERE


def _of_next(scene: Scene, figure: Figure, own: str | None) -> Place:
    """The only foreign country that something is said to be in in the next sentence: 'into Baghdad itself'."""
    index = figure.sentence.index + 1
    if index >= len(scene.analysis.sentences):
        return NOWHERE
    sentence = scene.sentence(index)
    rows = [m for m in scene.regions_in(sentence.start, sentence.end) if m.country_iso3 not in (None, own)]
    states = {m.country_iso3 for m in rows if is_location(scene, m, sentence.start)}
    return country_place(states.pop()) if len(states) == 1 else NOWHERE


def _most_named(scene: Scene, figure: Figure, own: str | None) -> Place:
    first = scene.sentence(max(0, figure.sentence.index - BACK))
    last = scene.sentence(min(figure.sentence.index + AHEAD, len(scene.analysis.sentences) - 1))
    counts = Counter(
        m.country_iso3
        for m in scene.regions_in(first.start, last.end)
        if m.country_iso3 not in (None, own) and not FORCE_AFTER.match(scene.analysis.text, m.end)
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < OFTEN:
        return NOWHERE
    if len(ranked) > 1 and ranked[0][1] < AHEAD_OF_OTHERS * ranked[1][1]:
        return NOWHERE
    return country_place(ranked[0][0])


def _of_title(scene: Scene, own: str | None) -> Place:
    """The one foreign country of the title, if the text names it too."""
    title = scene.article.title or ""
    states = {m.name.iso3 for m in find_actors(title, 0, len(title)) if m.name.kind in ("country", "demonym")}
    states -= {None, own}
    named = {m.country_iso3 for m in scene.regions}
    return country_place(states.pop()) if len(states) == 1 and states <= named else NOWHERE


def _near(scene: Scene, figure: Figure, own: str | None, is_said: bool) -> Place:
    """The one foreign country that the sentences before speak of, by name or by its people and government."""
    if figure.measure == "level" and not is_said:
        return NOWHERE
    rows = list(_foreign(scene, figure, own))
    if not rows or len({m.country_iso3 for m in rows}) > 1:
        return NOWHERE
    return place_of(rows[-1])


def _foreign(scene: Scene, figure: Figure, own: str | None) -> Iterator[RegionMention]:
    first = scene.sentence(max(0, figure.sentence.index - TALK))
    besides = BESIDES.search(scene.analysis.text, figure.number.end, figure.sentence.end)
    end = figure.sentence.end if besides is None else besides.start()
    for mention in scene.regions_in(first.start, end):
        is_country = mention.place_type == "country" and mention.country_iso3 not in (None, own)
        if is_country and not is_actor(scene, mention):
            yield mention
