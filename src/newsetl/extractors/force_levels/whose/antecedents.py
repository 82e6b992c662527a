"""Whose force "100 of them" is a part of: that of the people named in the words before."""

import re

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.how_many.antecedents import noun_meant
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.gazetteer.institutions import NON_STATE_KINDS

AT_NOUN = re.compile(r"(?:['’]s?)?\s+(?:(?!and\b|or\b)[a-z-]+\s+){0,2}")  # "Ethiopia's own", "Kurdish armed"
BACK = 6  # sentences in which a name may tell who "the rebels" are


def antecedent(scene: Scene, figure: Figure) -> Actor | None:
    """Whose people "them" are: by the name that stands at their noun, else rebels by their kind; else None."""
    span = noun_meant(scene.analysis, figure.sentence, figure.number)
    if span is None:
        return None
    text, sentence = scene.analysis.text, scene.analysis.sentence_at(span[0])
    noun = text[slice(*span)].lower()
    is_irregular = lexicon.personnel_type(noun) in lexicon.NON_STATE or noun in lexicon.word_set("bands")
    distance = figure.sentence.index - sentence.index
    named = [m for m in scene.actors_in(sentence) if AT_NOUN.fullmatch(text, m.end, span[0])]
    if not named:
        is_kind = is_irregular and not _may_be_named(scene, sentence.index)
        return Actor(noun, None, distance) if is_kind else None
    name = named[-1].name
    if is_irregular and name.kind != "group":
        return Actor(f"{name.surface} {noun}", None, distance)
    return Actor(name.actor, name.iso3, distance)


def _may_be_named(scene: Scene, last: int) -> bool:
    """True where an armed group is named in the sentences before: 'The militants' may be its own."""
    sentences = (scene.sentence(index) for index in range(max(0, last - BACK), last + 1))
    return any(
        m.name.group_kind in NON_STATE_KINDS for sentence in sentences for m in scene.actors_in(sentence)
    )
