"""Windows with the numbers to be read in them, and what is right of each: the reader's examples."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch

from force_levels_training.judging import is_actor, is_as_of, is_place, is_source
from force_levels_training.network import tokenizer
from force_levels_training.scenes import Gathered
from newsetl.extractors.force_levels import judge
from newsetl.extractors.force_levels.how_many.candidates import reader_input
from newsetl.extractors.force_levels.what_kind.options import MEASURES, MODALITIES
from newsetl.extractors.force_levels.whose.actor import NOBODY
from newsetl.extractors.scoring import Option
from newsetl.number_reader import KINDS, SLOTS, Span
from newsetl.number_reader.model import FRAME
from newsetl.number_reader.pieces import pieces_of
from newsetl.number_reader.windows import windows

RIGHT: Mapping[str, Any] = {"actor": is_actor, "place": is_place, "as_of": is_as_of, "source": is_source}


@dataclass(slots=True)
class Target:
    """One number: its pieces, and the right answers; pointers are the pieces that give a slot (0: none gives it)."""

    start: int
    span: tuple[int, int]
    kind: int
    is_told: bool
    measure: int | None = None
    modality: int | None = None
    pointers: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Example:
    """A window: ids of its pieces with their code points, frame included, and its numbers."""

    document: str
    fold: int
    ids: list[int]
    offsets: list[tuple[int, int]]
    targets: list[Target]
    lower: torch.Tensor | None = None

    @property
    def is_positive(self) -> bool:
        """True where a number of the window is a force size."""
        return any(target.kind == 0 for target in self.targets)


def examples(document_id: str, fold: int, found: list[Gathered], not_forces: list[str]) -> Iterator[Example]:
    """The windows of one passage.

    Args:
        not_forces: "surface|reason" of the tempting numbers that are not force sizes.
    """
    if not found:
        return
    analysis = found[0].scene.analysis
    numbers = [reader_input(one.candidate.number) for one in found]
    pieces = pieces_of(tokenizer(), analysis.text, numbers)
    sentences = [Span(s.start, s.end) for s in analysis.sentences]
    reasons = _reasons(not_forces)
    for window in windows(pieces.offsets, sentences, numbers):
        inner = [(int(a), int(b)) for a, b in pieces.offsets[window.first : window.last]]
        offsets = [(0, 0), *inner, (0, 0)]
        ids = [FRAME[0], *pieces.ids[window.first : window.last], FRAME[1]]
        targets = [t for i in window.numbers if (t := _target(found[i], offsets, reasons)) is not None]
        if targets:
            yield Example(document_id, fold, ids, offsets, targets)


def _reasons(not_forces: list[str]) -> dict[str, str]:
    found: defaultdict[str, str] = defaultdict(str)
    for entry in not_forces:
        surface, _, reason = entry.rpartition("|")
        found[surface.strip()] = reason.strip()
    return found


def _target(one: Gathered, offsets: list[tuple[int, int]], reasons: Mapping[str, str]) -> Target | None:
    number = one.candidate.number
    span = _pieces(offsets, number.start, number.end)
    if not span:
        return None
    at = (span[0], span[-1] + 1)
    if one.gold is None:
        reason = reasons.get(number.surface) or next(
            (r for s, r in reasons.items() if number.surface in s), ""
        )
        kind = KINDS.index(reason) if reason in KINDS else KINDS.index("other")
        return Target(number.start, at, kind, bool(reason))
    gold = one.gold
    pointers: dict[str, list[int]] = {
        slot: told for slot in SLOTS if (told := _pointers(one, slot, offsets)) is not None
    }
    return Target(
        number.start,
        at,
        0,
        True,
        MEASURES.index(gold["measure"]),
        MODALITIES.index(gold["modality"]),
        pointers,
    )


def _pointers(one: Gathered, slot: str, offsets: list[tuple[int, int]]) -> list[int] | None:
    """The pieces of the options that are right, else of the words that the reader of the passage marked."""
    gold = one.gold
    assert gold is not None
    if not gold[slot] and not (slot == "place" and gold["place_country"]):
        return None if slot == "as_of" and gold.get("as_of_text") else [0]
    right = {
        piece
        for option in _options(one, slot)
        if option.words is not None and RIGHT[slot](option.value, gold)
        for piece in _pieces(offsets, *option.words)
    }
    if not right:
        words = gold["source"] if slot == "source" else gold.get(f"{slot}_text")
        right = {piece for start, end in _occurrences(one, words) for piece in _pieces(offsets, start, end)}
    return sorted(right) or None


def _options(one: Gathered, slot: str) -> list[Option[Any]]:
    scene, candidate, by_rules = one.scene, one.candidate, one.by_rules
    if slot == "actor":
        return judge.actors(scene, candidate, by_rules, one.neighbours)
    if slot == "place":
        return judge.places(scene, candidate, by_rules, one.neighbours, NOBODY)
    return (judge.dates if slot == "as_of" else judge.sources)(scene, candidate, by_rules)


def _occurrences(one: Gathered, words: str | None) -> Iterator[tuple[int, int]]:
    text, at = one.scene.analysis.text, -1
    while words and (at := text.find(words, at + 1)) >= 0:
        yield at, at + len(words)


def _pieces(offsets: list[tuple[int, int]], start: int, end: int) -> list[int]:
    return [i for i, (a, b) in enumerate(offsets) if b > a and a < end and start < b]
