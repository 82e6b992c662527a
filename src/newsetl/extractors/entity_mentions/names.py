"""Names of persons in a text: which words belong to one, and which titles precede it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from newsetl.gazetteer.descriptions import find_role
from newsetl.language.transliteration import CAPITALS
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.given_names import is_common_given_name
from newsetl.lexicons.word_sets import alternatives, word_set

LETTER = f"[{CAPITALS}]"
# The words of one part of a name: "van der", "al-"; the next word follows, behind a blank or a hyphen
PARTICLE = alternatives(word_set("people/word_sets", "particles"))
HYPHENATED = alternatives(word_set("people/word_sets", "hyphenated particles"))
NAME_WORD = (
    rf"(?:{LETTER}[\w'’]*(?:-[^\W\d_][\w'’]*)*|(?:(?:{HYPHENATED})-|(?:{PARTICLE})[- ])+{LETTER}[\w'’-]*)"
)
IS_PARTICLE = re.compile(rf"(?:{PARTICLE})[- ][A-Z]")
# A word of a name, bounded so that a text of only capitals takes no longer than any other of its length
BOUNDED_WORD = rf"{LETTER}[\w’'-]{{1,40}}"
# A full stop within a name is behind an initial: elsewhere it ends the sentence.
POINT = r"(?:(?:(?<=\b[A-Z])|(?<=\b(?:Jr|Sr|St)))\.)?"
FULL_NAME = re.compile(rf"{NAME_WORD}{POINT}(?:\s+{NAME_WORD}{POINT}){{0,4}}")
POSSESSIVE = re.compile(r"['’]s?$")
# A hyphen joins words, two of them are a dash.
NO_WORD_START, NO_WORD_END = re.compile(r"(?:[\w@#]|(?<!-)-)\Z"), re.compile(r"\w|-(?!-)")
FIRST_OF_MORE, PART_OF_NAME = re.compile(r"\s[A-Z]"), re.compile(r"\b(?!The )[A-Z]\w+ \Z")
BRANCH = re.compile(r"\s\((?:[A-Z][\w &-]{1,30}|[Rr]et(?:d|ired)?\.?)\)(?=\s\Z)")
LAST_WORDS = re.compile(r"[\w.’'-]+")
OWNER = re.compile(r"['’]s?\s")  # "Lee's office"
ABBREVIATED = 5  # letters; a longer word before a full stop is not an abbreviated title but a sentence's last
RELATION = re.compile(
    rf"\b(?:{alternatives(word_set('people/word_sets', 'kin'))})\s(?:of|to)\s(?:\w+\s){{0,3}}\Z"
)
NUMERAL = re.compile(r"[IVXL]+")
SHORT_CAPITALS = 3  # letters; "JFK" is printed so everywhere


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name [start, end) without its title; titles in text order; sentence of the article."""

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    title_start: int
    is_relation: bool = False


def person_name(text: str, start: int, end: int) -> PersonName:
    """The name [start, end) with the titles before it; in capitals throughout it is given in common letters."""
    titles, title_start = titles_before(text, start)
    words = tuple(text[start:end].split())
    if text[start:end].isupper() and (len(words) > 1 or len(words[0]) > SHORT_CAPITALS):
        words = tuple(common_case(word) for word in words)
    elif len(words) > 1:
        words = tuple(common_case(word) if _is_shouted(word) else word for word in words)
    relation = RELATION.search(text, max(0, title_start - 40), title_start) is not None
    return PersonName(start, end, words, titles, title_start, relation)


def _is_shouted(word: str) -> bool:
    """True for the capitals of "GEORGE W. Bush" and "ADA Holm"; initials as "JFK" and numbers as "XXIII" stay."""
    if not word.isupper() or NUMERAL.fullmatch(word) or "." in word:
        return False
    return len(word) > SHORT_CAPITALS or is_common_given_name(word)


def titles_before(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """The titles before a name that starts there, in text order, and where the first of them starts."""
    titles: list[str] = []
    first = start
    while (at := _title_before(text, first)) is not None:
        titles.insert(0, text[at:first].strip())
        first = at
    return tuple(titles), first


def common_case(word: str) -> str:
    """A word in capitals as it is printed elsewhere: "JEAN-PIERRE" -> "Jean-Pierre", "MCKENZIE" -> "McKenzie"."""
    lowered = re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    return re.sub(r"\bMc([a-z])", lambda part: f"Mc{part.group(1).upper()}", lowered)


def name_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without possessive, stray words and punctuation at its ends."""
    name = text[start:end]
    name = OWNER.split(name.split("\n")[0].split("(")[0].split(",")[0])[0]
    name = POSSESSIVE.sub("", name.rstrip(" .;:-–—\"”'’)"))
    while name and (name.split()[0] in _not_names() or not (name[0].isupper() or _is_particle(name))):
        cut = name.split(maxsplit=1)
        start += len(name) - (len(cut[1]) if len(cut) > 1 else 0)
        name = cut[1] if len(cut) > 1 else ""
    while name and name.split()[-1] in _not_names():
        name = name[: -len(name.split()[-1])].rstrip()
    if (
        name.removesuffix(".") in _title_set()
        or not any(c.isupper() for c in name)
        or any(c.isdigit() for c in name)
        or len(name) < 2
    ):
        return start, start
    return start, start + len(name)


def occurrences(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Where one of the words stands by itself, in order; of two that overlap the earlier, then the longer.

    Parts of other names ("Clinton Foundation", "Fort Jackson") do not count.
    """
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not NO_WORD_START.search(text, max(0, at - 2), at) and not NO_WORD_END.match(text, end):
                found.append((at, end))
            at = text.find(word, at + 1)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return [span for span in kept if not _is_part_of_name(text, *span)]


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    return bool(FIRST_OF_MORE.match(text, end) or PART_OF_NAME.search(text, max(0, start - 15), start))


def _is_particle(name: str) -> bool:
    return IS_PARTICLE.match(name) is not None


def without_title(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without titles that the model took into the name."""
    while (match := _title_at().match(text, start, end)) is not None:
        start = match.end()
    return start, end


def past_office(text: str, start: int, end: int) -> int:
    """Where the name behind a title starts: after the words of the office that were taken into it.

    "Security Advisor Jon Lee" -> "Jon Lee"; `end` where no name is left, as in "Press Secretary" and "Motors".
    """
    name = text[start:end]
    words = name.split()
    if not words or words[0] in read_words("people/not_after_titles"):
        return end
    if all(
        word.casefold() in read_words("transcripts/label_words") or find_role(word.casefold())
        for word in words
    ):
        return end if len(words) > 1 else start
    office = find_role(name)
    if office is None or office.kind != "person":
        return start
    rest = name[office.end :]
    return end - len(rest.lstrip()) if len(rest.split()) in (2, 3) and rest[:1].isspace() else start


def _not_names() -> frozenset[str]:
    return read_words("people/not_names")


@cache
def _title_set() -> frozenset[str]:
    titles = {
        t for row in read_table("people/titles") for t in (row["title"], *row["aliases"].split(";")) if t
    }
    printed = titles | {title.upper() for title in titles}  # "MS. LEE:" in transcripts
    return frozenset(printed | {title.rstrip(".") for title in printed})


@cache
def _title_words() -> str:
    """The titles as alternatives, longest first, those with one initial together: a tenth of the tries at a capital."""
    by_initial: dict[str, list[str]] = {}
    for title in sorted(_title_set(), key=len, reverse=True):
        point = r"\.?" if len(title.split()[-1]) <= ABBREVIATED and not title.endswith(".") else ""
        by_initial.setdefault(title[0], []).append(re.escape(title[1:]) + point)
    return "|".join(
        f"{re.escape(initial)}(?:{'|'.join(rest)})" for initial, rest in sorted(by_initial.items())
    )


@cache
def title_run() -> re.Pattern[str]:
    """One title or more, followed by a name."""
    title = rf"(?:{_title_words()})\s+"
    return re.compile(rf"(?<![\w-])(?=[A-Z])(?:{title})+(?={LETTER}|al-|el-)")


@cache
def _title_at() -> re.Pattern[str]:
    return re.compile(rf"(?:{_title_words()})\s+(?=\w)")


def _title_before(text: str, end: int) -> int | None:
    """Where the title begins that ends right before `end`; the longest one, up to five words.

    What branch it is of may be behind it in brackets: "Superintendent of Police (Traffic)", "Lt. Gen. (ret.)".
    """
    branch = BRANCH.search(text, max(0, end - 45), end)
    end = branch.start() + 1 if branch is not None else end
    words = list(LAST_WORDS.finditer(text, max(0, end - 65), end))[-5:]
    if not words or words[-1].end() == end or text[words[-1].end() : end].strip():
        return None
    for word in words:
        title = text[word.start() : words[-1].end()]
        is_short = len(title.split()[-1]) <= ABBREVIATED + 1
        if title in _title_set() or (is_short and title.rstrip(".") in _title_set()):
            return word.start()
    return None
