"""Whose force it is by the verbs and nouns above a figure: their subjects, agents and own names."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, is_verb
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.whose.actor import Actor, as_actor, is_fit, together
from newsetl.extractors.force_levels.whose.mentions import is_civil, is_located
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.extractors.force_levels.whose.owners import is_ours, of_speaker
from newsetl.language.syntax import subject

SHARED = re.compile(r"(?:\s+[a-z]+){0,2}?\s+(?:each|apiece|between\s+them|together)\b")
SPEECH = lexicon.word_set("telling verbs")
RELIEVING = lexicon.word_set("relieving verbs")
PRONOUNS = {
    "he": ("leader",),
    "she": ("leader",),
    "it": ("country", "metonym", "group"),
    "which": ("country", "metonym", "group"),
    "who": ("leader", "country", "metonym"),
}


def of_governors(
    scene: Scene, figure: Figure, steps: Sequence[Step], mentions: Sequence[ActorMention]
) -> Actor | None:
    """The actor that the nearest governor names: 'Kenya sent', 'sent by Kenya', 'the Kenyan deployment of'."""
    for step in steps:
        token = step.token
        if not is_verb(token):
            found = _at_noun(scene, mentions, token)
        else:
            if token.lemma_ in SPEECH:
                return None
            if step.role == "subject":
                continue
            who, path = subject(token)
            if who is None or path == "expletive" or (path == "agent" and not _moves(token)):
                continue
            if who.pos_ == "PRON":
                actor = _of_pronoun(scene, figure, who)
                if actor is not None:
                    return actor
                continue
            several = _sharers(scene, figure, mentions, who)
            if several:
                return together(several)
            found = _in_subject(scene, mentions, who)
        if found is not None and is_fit(figure, found):
            return as_actor(scene, figure, found)
    return None


def _at_noun(scene: Scene, mentions: Sequence[ActorMention], noun: Token) -> ActorMention | None:
    """'the Israeli deployment of'."""
    if {noun.lower_, noun.lemma_.lower()} & lexicon.event_nouns().keys():
        return _in_tokens(scene, mentions, noun.left_edge, noun)
    return None


def _moves(verb: Token) -> bool:
    """True if the agent of a passive verb is whose force it is: 'sent by Kenya', not 'backed', 'relieved by Kenya'."""
    if verb.lemma_.lower() in RELIEVING:
        return False
    sense = lexicon.verbs().get(verb.lemma_.lower())
    return sense is not None and sense.as_object != ""


def _of_pronoun(scene: Scene, figure: Figure, pronoun: Token) -> Actor | None:
    """'he has amassed': the leader named last; 'it has sent', 'which has 100,000': the state or group named last."""
    if is_ours(pronoun):
        ours = of_speaker(scene, figure)
        is_fitting = (
            ours is None or ours.iso3 is None or figure.counted.personnel_type not in lexicon.NON_STATE
        )
        return ours if is_fitting else None
    kinds = PRONOUNS.get(pronoun.lower_)
    if kinds is None:
        return None
    back = (
        1 if pronoun.lower_ in ("which", "who") else 6
    )  # a relative pronoun stands for what is right before it
    for index in range(figure.sentence.index, max(-1, figure.sentence.index - back), -1):
        mentions = [
            m
            for m in scene.actors_in(scene.sentence(index))
            if m.end <= pronoun.idx and m.name.kind in kinds and not is_located(scene, m)
        ]
        if mentions:
            actor = as_actor(scene, figure, mentions[-1 if index == figure.sentence.index else 0])
            return Actor(actor.name, actor.iso3, figure.sentence.index - index)
    return None


def sharers(
    scene: Scene, figure: Figure, steps: Sequence[Step], mentions: Sequence[ActorMention]
) -> list[ActorMention]:
    """The several whom the subject of the nearest verb names, where the figure is that of each or of all; else none."""
    verb = next((step.token for step in steps if is_verb(step.token)), None)
    who = None if verb is None else subject(verb)[0]
    return [] if who is None else _sharers(scene, figure, mentions, who)


def _sharers(
    scene: Scene, figure: Figure, mentions: Sequence[ActorMention], who: Token
) -> list[ActorMention]:
    """'India and Pakistan have 20,000 soldiers each', 'have offered 500 between them': all whom the subject names."""
    if SHARED.match(scene.analysis.text, figure.number.end) is None:
        return []
    start, end = who.left_edge.idx, who.right_edge.idx + len(who.right_edge)
    named = [m for m in mentions if start <= m.start < end and not is_located(scene, m)]
    return named if len({(m.name.actor, m.name.iso3) for m in named}) > 1 else []


def _in_subject(scene: Scene, mentions: Sequence[ActorMention], who: Token) -> ActorMention | None:
    """The actor that a subject names: 'Turkey's military', 'the number of Russian soldiers at the border'."""
    return _in_tokens(scene, mentions, who.left_edge, who) or _in_tokens(scene, mentions, who, who.right_edge)


def _in_tokens(
    scene: Scene, mentions: Sequence[ActorMention], first: Token, last: Token
) -> ActorMention | None:
    start, end = first.idx, last.idx + len(last)
    for mention in mentions:
        if not start <= mention.start < end or is_located(scene, mention):
            continue
        if mention.name.kind != "group" or not is_civil(scene.analysis.text, mention):
            return mention
    return None
