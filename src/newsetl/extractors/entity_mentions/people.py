"""Persons named in a text: where their names stand, with the titles before them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span

from newsetl.lexicons import read_table

PARTICLES = r"al|el|Al|El|as|ash|ad|an|ar|at|bin|ibn|abu|de|van|von|der|da|la|le|di"
NAME_WORD = rf"(?:[A-Z][\w'’]*(?:-[A-Za-z][\w'’]*)*|(?:{PARTICLES})[- ][A-Z][\w'’-]*)"
FULL_NAME = re.compile(rf"{NAME_WORD}\.?(?:\s+{NAME_WORD}\.?){{0,4}}")
POSSESSIVE = re.compile(r"['’]s?$")
NO_WORD_START, NO_WORD_END = re.compile(r"[\w@#-]"), re.compile(r"[\w-]")
FIRST_OF_MORE, PART_OF_NAME = re.compile(r"\s[A-Z]"), re.compile(r"[A-Z]\w+ \Z")
LAST_WORDS = re.compile(r"[\w.’'-]+")
# Words that the model takes for part of a name.
NOT_NAMES = frozenset(("Daesh", "Islam", "Twitter", "Facebook", "Quran", "Koran", "Christmas", "Allah", "Obamacare",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Updated", "Brexit"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name [start, end) without its title; titles in text order; sentence of the article."""

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    title_start: int


def find_people(text: str, entities: Iterable[Span], taken: list[tuple[int, int]]) -> list[PersonName]:
    """Names of persons in order, by title or among the language model's entities, none within `taken` ranges."""
    afters = [m.end() for m in _titles().finditer(text)]
    found: dict[int, tuple[int, int]] = {}
    for after in afters:
        match = FULL_NAME.match(text, after)
        if match is not None:
            found[match.start()] = _name_span(text, match.start(), match.end())
    for entity in entities:
        if entity.label_ == "PERSON":
            start, end = _name_span(text, *_without_title(text, entity.start_char, entity.end_char))
            if end > start and not _hits((start, end), list(found.values())):
                found[start] = (start, end)
    spans = sorted(span for span in found.values() if span[1] > span[0])
    names = [_person(text, start, end) for start, end in spans if not _hits((start, end), taken)]
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
        names.append(_person(text, start, end))
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


def _person(text: str, start: int, end: int) -> PersonName:
    titles: list[str] = []
    title_start = start
    while (match := _title_before(text, title_start)) is not None:
        titles.insert(0, text[match:title_start].strip())
        title_start = match
    return PersonName(start, end, tuple(text[start:end].split()), tuple(titles), title_start)


def _name_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without possessive, stray words and punctuation at its ends."""
    name = text[start:end]
    name = name.split("\n")[0].split("(")[0].split(",")[0]
    name = POSSESSIVE.sub("", name.rstrip(" .;:-–—\"”'’)"))
    while name and (name.split()[0] in NOT_NAMES or not (name[0].isupper() or _is_particle(name))):
        cut = name.split(maxsplit=1)
        start += len(name) - (len(cut[1]) if len(cut) > 1 else 0)
        name = cut[1] if len(cut) > 1 else ""
    while name and name.split()[-1] in NOT_NAMES:
        name = name[: -len(name.split()[-1])].rstrip()
    if (
        name in _title_set()
        or not any(c.isupper() for c in name)
        or any(c.isdigit() for c in name)
        or len(name) < 2
    ):
        return start, start
    return start, start + len(name)


def _is_particle(name: str) -> bool:
    return re.match(r"(?:al|el|bin|ibn|abu|de|van|von|da|di|la|le)[- ][A-Z]", name) is not None


def _without_title(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without titles that the model took into the name."""
    while (match := _title_at().match(text, start, end)) is not None:
        start = match.end()
    return start, end


def _hits(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


@cache
def _title_set() -> frozenset[str]:
    titles = {t for row in read_table("titles") for t in (row["title"], *row["aliases"].split(";")) if t}
    printed = titles | {title.upper() for title in titles}  # "MS. LEE:" in transcripts
    return frozenset(printed | {title.rstrip(".") for title in printed})


@cache
def _title_words() -> str:
    """The titles as alternatives, longest first, those with one initial together: a tenth of the tries at a capital."""
    by_initial: dict[str, list[str]] = {}
    for title in sorted(_title_set(), key=len, reverse=True):
        by_initial.setdefault(title[0], []).append(re.escape(title[1:]))
    return "|".join(
        f"{re.escape(initial)}(?:{'|'.join(rest)})" for initial, rest in sorted(by_initial.items())
    )


@cache
def _titles() -> re.Pattern[str]:
    """One title or more, followed by a name."""
    title = rf"(?:{_title_words()})\.?\s+"
    return re.compile(rf"(?<![\w-])(?=[A-Z])(?:{title})+(?=[A-Z]|al-|el-)")


@cache
def _title_at() -> re.Pattern[str]:
    return re.compile(rf"(?:{_title_words()})\.?\s+(?=\w)")


def _title_before(text: str, end: int) -> int | None:
    """Where the title begins that ends right before `end`; the longest one, up to three words."""
    words = list(LAST_WORDS.finditer(text, max(0, end - 45), end))[-3:]
    if not words or words[-1].end() == end or text[words[-1].end() : end].strip():
        return None
    for word in words:
        title = text[word.start() : words[-1].end()]
        if title in _title_set() or title.rstrip(".") in _title_set():
            return word.start()
    return None
