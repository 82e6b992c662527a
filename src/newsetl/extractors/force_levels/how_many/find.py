"""Figures of force size in an article: sentence by sentence, then lists."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Token

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Counted, Figure, token_at
from newsetl.extractors.force_levels.how_many.counted import read_counted
from newsetl.extractors.force_levels.how_many.items import Item, Meaning, meaning_of_words
from newsetl.extractors.force_levels.how_many.lists import find_items
from newsetl.extractors.force_levels.how_many.shares import read_share
from newsetl.extractors.force_levels.how_many.without_noun import read_total
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step, find_governors
from newsetl.extractors.force_levels.what_kind.meaning import read_meaning
from newsetl.extractors.force_levels.what_kind.measures import STATED, Reading, read_measure, trap_beside
from newsetl.language import Sentence
from newsetl.language.numbers import NumberExpression

NEAR = 3  # sentences back to the figure that a number without a noun may follow
ANECDOTE_BELOW = 10
ENTRY_CLAUSE = re.compile(r"[;\n)]|\.(?=\s|$)")  # ends an entry's first clause
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
HOLDING = STATED | {"have", "keep", "maintain", "leave", "contribute", "provide"}


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with its governors.

    Args:
        item: the list entry whose figure it is.
        entry: the list entry in whose line it is a further figure: "Poland: 900 troops, 300 of them in Basra".
    """

    figure: Figure
    steps: tuple[Step, ...]
    item: Item | None = None
    entry: Item | None = None


def find_figures(scene: Scene) -> list[FoundFigure]:
    """Figures in text order."""
    items = {item.number.start: item for item in find_items(scene.analysis)}
    starts = sorted(items)
    entries = [items[start] for start in starts if not items[start].is_inline and items[start].column is None]
    lines = [entry.start for entry in entries]
    found: list[FoundFigure] = []
    for sentence in scene.analysis.sentences:
        has_items = _any_within(starts, sentence.start, sentence.end)
        for number in _numbers(scene, sentence, found, items, has_items=has_items):
            one = _read(scene, sentence, number, found, items.get(number.start))
            if one is not None:
                around = entries[bisect_right(lines, number.start) - 1] if entries else None
                is_further = around is not None and around.number.end <= number.start < around.end
                found.append(replace(one, entry=around) if is_further and one.item is None else one)
    return found


def _numbers(
    scene: Scene, sentence: Sentence, found: list[FoundFigure], items: Mapping[int, Item], *, has_items: bool
) -> Iterator[NumberExpression]:
    is_near = bool(found) and sentence.index - found[-1].figure.sentence.index <= NEAR
    if not (is_near or has_items or sentence.is_parsed or scene.has_sign(sentence)):
        return
    for number in scene.numbers_in(sentence):
        if number.start in items or _may_count(number):
            yield number


def _any_within(starts: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted offsets lies in [start, end)."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end


def _may_count(number: NumberExpression) -> bool:
    if number.is_year_like and not number.is_money:
        return number.value is not None and number.value >= 1900 and not number.surface.endswith("s")
    return number.is_count


def _read(
    scene: Scene, sentence: Sentence, number: NumberExpression, found: list[FoundFigure], item: Item | None
) -> FoundFigure | None:
    is_cell = item is not None and item.column is not None
    is_prose = not is_cell and (sentence.is_parsed or item is None)
    counted = _counted(scene, sentence, number, found) if is_prose else None
    if counted is None:
        return None if item is None else _listed(scene, sentence, item)
    if item is not None and (_is_entry(scene, counted, item) or _told_behind(scene, item) is not None):
        return _entry(scene, sentence, counted, item)
    steps = _governors(scene, sentence, counted)
    before = scene.analysis.text[sentence.start : number.hedge_start]
    reading = trap_beside(before) or read_measure(scene.analysis.doc, steps, counted.first, counted.last)
    if reading.is_trap or _is_anecdote(number, counted, reading) or _is_composition(counted, reading):
        return None
    previous = found[-1].figure if found else None
    measure, modality = read_meaning(scene, sentence, number, counted, reading, steps, previous)
    return FoundFigure(Figure(number, sentence, counted, measure, modality), tuple(steps), item)


def _governors(scene: Scene, sentence: Sentence, counted: Counted) -> list[Step]:
    if not sentence.is_parsed:
        return []
    steps = find_governors(scene.analysis, counted.first, counted.last, counted.head)
    if counted.how == "share":  # what depends on the whole does not apply to the share
        steps = [step for step in steps if not counted.first <= step.token.i <= counted.last + 1]
    return steps


def _is_entry(scene: Scene, counted: Counted, item: Item) -> bool:
    """'Denmark: 460 troops on patrol; to leave by August': the first words, without a verb, give the size now."""
    doc = scene.analysis.doc
    end = doc[counted.last].idx + len(doc[counted.last])
    stop = ENTRY_CLAUSE.search(scene.analysis.text, end, max(end, item.end))
    last = item.end if stop is None else stop.start()
    behind = takewhile(lambda token: token.idx < last, doc[counted.last + 1 :])
    return not any(token.tag_ in FINITE for token in behind)


def _counted(
    scene: Scene, sentence: Sentence, number: NumberExpression, found: list[FoundFigure]
) -> Counted | None:
    actors = scene.actor_tokens(sentence)
    if number.is_percent:
        return read_share(scene.analysis, sentence, number)
    if sentence.is_parsed and not (
        number.is_year_like and "," not in number.surface and number.value is None
    ):
        counted = read_counted(scene.analysis, sentence, number, actors)
        if counted is not None:
            return counted
    if number.is_year_like:
        return None
    previous = found[-1].figure if found else None
    if previous is not None and sentence.index - previous.sentence.index > NEAR:
        previous = None
    return read_total(scene.analysis, sentence, number, previous)


def _is_anecdote(number: NumberExpression, counted: Counted, reading: Reading) -> bool:
    """'three soldiers stood at the gate': a handful of people that nobody sends, keeps or withdraws."""
    if counted.unit != "persons" or counted.how == "strong" or number.value is None:
        return False
    if number.value >= ANECDOTE_BELOW:
        return False
    if reading.token is None or _is_reflexive(reading.token):
        return True
    return reading.measure == "level" and reading.token.lemma_ not in HOLDING


def _is_reflexive(verb: Token) -> bool:
    """'four officers positioned themselves around me'."""
    return any(child.dep_ == "dobj" and child.lower_ == "themselves" for child in verb.children)


def _is_composition(counted: Counted, reading: Reading) -> bool:
    """'40 percent of soldiers are people of colour': a share that no verb moves or commits."""
    if counted.how != "share":
        return False
    return reading.measure == "level" and (reading.token is None or reading.token.lemma_ not in STATED)


def _listed(scene: Scene, sentence: Sentence, item: Item) -> FoundFigure:
    first = min(token_at(scene.analysis, sentence, item.number.start), sentence.token_end - 1)
    head = "" if item.column is None else scene.analysis.text[slice(*item.column)]
    nouns = [w for w in head.lower().split() if w in lexicon.force_nouns()]
    unit = lexicon.unit_names().get(nouns[-1], "persons") if nouns else "persons"
    counted = Counted(first, first, first, lexicon.personnel_type(nouns[-1] if nouns else None), unit, "list")
    return _entry(scene, sentence, counted, item)


def _entry(scene: Scene, sentence: Sentence, counted: Counted, item: Item) -> FoundFigure:
    """An entry's figure: a size now, unless the head of its column or the words behind it say otherwise."""
    text = scene.analysis.text
    by_head = None if item.column is None else meaning_of_words("column", text[slice(*item.column)])
    measure, modality = by_head or _told_behind(scene, item) or ("level", "actual")
    return FoundFigure(Figure(item.number, sentence, counted, measure, modality), (), item)


def _told_behind(scene: Scene, item: Item) -> Meaning | None:
    """'Fiji: 170 promised'."""
    return meaning_of_words("entry", scene.analysis.text[item.number.end : item.end])
