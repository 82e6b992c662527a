"""The state whose forces an article is about, for figures without a name near them."""

import re
from collections.abc import Iterator
from functools import cache

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.extractors.force_levels.whose.mentions import acts, is_civil, is_located, stands_at_force
from newsetl.extractors.force_levels.whose.names import ActorMention, Name, find_actors
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.lexicons import read_table

ALLIANCES = frozenset(("coalition", "mission"))
BACK, AHEAD = 12, 5  # sentences
TITLE, FORCE, RULER, SIGN, OFFICE, PLAIN = 2.0, 2.0, 2.0, 2.0, 1.0, 0.5
ENOUGH = 2.0
AHEAD_OF_OTHERS = 1.5  # times the weight of the next state
DISTANCE = 5  # as far as confidence is concerned: five sentences


def topic_state(scene: Scene, figure: Figure, states_only: bool = False) -> Actor | None:
    """The state or alliance that acts in clearly most of the names around a figure and in the title.

    Args:
        states_only: leave alliances out.
    """
    about = ("topic", figure.sentence.index, states_only)
    return scene.once(about, lambda: _topic_state(scene, figure, states_only))


def _topic_state(scene: Scene, figure: Figure, states_only: bool) -> Actor | None:
    weights: dict[str, float] = {}
    for who, weight in (*_of_title(scene), *_of_sentences(scene, figure), *_of_signs(scene, figure)):
        if not states_only or country_of_iso3(who) is not None:
            weights[who] = weights.get(who, 0) + weight
    ranked = sorted(weights.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] < AHEAD_OF_OTHERS * ranked[1][1]:
        return None
    country = country_of_iso3(ranked[0][0])
    return Actor(country.name, country.iso3, DISTANCE) if country else Actor(ranked[0][0], None, DISTANCE)


def _who(name: Name) -> str | None:
    """A state by its code, an alliance by its name; nobody for rebels and militias."""
    return name.iso3 or (name.actor if name.group_kind in ALLIANCES else None)


def office_states(scene: Scene) -> set[str]:
    """The state whose government publishes the article, as "The White House" does."""
    outlet = (scene.article.outlet or "").removeprefix("The ")
    whole = (m.name for m in find_actors(outlet, 0, len(outlet)) if (m.start, m.end) == (0, len(outlet)))
    return {name.iso3 for name in whole if name.kind == "metonym" and name.iso3 is not None}


def _of_title(scene: Scene) -> Iterator[tuple[str, float]]:
    for state in office_states(scene):
        yield state, OFFICE
    title = scene.article.title or ""
    for mention in find_actors(title, 0, len(title)):
        before = title[: mention.start].lower().split()
        who = _who(mention.name)
        if who is not None and not (before and before[-1] in ("in", "to", "from", "at", "on")):
            yield who, TITLE


def _of_sentences(scene: Scene, figure: Figure) -> Iterator[tuple[str, float]]:
    last = min(figure.sentence.index + AHEAD, len(scene.analysis.sentences) - 1)
    for index in range(max(0, figure.sentence.index - BACK), last + 1):
        yield from scene.once(("weights", index), lambda at=index: list(_of_sentence(scene, at)))  # type: ignore[misc]


def _of_sentence(scene: Scene, index: int) -> Iterator[tuple[str, float]]:
    for mention in scene.actors_in(scene.sentence(index)):
        who = _who(mention.name)
        if who is not None and not is_located(scene, mention):
            yield who, _weight(scene, mention)


def _weight(scene: Scene, mention: ActorMention) -> float:
    if mention.name.kind == "group" and is_civil(scene.analysis.text, mention):
        return PLAIN
    if mention.name.kind == "group" or stands_at_force(scene.analysis.text, mention):
        return FORCE
    if mention.name.kind == "demonym" and mention.name.surface.endswith("s"):
        return 0.0  # "the Iraqis": a people, not a state that acts
    return RULER if mention.name.kind in ("metonym", "leader") or acts(scene, mention) else PLAIN


def _of_signs(scene: Scene, figure: Figure) -> Iterator[tuple[str, float]]:
    last = min(figure.sentence.index + AHEAD, len(scene.analysis.sentences) - 1)
    start = scene.sentence(max(0, figure.sentence.index - BACK)).start
    found = {m.group() for m in _signs().finditer(scene.analysis.text, start, scene.sentence(last).end)}
    found |= {m.group() for m in _signs().finditer(scene.article.title or "")}
    for word in found:
        if (
            _sign_states()[word] in scene.country_counts
        ):  # other countries have a Congress and a National Guard too
            yield _sign_states()[word], SIGN


@cache
def _sign_states() -> dict[str, str]:
    return {row["word"]: row["iso3"] for row in read_table("forces/state_signs")}


@cache
def _signs() -> re.Pattern[str]:
    words = sorted(_sign_states(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
