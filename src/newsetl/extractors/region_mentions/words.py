"""Words of a text as place names need them: "U.S." and "St." whole, "Iraq's" without its ending, hyphens apart."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from newsetl.extractors.region_mentions.context_words import has_role
from newsetl.gazetteer.normalise import name_key
from newsetl.lexicons import read_words

WORD = re.compile(
    r"(?:[A-Z][a-z]{0,3}\.){2,}(?=\W|\Z)"  # U.S., W.Va.
    r"|[A-Z]\.[A-Z]\b"  # U.S without its last point
    r"|[^\W\d_]+(?:(?<=Ã)[\u0080-\u00bf][^\W\d_]*)*"  # GuantÃ¡namo
    r"(?:['’‘ʼʻ][^\W\d_]{2,}|['’‘ʼʻ](?!s\b)[^\W\d_])*"  # d'Ivoire, Dar'a; not the s of Iraq's
    r"|\d[\d,.]*\w*"
)
MISREAD = re.compile(r"Ã[\u0080-\u00bf]")  # a letter of two bytes read as two letters
CONTRACTION = re.compile(r"[A-Za-z]+['’](?:ll|re|ve|d|m|t|em)")  # "He'll" is no Hell in Norway
GAP = re.compile(r" ?-? ?|–|[ \t]*\n[ \t]*| & |[ \n]")
ABBREVIATED = frozenset({"St", "Ste", "Mt", "Ft", "Pt"})
ARABIC_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "ash", "as", "at", "az", "ed", "es", "ez", "ul"})
TITLES = read_words("people/short_titles")
LONGEST = 7  # words in a name
BETWEEN = 2  # words between a state and its force: "Syrian government ground forces"


class Word(NamedTuple):
    """A word with its place in the text, the key of its spelling, and whether it has a capital."""

    start: int
    end: int
    text: str
    key: str
    is_capital: bool


@dataclass(frozen=True)
class Words:
    """The words of a text in order."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [word.start for word in self.words]

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Every run of words [first, last] that may be a name: capitals at both ends, small links between."""
        return _runs(self)

    @cached_property
    def gaps(self) -> list[str]:
        """What is between each word and the next."""
        text = self.text
        return [text[word.end : following.start] for word, following in pairwise(self.words)]

    def first_at(self, offset: int) -> int:
        """Number of the first word that starts at the offset or behind it."""
        return bisect_left(self.starts, offset)

    def before(self, number: int, back: int = 1) -> str:
        """The word so many places before that one, if only blanks are between; else ''."""
        at = number - back
        if at < 0:
            return ""
        gap, word = self.gaps[at], self.words[at].text
        is_abbreviated = gap == ". " and word in TITLES  # "Mr. Washington"
        return word if gap == " " or is_abbreviated or not gap.strip(" \n-'’") else ""

    def after(self, number: int, ahead: int = 1) -> str:
        """The word so many places behind that one, if only blanks or a possessive are between; else ''."""
        at = number + ahead
        if at >= len(self.words):
            return ""
        gap = self.gaps[at - 1]
        is_apart = gap != " " and gap.replace("’s", "").replace("'s", "").strip(" \n-'’")
        return "" if is_apart else self.words[at].text

    def gap(self, number: int) -> str:
        """What is between that word and the next."""
        return self.gaps[number]


def read_words_of(text: str) -> Words:
    """The words of a text."""
    make = partial(tuple.__new__, Word)  # a third of the cost of Word(…), three hundred times an article
    words = []
    for found in WORD.finditer(text):
        start, end = found.span()
        word = found[0]
        if word.islower():
            words.append(make((start, end, word, word, False)))
            continue
        is_capital = word[0].isupper() and (
            word.isalpha() or MISREAD.search(word) or CONTRACTION.fullmatch(word) is None
        )
        key = name_key(MISREAD.sub(_mended, word)) if is_capital else word
        words.append(make((start, end, word, key, is_capital)))
    return Words(text, tuple(words))


def _mended(misread: re.Match[str]) -> str:
    """The letter that was misread: "á" of "GuantÃ¡namo"."""
    return misread[0].encode("latin-1").decode("utf-8", "replace")


def _runs(words: "Words") -> list[tuple[int, int]]:
    found, links = [], read_words("places/links")
    for first, word in enumerate(words.words):
        if not word.is_capital and (word.text not in ARABIC_ARTICLES or not _opens_name(words, first)):
            continue
        if word.text in ("The", "THE"):
            continue
        for last in range(first, min(first + LONGEST, len(words.words))):
            if last > first and not _is_joined(words, last):
                break
            ending = words.words[last]
            if ending.is_capital:
                found.append((first, last))
            elif last != first and ending.key not in links:
                if has_role(ending.text, "name_end"):
                    found += _ends_of_name(words, first, last)
                break
    return found


def _ends_of_name(words: "Words", first: int, last: int) -> list[tuple[int, int]]:
    """Runs that end in lower-case words: "Saky air base", "Nassib border crossing"."""
    found = [(first, last)]
    for following in range(last + 1, min(last + 3, len(words.words))):
        if words.gap(following - 1) not in (" ", "-") or not has_role(
            words.words[following].text, "name_end"
        ):
            break
        found.append((first, following))
    return found


def _opens_name(words: Words, number: int) -> bool:
    """True for the small article of "al-Tanf"."""
    return number + 1 < len(words.words) and words.gap(number) == "-" and words.words[number + 1].is_capital


def _is_joined(words: Words, number: int) -> bool:
    gap = words.gap(number - 1)
    if gap == " " or GAP.fullmatch(gap):
        return True
    return gap.strip(" ") == "." and words.words[number - 1].text in ABBREVIATED


def has_force_behind(words: Words, last: int) -> bool:
    """True before "troops", "ground forces", "'s army", "-backed fighters"."""
    start = last + 1 + (words.after(last) == "s")  # the s of "Turkey's" is a word by itself
    for number in range(start, start + BETWEEN + 1):
        word = words.after(number - 1)
        if has_role(word, "force"):
            return True
        if not has_role(word, "of_force"):
            return False
    return False
