"""Whose force a figure counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.governors import Step
from newsetl.extractors.force_levels.mentions import (
    NON_STATE,
    acts,
    force_mentions,
    is_crossing,
    is_located,
    is_quoted_source,
)
from newsetl.extractors.force_levels.names import ActorMention
from newsetl.extractors.force_levels.scene import Scene
from newsetl.gazetteer.countries import country_of_iso3
from newsetl.language import Sentence
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
OPENING = 4  # characters before a name that opens a sentence: "The "


@dataclass(frozen=True, slots=True)
class Actor:
    """Name and state code of an actor, and from how many sentences away it was carried (0: same sentence)."""

    name: str | None
    iso3: str | None
    distance: int = 0


NOBODY = Actor(None, None)


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
    return _carried(scene, figure, known)


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
        return _as_actor(scene, figure, chosen[-1])
    return Actor(", ".join(iso or name or "" for name, iso in different), None)


def _is_coordinated(scene: Scene, mentions: Sequence[ActorMention]) -> bool:
    between = scene.analysis.text[mentions[0].end : mentions[-1].start]
    return re.fullmatch(r"\s*(?:,|and|,\s*and|or|/|&|[\w\s,-]{1,20}\band)\s*", between) is not None


def _as_actor(scene: Scene, figure: Figure, mention: ActorMention) -> Actor:
    name = mention.name
    if name.kind == "demonym" and figure.counted.personnel_type in NON_STATE:
        noun = scene.analysis.doc[figure.counted.last].text.lower()
        return Actor(f"{mention.name.surface} {noun}", None)
    return Actor(name.actor, name.iso3)


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
        return _as_actor(scene, figure, after)
    if words[0] == "in" and len(words) <= 2 and after.name.kind == "group":
        return _as_actor(scene, figure, after)
    if words[0] == "from" and figure.measure != "decrease" and not is_crossing(between):
        return _as_actor(scene, figure, after)
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
        return _as_actor(scene, figure, free[-1]) if free else None
    if POSSESSED.fullmatch(between) or not between.strip():
        return _as_actor(scene, figure, left[-1])
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
        if found is not None and _is_fit(figure, found):
            return _as_actor(scene, figure, found)
    return None


def _is_fit(figure: Figure, mention: ActorMention) -> bool:
    """A state is not the actor of rebels that its name does not stand at."""
    return figure.counted.personnel_type not in NON_STATE or mention.name.kind == "group"


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
            actor = _as_actor(scene, figure, chosen)
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


def _carried(scene: Scene, figure: Figure, known: Sequence[tuple[Figure, Actor]]) -> Actor:
    sentence = figure.sentence
    here = force_mentions(scene, sentence, figure)
    before = [m for m in here if m.end <= figure.number.start]
    if figure.counted.how == "ellipsis" and known and known[-1][1].name is not None:
        return _moved(known[-1], sentence)
    same = [pair for pair in known if pair[0].sentence.index == sentence.index and pair[1].name]
    if before or same:
        if same and (not before or same[-1][0].number.start > before[-1].start):
            return _moved(same[-1], sentence)
        return _as_actor(scene, figure, before[-1])
    if here:
        return _as_actor(scene, figure, here[0])

    opening = _opening(scene, figure)
    return _as_actor(scene, figure, opening) if opening is not None else _from_before(scene, figure, known)


def _opening(scene: Scene, figure: Figure) -> ActorMention | None:
    """The name that opens the sentence: 'Russia - which has denied it - despite having massed 100,000'."""
    for mention in scene.actors_in(figure.sentence)[:1]:
        is_first = mention.start - figure.sentence.start <= OPENING and mention.end <= figure.number.start
        if is_first and _is_fit(figure, mention) and not is_located(scene, mention):
            return None if is_quoted_source(scene, mention) else mention
    return None


def _moved(pair: tuple[Figure, Actor], sentence: Sentence) -> Actor:
    return Actor(pair[1].name, pair[1].iso3, sentence.index - pair[0].sentence.index + pair[1].distance)


def _from_before(scene: Scene, figure: Figure, known: Sequence[tuple[Figure, Actor]]) -> Actor:
    sentence = figure.sentence
    for index in range(sentence.index - 1, -1, -1):
        distance = sentence.index - index
        past = [pair for pair in known if pair[0].sentence.index == index and pair[1].name]
        if past and _is_like(past[-1][0], figure):
            return Actor(past[-1][1].name, past[-1][1].iso3, distance)
        mentions = force_mentions(scene, scene.sentence(index), figure)
        if mentions:
            actor = _as_actor(scene, figure, mentions[-1])
            return Actor(actor.name, actor.iso3, distance)
    return _from_anyone(scene, figure)


def _is_like(past: Figure, figure: Figure) -> bool:
    non_state = figure.counted.personnel_type in NON_STATE
    return (past.counted.personnel_type in NON_STATE) == non_state


def _from_anyone(scene: Scene, figure: Figure) -> Actor:
    """Governments and leaders named before, where no force is: the state that acts in the article."""
    if figure.counted.personnel_type in NON_STATE:
        return NOBODY
    for index in range(figure.sentence.index, -1, -1):
        for mention in scene.actors_in(scene.sentence(index)):
            if mention.start < figure.number.start and acts(scene, mention):
                return Actor(mention.name.actor, mention.name.iso3, figure.sentence.index - index + 3)
    return NOBODY


def local_police(iso3: str, distance: int) -> Actor:
    """The state that police stand in, where the text names no other."""
    country = country_of_iso3(iso3)
    return NOBODY if country is None else Actor(country.name, iso3, distance + 1)
