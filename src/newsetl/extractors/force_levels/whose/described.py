"""Owners told by a description: 'The military had 300,000 men', 'The alliance keeps 3,800 soldiers'."""

import re
from collections.abc import Iterable

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.lexicon import NON_STATE, either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import Actor, as_actor
from newsetl.extractors.force_levels.whose.mentions import is_civil
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.extractors.force_levels.whose.topic import ALLIANCES, DISTANCE, topic_state
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.gazetteer.institutions import NON_STATE_KINDS

# Lower-case words between the description and the number hold its verb, and no name.
VERB = rf"\s+(?:(?!(?:{either('verbs of others')})\b)[a-z]+\s+){{1,5}}$"
STATE = re.compile(rf"\b[Tt]he\s+(?:{either('words for a state')}){VERB}")
ALLIANCE = re.compile(rf"\b[Tt]he\s+(?:{either('words for an alliance')}){VERB}")
GROUP = re.compile(rf"\b(?:{either('words for a group')}){VERB}", re.IGNORECASE)
NEAR, FAR = 2, 12  # sentences back


def described(scene: Scene, figure: Figure) -> Actor | None:
    """The state, alliance or group that a description right before the figure's verb stands for; None if unsure."""
    return scene.once(("described", figure.number.start), lambda: _described(scene, figure))


def _described(scene: Scene, figure: Figure) -> Actor | None:
    start, end = figure.sentence.start, figure.number.hedge_start
    if scene.ending(STATE, start, end) is not None:
        return _state(scene, figure)
    if scene.ending(ALLIANCE, start, end) is not None:
        return _named(scene, figure, ALLIANCES)
    return _named(scene, figure, NON_STATE_KINDS) if scene.ending(GROUP, start, end) is not None else None


def _state(scene: Scene, figure: Figure) -> Actor | None:
    """The state that the article is about, if the sentences before name it or none."""
    topic = topic_state(scene, figure, states_only=True) or _of_most(scene)
    if topic is None or figure.counted.personnel_type in NON_STATE:
        return None
    named = {m.name.iso3 for m in _before(scene, figure, NEAR)} - {None}
    return topic if not named or topic.iso3 in named else None


def _of_most(scene: Scene) -> Actor | None:
    """The country that half of an article's places lie in."""
    counts, top = scene.country_counts, country_of_iso3(scene.top_country or "")
    is_most = top is not None and 2 * counts[top.iso3] >= sum(counts.values())
    return Actor(top.name, top.iso3, DISTANCE) if top is not None and is_most else None


def _named(scene: Scene, figure: Figure, kinds: frozenset[str]) -> Actor | None:
    """The only one of these kinds that the sentences before name, else the article."""
    everywhere = (m for s in scene.analysis.sentences for m in scene.actors_in(s))
    before = _of_kinds(scene, _before(scene, figure, FAR), kinds)
    named = before or _of_kinds(scene, everywhere, kinds)
    is_one = len({m.name.actor for m in named}) == 1
    return as_actor(scene, figure, named[-1]) if is_one else None


def _of_kinds(scene: Scene, named: Iterable[ActorMention], kinds: frozenset[str]) -> list[ActorMention]:
    text = scene.analysis.text
    return [m for m in named if m.name.group_kind in kinds and not is_civil(text, m)]


def _before(scene: Scene, figure: Figure, back: int) -> list[ActorMention]:
    first = max(0, figure.sentence.index - back)
    sentences = (scene.sentence(index) for index in range(first, figure.sentence.index + 1))
    return [m for s in sentences for m in scene.actors_in(s) if m.end <= figure.number.start]
