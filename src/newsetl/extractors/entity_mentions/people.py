"""Persons named in a text: where their names stand."""

import re
from collections.abc import Collection, Iterable

from spacy.tokens import Span

from newsetl.extractors.entity_mentions.names import (
    FULL_NAME,
    PersonName,
    name_span,
    person_name,
    title_run,
    without_title,
)

NO_WORD_START, NO_WORD_END = re.compile(r"[\w@#-]"), re.compile(r"[\w-]")
FIRST_OF_MORE, PART_OF_NAME = re.compile(r"\s[A-Z]"), re.compile(r"[A-Z]\w+ \Z")


def find_people(text: str, entities: Iterable[Span], taken: list[tuple[int, int]]) -> list[PersonName]:
    """Names of persons in order, by title or among the language model's entities, none within `taken` ranges."""
    afters = [m.end() for m in title_run().finditer(text)]
    found: dict[int, tuple[int, int]] = {}
    for after in afters:
        match = FULL_NAME.match(text, after)
        if match is not None:
            found[match.start()] = name_span(text, match.start(), match.end())
    for entity in entities:
        if entity.label_ == "PERSON":
            start, end = name_span(text, *without_title(text, entity.start_char, entity.end_char))
            if end > start and not _hits((start, end), list(found.values())):
                found[start] = (start, end)
    spans = sorted(span for span in found.values() if span[1] > span[0])
    names = [person_name(text, start, end) for start, end in spans if not _hits((start, end), taken)]
    return _with_surnames_alone(text, names, taken)


def _with_surnames_alone(
    text: str, names: list[PersonName], taken: list[tuple[int, int]]
) -> list[PersonName]:
    """Adds the places where a full name's surname stands alone and the model saw nothing."""
    surnames = {name.words[-1] for name in names if len(name.words) > 1 and len(name.words[-1]) > 2}
    if not surnames:
        return names
    known = [(name.start, name.end) for name in names]
    for start, end in _occurrences(text, surnames):
        if _hits((start, end), known) or _hits((start, end), taken) or FIRST_OF_MORE.match(text, end):
            continue
        if PART_OF_NAME.search(text, max(0, start - 15), start):
            continue  # part of another name: "Clinton Foundation", "Fort Jackson"
        names.append(person_name(text, start, end))
    return sorted(names, key=lambda name: name.start)


def _occurrences(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Where one of the words stands by itself, in order; of two that overlap the earlier, then the longer."""
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not NO_WORD_START.search(text, at - 1, at) and not NO_WORD_END.match(text, end):
                found.append((at, end))
            at = text.find(word, at + 1)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _hits(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
