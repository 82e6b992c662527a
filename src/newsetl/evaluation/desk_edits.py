"""Articles edited the way desks edit copy: gold for stories, made of any archive.

Each edit takes the paragraphs of an article and gives those of a copy of it; `other` is an unrelated article.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Paragraphs: TypeAlias = Sequence[str]
Edit: TypeAlias = Callable[[Paragraphs, Paragraphs, random.Random], list[str]]
BRITISH = {"ize": "ise", "izing": "ising", "or ": "our ", "percent": "per cent", "toward ": "towards "}


def cut_from_end(paragraphs: Paragraphs, _other: Paragraphs, chance: random.Random) -> list[str]:
    """The last paragraphs are cut: 40 to 80 per cent of them stay."""
    return list(paragraphs[: max(1, round(len(paragraphs) * chance.uniform(0.4, 0.8)))])


def new_lede(paragraphs: Paragraphs, _other: Paragraphs, chance: random.Random) -> list[str]:
    """The first paragraph is rewritten in other words."""
    words = re.findall(r"\w+", paragraphs[0])
    chance.shuffle(words)
    return [" ".join(["In a development reported on the wires,", *words[:25]]) + ".", *paragraphs[1:]]


def house_style(paragraphs: Paragraphs, _other: Paragraphs, _chance: random.Random) -> list[str]:
    """Spelling, quotation marks and dashes follow another style book."""
    return [_restyled(paragraph) for paragraph in paragraphs]


def merged(paragraphs: Paragraphs, other: Paragraphs, _chance: random.Random) -> list[str]:
    """Paragraphs of another story are worked in: a third of the copy's length."""
    added = list(other[: max(1, len(paragraphs) // 2)])
    middle = len(paragraphs) // 2
    return [*paragraphs[:middle], *added, *paragraphs[middle:]]


def local_angle(paragraphs: Paragraphs, _other: Paragraphs, chance: random.Random) -> list[str]:
    """A paragraph on what it means here goes in, two others go out."""
    kept = list(paragraphs)
    for _ in range(min(2, len(kept) - 2)):
        kept.pop(chance.randrange(1, len(kept)))
    return [kept[0], "Officials here said on the record that they were following events closely.", *kept[1:]]


def all_of_it(paragraphs: Paragraphs, other: Paragraphs, chance: random.Random) -> list[str]:
    """House style, a new lede, and the end cut."""
    return cut_from_end(new_lede(house_style(paragraphs, other, chance), other, chance), other, chance)


EDITS: Mapping[str, Edit] = {
    edit.__name__: edit for edit in (cut_from_end, new_lede, house_style, merged, local_angle, all_of_it)
}


def _restyled(text: str) -> str:
    for american, british in BRITISH.items():
        text = text.replace(american, british)
    return text.replace('"', "“").replace("'", "’").replace(" -- ", " – ").replace("—", " – ")
