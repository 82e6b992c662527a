"""Whose force it is where the figure's own clause does not say: the nearest fitting actor named before.

Which of these are never the answer, across a heading, say, stands in constraints.py beside it.
"""

from collections.abc import Sequence

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.lexicon import NON_STATE
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor, as_actor, is_fit
from newsetl.extractors.force_levels.whose.mentions import (
    acts,
    force_mentions,
    is_located,
    is_quoted_source,
)
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.extractors.force_levels.whose.topic import topic_state
from newsetl.language import Sentence

MAX_BACK = 30  # sentences that a name is carried over
FAR = 3  # sentences: a name later in the sentence is nearer
BEFORE_SUBJECT = 4  # characters before a name that opens a sentence: "The "


def carry_actor(scene: Scene, figure: Figure, known: Sequence[tuple[Figure, Actor]]) -> Actor:
    """The actor of a figure from its sentence, else from the nearest force named before it.

    Args:
        known: figures before this one with their actors, in text order.
    """
    sentence = figure.sentence
    here = force_mentions(scene, sentence, figure)
    before = [m for m in here if m.end <= figure.number.start]
    if figure.counted.how == "ellipsis" and known and known[-1][1].name is not None:
        return _moved(known[-1], sentence)
    same = [pair for pair in known if pair[0].sentence.index == sentence.index and pair[1].name]
    if before or same:
        if same and (not before or same[-1][0].number.start > before[-1].start):
            return _moved(same[-1], sentence)
        return as_actor(scene, figure, before[-1])
    opening = _opening(scene, figure)
    if opening is not None:
        return as_actor(scene, figure, opening)
    actor = _from_before(scene, figure, known)
    if here and (actor is NOBODY or actor.distance > FAR):
        return as_actor(scene, figure, here[0])
    return actor


def _opening(scene: Scene, figure: Figure) -> ActorMention | None:
    """The name that opens the sentence: 'Russia - which has denied it - despite having massed 100,000'."""
    for mention in scene.actors_in(figure.sentence)[:1]:
        is_first = (
            mention.start - figure.sentence.start <= BEFORE_SUBJECT and mention.end <= figure.number.start
        )
        if is_first and is_fit(figure, mention) and not is_located(scene, mention):
            is_owner = scene.analysis.text[mention.end : mention.end + 2] in ("'s", "’s")
            return None if is_quoted_source(scene, mention) and not is_owner else mention
    return None


def _moved(pair: tuple[Figure, Actor], sentence: Sentence) -> Actor:
    return Actor(pair[1].name, pair[1].iso3, sentence.index - pair[0].sentence.index + pair[1].distance)


def _from_before(scene: Scene, figure: Figure, known: Sequence[tuple[Figure, Actor]]) -> Actor:
    sentence = figure.sentence
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - MAX_BACK), -1):
        distance = sentence.index - index
        past = [pair for pair in known if pair[0].sentence.index == index and pair[1].name]
        if past and _is_like(past[-1][0], figure):
            return Actor(past[-1][1].name, past[-1][1].iso3, distance)
        mentions = force_mentions(scene, scene.sentence(index), figure)
        if mentions:
            actor = as_actor(scene, figure, mentions[-1])
            return Actor(actor.name, actor.iso3, distance)
    return _from_anyone(scene, figure)


def _is_like(past: Figure, figure: Figure) -> bool:
    non_state = figure.counted.personnel_type in NON_STATE
    return (past.counted.personnel_type in NON_STATE) == non_state


def _from_anyone(scene: Scene, figure: Figure) -> Actor:
    """Governments and leaders named before, where no force is named: the state that acts in the article."""
    if figure.counted.personnel_type in NON_STATE:
        return NOBODY
    for mention in scene.actors_in(figure.sentence):
        if mention.start < figure.number.start and acts(scene, mention):
            return Actor(mention.name.actor, mention.name.iso3, 3)
    found = _acting(scene, figure.sentence.index - 1)
    if found is not None:
        index, mention = found
        return Actor(mention.name.actor, mention.name.iso3, figure.sentence.index - index + 3)
    return topic_state(scene, figure) or NOBODY


def _acting(scene: Scene, last: int) -> tuple[int, ActorMention] | None:
    """The nearest sentence up to one that names who acts, with the first who does; remembered for each sentence.

    A table of thousands of figures asks for each.
    """
    index, found = last, None
    while index >= 0:
        if index in scene.acting:
            found = scene.acting[index]
            break
        acting = next((m for m in scene.actors_in(scene.sentence(index)) if acts(scene, m)), None)
        if acting is not None:
            found = (index, acting)
            break
        index -= 1
    for passed in range(max(index, 0), last + 1):
        scene.acting[passed] = found
    return found
