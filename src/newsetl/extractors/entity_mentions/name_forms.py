"""Forms of one name: with and without accents and initials, spelt or printed another way."""

import re
from difflib import SequenceMatcher

from newsetl.language.transliteration import spelling_key

INITIAL = re.compile(r"^[A-Z]\.?$")
LONG_WORD = 6  # letters
ALIKE = 0.8  # share of the letters of two spellings of one first name
SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$")


def name_key(name: str) -> tuple[str, ...]:
    """Words of a name that tell it from others, in one spelling: no case, accents, initials, articles."""
    words = [word for word in name.split() if not SUFFIX.match(word)]
    kept = [word for i, word in enumerate(words) if i == 0 or not INITIAL.match(word)]
    return spelling_key(" ".join(kept) or name)


def is_same_full_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[-1] != b[-1]:
        return a[0] == b[0] and len(a) == len(b) == 2 and _is_misspelt(a[1], b[1])
    shorter, longer = sorted((a, b), key=len)
    if longer[-len(shorter) :] == shorter:  # "Abdel Fattah Burhan" for "Omar Abdel Fattah al-Burhan"
        return True
    if a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]):
        return True
    is_long = min(len(a[0]), len(b[0])) >= LONG_WORD  # "Alaxandr" and "Alexander"
    return is_long and a[0][-1] == b[0][-1] and SequenceMatcher(None, a[0], b[0]).ratio() >= ALIKE


def as_english(name: str, other: str) -> str:
    """The name in the letters of English where another form of it gives them: "Sergei Ławrow" beside "Lavrov"."""
    words, others = name.split(), other.split()
    if name.isascii() or not other.isascii() or not others:
        return name
    if len(words) == len(others):
        return other
    return (
        " ".join([*words[:-1], others[-1]]) if spelling_key(words[-1]) == spelling_key(others[-1]) else name
    )


def _is_misspelt(a: str, b: str) -> bool:
    """True for two long words that one letter tells apart: "Zacharowa" and "Zakharova"."""
    if min(len(a), len(b)) < LONG_WORD or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start:] == b[start + 1 :] or a[start + 1 :] == b[start:]
