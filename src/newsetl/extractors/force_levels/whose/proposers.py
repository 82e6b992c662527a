"""Whose force a figure counts."""

import re
from collections.abc import Iterator, Sequence

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, token_at
from newsetl.extractors.force_levels.scene import REACH, Scene
from newsetl.extractors.force_levels.what_kind.governors import Step
from newsetl.extractors.force_levels.whose.actor import NOBODY, Actor, as_actor, together
from newsetl.extractors.force_levels.whose.carried_actors import carry_actor
from newsetl.extractors.force_levels.whose.holders import holder
from newsetl.extractors.force_levels.whose.mentions import (
    is_crossing,
    is_located,
)
from newsetl.extractors.force_levels.whose.names import ActorMention
from newsetl.extractors.force_levels.whose.owners import antecedent, of_noun, owner
from newsetl.extractors.force_levels.whose.subjects import of_governors

POSSESSED = re.compile(r"(?:'s|’s|s'|s’)\s+(?:\w+\s+){0,3}$")
WITH = re.compile(r",\s+with\s+(?:(?:only|just|another|some)\s+)*")  # "the Ukrainians, with 1,600"
BORDERING = lexicon.word_set("borders") | {"with"}
AND = re.compile(r"\band\b")
LISTED = re.compile(r",?\s*(?:and\s+)?(?:the\s+)?")
ROUTE = re.compile(r"\s+(?:to|into|towards?)\b")
FINITE = frozenset(("VBD", "VBZ", "VBP", "VB", "MD"))
ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir)\s+(?:\w+\s+){0,2}(?:of\s+)?$")


def resolve_actor(
    scene: Scene, figure: Figure, steps: Sequence[Step], known: Sequence[tuple[Figure, Actor]]
) -> Actor:
    """The actor of a figure: from its phrase, its governors, its sentence, or carried from before.

    Args:
        known: figures before this one with their actors, in text order.
    """
    return next((actor for _, actor in propose_actors(scene, figure, steps, known)), NOBODY)


def propose_actors(
    scene: Scene, figure: Figure, steps: Sequence[Step], known: Sequence[tuple[Figure, Actor]]
) -> Iterator[tuple[str, Actor]]:
    """What each rule proposes, the surest first: (rule, actor); NOBODY where a rule says that none is stated."""
    for rule, actor in _local(scene, figure, steps):
        if actor is not None:
            yield rule, actor
    yield "carried", carry_actor(scene, figure, known)


def _local(scene: Scene, figure: Figure, steps: Sequence[Step]) -> Iterator[tuple[str, Actor | None]]:
    mentions = scene.actors_in(figure.sentence)
    yield "antecedent", antecedent(scene, figure)
    yield "in_phrase", _in_phrase(scene, figure, mentions)
    yield "after_phrase", _after_phrase(scene, figure, mentions)
    yield "owner", owner(scene, figure, mentions)
    yield "from_whom", _from_whom(scene, figure, mentions)
    yield "holder", holder(scene, figure, steps)
    yield "possessor", _possessor(scene, figure, mentions)
    yield "governors", of_governors(scene, figure, steps, mentions)
    yield "noun", of_noun(scene, figure)


def _in_phrase(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    doc = scene.analysis.doc
    end = doc[figure.counted.last].idx + len(doc[figure.counted.last])
    inside = [
        m
        for m in mentions
        if figure.number.start <= m.start
        and (m.end <= end or _counts_people(figure, m))
        and m.name.kind != "leader"
    ]
    return _joined(scene, figure, inside) if inside else None


def _counts_people(figure: Figure, mention: ActorMention) -> bool:
    """'an army of 4,000 Greeks'."""
    return mention.name.kind == "demonym" and mention.start == figure.number.end + 1


def _joined(scene: Scene, figure: Figure, inside: Sequence[ActorMention]) -> Actor:
    groups = [m for m in inside if m.name.kind == "group"]
    chosen = groups or list(inside)
    different = list(dict.fromkeys((m.name.actor, m.name.iso3) for m in chosen))
    if len(different) == 1 or not _is_coordinated(scene, chosen):
        return as_actor(scene, figure, chosen[-1])
    return together(chosen)


def _is_coordinated(scene: Scene, mentions: Sequence[ActorMention]) -> bool:
    between = scene.analysis.text[mentions[0].end : mentions[-1].start]
    return re.fullmatch(r"\s*(?:,|and|,\s*and|or|/|&|[\w\s,-]{1,20}\band)\s*(?:the\s+)?", between) is not None


def _after_phrase(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    """'500 soldiers of the Ethiopian army', '3,000 of them U.S. soldiers'."""
    after, words = _next_name(scene, figure, mentions)
    if after is None:
        return None
    is_of = words[0] == "of" and not set(words) & BORDERING
    is_member = is_of or (words[0] == "in" and len(words) <= 2 and after.name.kind == "group")
    return as_actor(scene, figure, after) if is_member else None


def _from_whom(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    """'200 troops from Ghana', but not 'moved 200 troops from Ghana to Togo'."""
    several = contributors(scene, figure)
    if several:
        return together(several)
    after, words = _next_name(scene, figure, mentions)
    if after is None or words[0] != "from" or figure.measure == "decrease":
        return None
    is_route = ROUTE.match(scene.analysis.text, after.end) is not None
    return None if is_route else _joined(scene, figure, _listed_from(scene, after, mentions))


def contributors(scene: Scene, figure: Figure) -> list[ActorMention]:
    """The several whose soldiers a figure counts together: '640 police from Kenya, Norway and Peru'; else none."""
    about = ("contributors", figure.number.start, figure.counted.last, figure.measure)
    return scene.once(about, lambda: _contributors(scene, figure))


def _contributors(scene: Scene, figure: Figure) -> list[ActorMention]:
    mentions = scene.actors_in(figure.sentence)
    after, words = _next_name(scene, figure, mentions)
    if after is None or words[0] not in ("from", "of") or figure.measure == "decrease":
        return []
    listed = _listed_from(scene, after, mentions)
    text, last = scene.analysis.text, listed[-1]
    is_joined = AND.search(text, after.end, last.start) is not None  # not "from Russia, Bamako says"
    is_several = is_joined and len({(m.name.actor, m.name.iso3) for m in listed}) > 1
    return listed if is_several and ROUTE.match(text, last.end) is None else []


def _listed_from(scene: Scene, first: ActorMention, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """'troops from the U.S., Britain and Israel': all of them."""
    listed = [first]
    for mention in mentions:
        last = listed[-1].end
        if mention.start > last + REACH:
            break
        if mention.start > last and LISTED.fullmatch(scene.analysis.text, last, mention.start):
            listed.append(mention)
    return listed


def _next_name(
    scene: Scene, figure: Figure, mentions: Sequence[ActorMention]
) -> tuple[ActorMention | None, list[str]]:
    """The name that follows the phrase closely, and the words between."""
    last = scene.analysis.doc[figure.counted.last]
    end = last.idx + len(last)
    after = next((m for m in mentions if m.start >= end), None)
    if after is None:
        return None, []
    between = scene.analysis.text[end : after.start].strip().lower()
    words = between.split()
    if not words or len(words) > 6 or (words[0] != "in" and is_crossing(between)):
        return None, []
    return after, words


def _possessor(scene: Scene, figure: Figure, mentions: Sequence[ActorMention]) -> Actor | None:
    """'Italy's 3,000 troops', 'Russia's estimated 190,000'."""
    text = scene.analysis.text
    left = [m for m in mentions if m.end <= figure.number.start]
    if not left:
        return _of_its(scene, figure)
    between = text[left[-1].end : figure.number.hedge_start]
    if _holds_verb(scene, left[-1].end, figure.number.hedge_start):  # "Kosovo's parliament wants 2,000"
        return None
    if POSSESSED.fullmatch(between) or WITH.fullmatch(between) or not between.strip():
        return as_actor(scene, figure, left[-1])
    return None


def _holds_verb(scene: Scene, start: int, end: int) -> bool:
    """True where a finite verb is between two offsets of one sentence."""
    sentence = scene.analysis.sentence_at(start)
    first, last = (token_at(scene.analysis, sentence, offset) for offset in (start, end))
    return any(token.tag_ in FINITE for token in scene.analysis.doc[first:last])


def _of_its(scene: Scene, figure: Figure) -> Actor | None:
    """'Ireland took part. Its contingent of 450 left': the state or group that the sentence before begins with."""
    before = scene.analysis.text[figure.sentence.start : figure.number.hedge_start]
    if ITS.search(before) is None or figure.sentence.index == 0:
        return None
    for mention in scene.actors_in(scene.sentence(figure.sentence.index - 1)):
        if mention.name.kind in ("country", "group", "metonym") and not is_located(scene, mention):
            actor = as_actor(scene, figure, mention)
            return Actor(actor.name, actor.iso3, 1)
    return None
