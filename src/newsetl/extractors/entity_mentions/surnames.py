"""Surnames that stand alone, of persons whom the text names in full elsewhere."""

import re
from collections import Counter
from collections.abc import Sequence

from newsetl.extractors.entity_mentions.covered import Covered, Ranges
from newsetl.extractors.entity_mentions.names import (
    LETTER,
    PersonName,
    occurrences,
    person_name,
)
from newsetl.extractors.entity_mentions.told_by_role import (
    SINGLE_WORD,
    is_place,
)
from newsetl.language.transliteration import spelling_key
from newsetl.lexicons import read_words
from newsetl.lexicons.given_names import is_common_given_name

CAPITAL_WORD = re.compile(rf"\b{LETTER}\w+")
LONG_NAME = 5  # letters


def with_surnames_alone(text: str, names: list[PersonName], taken: Covered) -> list[PersonName]:
    """Adds the places where a full name's surname stands alone and the model saw nothing."""
    surnames = {_surname(name) for name in names if len(name.words) > 1 and len(_surname(name)) > 2}
    if not surnames:
        return names
    surnames |= _other_spellings(text, names) | _double_surnames(names)
    known = Covered((name.start, name.end) for name in names)
    for start, end in occurrences(text, surnames):
        if not (known.hits(start, end) or taken.hits(start, end)):
            names.append(person_name(text, start, end))
    return sorted(names, key=lambda name: name.start)


def _other_spellings(text: str, names: Sequence[PersonName]) -> set[str]:
    """Words of a text that spell a person's last name another way: "Lavrov" beside "Sergei Ławrow"."""
    tails = {spelling_key(" ".join(name.words[i:])) for name in names for i in range(1, len(name.words))}
    lasts = {tail for tail in tails if len(tail) == 1 and len(tail[0]) >= LONG_NAME}
    if not lasts:
        return set()
    words = {word for word in CAPITAL_WORD.findall(text) if len(word) >= LONG_NAME}
    return {word for word in words if spelling_key(word) in lasts}


def _double_surnames(names: Sequence[PersonName]) -> set[str]:
    """The first of two surnames, and both: "Vila" and "Vila Rojas" of "Hugo Vila Rojas"."""
    found = set()
    for words in (name.words for name in names if len(name.words) > 2):
        found.add(" ".join(words[-2:]))
        if (
            len(words[-2]) >= LONG_NAME
            and SINGLE_WORD.fullmatch(words[-2])
            and not _is_place_or_given(words[-2])
        ):
            found.add(words[-2])
    return found


def _is_place_or_given(word: str) -> bool:
    """True for the "Elizabeth" of "Sarah Elizabeth Holm", which is no surname."""
    return is_common_given_name(word) or is_place(word)


def _surname(name: PersonName) -> str:
    """The last word of a name, the first of "Chang Chi-cheng" and "Kim Jong Un"."""
    first, last = name.words[0], name.words[-1]
    is_given_last = "-" in last.strip("-") and last.split("-")[0] not in ("al", "Al", "el", "El")
    comes_first = first in read_words("people/surnames_first") and (is_given_last or len(name.words) == 3)
    return first if comes_first else last


def surnames_among(text: str, people: Ranges, bodies: Ranges) -> frozenset[str]:
    """Words that the model takes for a person at least as often as for a body: "Goldin" is one of the two."""
    names = [text[start:end] for start, end in bodies]
    single = Counter(name for name in names if " " not in name)
    if not single:
        return frozenset()
    last = Counter(text[start:end].rsplit(maxsplit=1)[-1] for start, end in people)
    return frozenset(word for word, n in single.items() if last[word] >= n)
