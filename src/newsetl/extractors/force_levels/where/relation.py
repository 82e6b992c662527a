"""Whether a force is in the place that is given with it, near it, or at its border."""

import re

from newsetl.extractors.force_levels.figure import Figure
from newsetl.extractors.force_levels.lexicon import either
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.where.locations import preposition
from newsetl.extractors.force_levels.where.place import Place, place_of
from newsetl.extractors.scoring import Choice
from newsetl.tables.force_levels import PlaceRelation

BORDERS = f"(?:{either('borders')})"
BORDER_BEHIND = re.compile(rf"(?:['’]s?)?(?:[-‑–][A-Z][\w’'-]*)?\s+(?:[a-z]+\s+)?{BORDERS}\b", re.IGNORECASE)
BORDER_BEFORE = re.compile(
    rf"\b{BORDERS}\s+(?:between|of|with)\s+(?:the\s+)?(?:[\w’'-]+\s+(?:and\s+)?(?:the\s+)?){{0,2}}$"
)
# "on its border", "at the frontier": of the place that is named elsewhere
THE_BORDER = re.compile(
    rf"\b(?:across|along|at|on|near|to|towards?)\s+(?:its|our|the|their)\s+(?:[\w-]+\s+){{0,2}}{BORDERS}\b"
)
BEFORE, BEYOND = 50, 80  # characters before and behind a figure
NEAR = frozenset(
    ("around", "close to", "near", "off", "outside", "surround", "surrounded", "surrounding", "surrounds", "toward",
     "towards")
)  # fmt: skip


def words_for(scene: Scene, figure: Figure, choice: Choice[Place]) -> tuple[int, int] | None:
    """The words that name the chosen place: of the figure's sentence, or those before it that it was proposed by.

    None where they name another: 'the minister in Niamey said that 900 soldiers were in the country'.
    """
    sentence, at = figure.sentence, figure.number.start
    proposed = (
        choice.words if choice.words is not None and _names(scene, choice.words, choice.value) else None
    )
    if proposed is not None and sentence.start <= proposed[0] < sentence.end:
        return proposed
    here = ((m.start, m.end) for m in scene.regions_in(sentence.start, sentence.end))
    named = (words for words in here if _names(scene, words, choice.value))
    return min(named, key=lambda words: abs(words[0] - at), default=proposed)


def _names(scene: Scene, words: tuple[int, int], place: Place) -> bool:
    return any(place_of(m).place_id == place.place_id for m in scene.regions_in(*words))


def relation_of(scene: Scene, figure: Figure, words: tuple[int, int] | None) -> PlaceRelation | None:
    """What the words around a place say of the force that is given with it; None where they say nothing.

    Args:
        words: code points of the place's name; None for a place that a rule gave without them.
    """
    text, sentence, number = scene.analysis.text, figure.sentence, figure.number
    is_here = words is not None and sentence.start <= words[0] < sentence.end
    is_behind = words is not None and number.end <= words[0] < sentence.end
    around = max(sentence.start, number.start - BEFORE), min(sentence.end, number.end + BEYOND)
    if not is_behind and THE_BORDER.search(text, *around):
        return "border"
    if words is None or not is_here:
        return None
    start, end = words
    if BORDER_BEHIND.match(text, end) or scene.ending(BORDER_BEFORE, sentence.start, start):
        return "border"
    mention = next(iter(scene.regions_in(start, end)), None)
    before = None if mention is None else preposition(scene, mention, sentence.start)
    if before is None:
        return None
    return "near" if " ".join(before.split()) in NEAR else "in"
