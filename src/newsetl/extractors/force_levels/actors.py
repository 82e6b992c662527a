"""Whose force a figure counts."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.actor import Actor, as_actor, is_fit
from newsetl.extractors.force_levels.carried_actors import carry_actor
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.governors import Step
from newsetl.extractors.force_levels.mentions import (
    is_crossing,
    is_located,
)
from newsetl.extractors.force_levels.names import ActorMention
from newsetl.extractors.force_levels.scene import Scene
from newsetl.language.syntax import subject

SPEECH = frozenset(
    ("say", "tell", "report", "estimate", "claim", "add", "note", "warn", "write", "believe", "show")
)
POSSESSED = re.compile(r"(?:'s|’s|s'|s’)\s+(?:\w+\s+){0,3}$")
POSSESSIVE = re.compile(r"\b(?:its|their)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
PRONOUNS = {
    "he": ("leader",),
    "she": ("leader",),
    "it": ("country", "metonym", "group"),
    "which": ("country", "metonym", "group"),
    "who": ("leader", "country", "metonym"),
}


def resolve_actor(
    scene: Scene, figure: Figure, steps: Sequence[Step], known: Sequence[tuple[Figure, Actor]]
) -> Actor:
    """The actor of a figure: from its phrase, its governors, its sentence, or carried from before.

    Args:
        known: figures before this one with their actors, in text order.
    """
    for actor in _local(scene, figure, steps):
        if actor is not None:
            return actor
    return carry_actor(scene, figure, known)


def _local(scene: Scene, figure: Figure, steps: Sequence[Step]) -> Iterator[Actor | None]:
    mentions = scene.actors_in(figure.sentence)
    yield _in_phrase(scene, figure, mentions)
    yield _after_phrase(scene, figure, mentions)
    yield _possessor(scene, figure, mentions)
    yield _of_governors(scene, figure, steps, mentions)


def _in_phrase(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    doc = scene.analysis.doc
    end = doc[figure.counted.last].idx + len(doc[figure.counted.last])
    inside = [
        m for m in mentions if figure.number.start <= m.start and m.end <= end and m.name.kind != "leader"
    ]
    return _joined(scene, figure, inside) if inside else None


def _joined(scene: Scene, figure: Figure, inside: Sequence[ActorMention]) -> Actor:
    groups = [m for m in inside if m.name.kind == "group"]
    chosen = groups or list(inside)
    different = list(dict.fromkeys((m.name.actor, m.name.iso3) for m in chosen))
    if len(different) == 1 or not _is_coordinated(scene, chosen):
        return as_actor(scene, figure, chosen[-1])
    return Actor(", ".join(iso or name or "" for name, iso in different), None)


def _is_coordinated(scene: Scene, mentions: Sequence[ActorMention]) -> bool:
    between = scene.analysis.text[mentions[0].end : mentions[-1].start]
    return re.fullmatch(r"\s*(?:,|and|,\s*and|or|/|&|[\w\s,-]{1,20}\band)\s*", between) is not None


def _after_phrase(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    """'500 soldiers of the Ethiopian army', '200 troops from Ghana', '3,000 of them U.S. soldiers'."""
    doc = scene.analysis.doc
    end = doc[figure.counted.last].idx + len(doc[figure.counted.last])
    after = next((m for m in mentions if m.start >= end), None)
    if after is None:
        return None
    between = scene.analysis.text[end : after.start].strip().lower()
    words = between.split()
    if not words or len(words) > 6:
        return None
    if words[0] == "of" and not is_crossing(between):
        return as_actor(scene, figure, after)
    if words[0] == "in" and len(words) <= 2 and after.name.kind == "group":
        return as_actor(scene, figure, after)
    if words[0] == "from" and figure.measure != "decrease" and not is_crossing(between):
        return as_actor(scene, figure, after)
    return None


def _possessor(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    """'Italy's 3,000 troops', 'Russia's estimated 190,000'."""
    text = scene.analysis.text
    left = [m for m in mentions if m.end <= figure.number.start]
    if not left:
        return None
    between = text[left[-1].end : figure.number.hedge_start]
    if POSSESSIVE.search(text[max(0, figure.number.hedge_start - 30) : figure.number.hedge_start]):
        free = [m for m in left if not is_located(scene, m) and m.name.kind != "leader"]
        return as_actor(scene, figure, free[-1]) if free else None
    if POSSESSED.fullmatch(between) or not between.strip():
        return as_actor(scene, figure, left[-1])
    return None


def _of_governors(
    scene: Scene, figure: Figure, steps: Sequence[Step], mentions: Sequence[ActorMention]
) -> Actor | None:
    for step in steps:
        token = step.token
        if not is_verb(token):
            is_force = token.lower_ in lexicon.event_nouns() or token.lemma_.lower() in lexicon.event_nouns()
            found = _in_tokens(scene, mentions, token.left_edge, token) if is_force else None
        else:
            if token.lemma_ in SPEECH:
                return None
            if step.role == "subject":
                continue
            who, path = subject(token)
            if who is None or path == "expletive":
                continue
            if who.pos_ == "PRON":
                actor = _of_pronoun(scene, figure, who)
                if actor is not None:
                    return actor
                continue
            found = _in_subject(scene, mentions, who)
        if found is not None and is_fit(figure, found):
            return as_actor(scene, figure, found)
    return None


def _of_pronoun(scene: Scene, figure: Figure, pronoun: Token) -> Actor | None:
    """'he has amassed': the leader named last; 'it has sent', 'which has 100,000': the state or group named last."""
    kinds = PRONOUNS.get(pronoun.lower_)
    if kinds is None:
        return None
    for index in range(figure.sentence.index, max(-1, figure.sentence.index - 4), -1):
        mentions = [
            m
            for m in scene.actors_in(scene.sentence(index))
            if m.end <= pronoun.idx and m.name.kind in kinds and not is_located(scene, m)
        ]
        if mentions:
            chosen = mentions[-1] if index == figure.sentence.index else mentions[0]
            actor = as_actor(scene, figure, chosen)
            return Actor(actor.name, actor.iso3, figure.sentence.index - index)
    return None


def _in_subject(scene: Scene, mentions: Sequence[ActorMention], who: Token) -> ActorMention | None:
    """The actor that a subject names: 'Turkey's military', 'the number of Russian soldiers at the border'."""
    return _in_tokens(scene, mentions, who.left_edge, who) or _in_tokens(scene, mentions, who, who.right_edge)


def _in_tokens(
    scene: Scene, mentions: Sequence[ActorMention], first: Token, last: Token
) -> ActorMention | None:
    start, end = first.idx, last.idx + len(last)
    for mention in mentions:
        if start <= mention.start and mention.start < end and not is_located(scene, mention):
            return mention
    return None
