"""Windows with other countries and groups put in: a reader learns from them how things are said, not about whom.

Entity replacement as augmentation: Dai and Adel, "An Analysis of Simple Data Augmentation for Named Entity
Recognition", COLING 2020.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from force_levels_training.examples import Example, Target
from force_levels_training.network import tokenizer
from newsetl.lexicons import read_table

SHARE = 0.5  # of a window's names that are replaced
LONGEST = 480  # pieces of a window: the encoder knows 512 positions
GROUPS = ("insurgent", "militia", "contractor", "cartel")
Pieces: TypeAlias = tuple[int, ...]
Forms: TypeAlias = tuple[Pieces, ...]


@dataclass(frozen=True)
class Names:
    """Names that may stand for one another: `entities` by kind, each with its forms; `known` finds a form's entity."""

    entities: Mapping[str, Sequence[Forms]]
    known: Mapping[Pieces, tuple[str, int, int]]
    longest: int


def swapped(example: Example, chance: random.Random) -> Example:
    """The window with some of its countries and groups replaced, each by one other throughout; itself without any."""
    names = _names()
    found = [f for f in _found(example.ids, names) if not _in_number(f[0], f[1], example.targets)]
    others = {
        (kind, at): chance.choice(names.entities[kind])
        for kind, at in dict.fromkeys((kind, at) for *_, (kind, at, _) in found)
        if chance.random() < SHARE
    }
    ids: list[int] = []
    moved: list[range] = []
    done = 0
    for start, end, (kind, at, form) in found:
        if (kind, at) not in others:
            continue
        moved += [range(len(ids) + i, len(ids) + i + 1) for i in range(start - done)]
        ids += example.ids[done:start]
        forms = others[kind, at]
        moved += [range(len(ids), len(ids) + len(forms[form]))] * (end - start)
        ids += forms[form]
        done = end
    moved += [range(len(ids) + i, len(ids) + i + 1) for i in range(len(example.ids) - done)]
    ids += example.ids[done:]
    if not others or len(ids) > LONGEST:
        return example
    return replace(
        example, ids=ids, offsets=[], targets=[_moved(t, moved) for t in example.targets], lower=None
    )


def _moved(target: Target, moved: Sequence[range]) -> Target:
    pointers = {
        slot: sorted({new for piece in pieces for new in moved[piece]})
        for slot, pieces in target.pointers.items()
    }
    span = moved[target.span[0]].start, moved[target.span[1] - 1].stop
    return replace(target, span=span, pointers=pointers)


def _found(ids: Sequence[int], names: Names) -> list[tuple[int, int, tuple[str, int, int]]]:
    """The names in a window, the longest at each piece: first piece, end, which."""
    found, at = [], 0
    while at < len(ids):
        for end in range(min(len(ids), at + names.longest), at, -1):
            which = names.known.get(tuple(ids[at:end]))
            if which and not (end < len(ids) and _goes_on(ids[end])) and not _goes_on(ids[at]):
                found.append((at, end, which))
                at = end - 1
                break
        at += 1
    return found


def _in_number(start: int, end: int, targets: Sequence[Target]) -> bool:
    return any(target.span[0] < end and start < target.span[1] for target in targets)


@cache
def _goes_on(piece: int) -> bool:
    return str(tokenizer().id_to_token(piece)).startswith("##")


@cache
def _names() -> Names:
    entities: dict[str, list[Forms]] = {"country": [], "group": []}
    known: dict[Pieces, tuple[str, int, int]] = {}
    for row in read_table("countries"):
        adjective, plural = [*row["demonyms"].split(";"), row["demonyms"]][:2]
        if row["demonyms"] and row["capital"]:
            short = next((a for a in row["aliases"].split(";") if "." in a), row["name"])  # U.S., U.A.E.
            entities["country"].append(_forms(row["name"], adjective, plural, row["capital"], short))
    for row in read_table("forces/named_forces"):
        if row["kind"] in GROUPS:
            entities["group"].append(_forms(row["name"]))
    for kind, of_kind in entities.items():
        for at, forms in enumerate(of_kind):
            for form, pieces in enumerate(forms):
                known.setdefault(pieces, (kind, at, form))
    return Names(entities, known, max(map(len, known)))


def _forms(*names: str) -> Forms:
    return tuple(tuple(tokenizer().encode(name, add_special_tokens=False).ids) for name in names)
