"""Surnames that are alone, of persons that the text names in full elsewhere."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from newsetl.extractors.entity_mentions.covered import Covered, Ranges
from newsetl.extractors.entity_mentions.names import (
    LETTER,
    PersonName,
    occurrences,
    person_name,
)
from newsetl.extractors.entity_mentions.names_by_role import (
    SINGLE_WORD,
    is_place,
)
from newsetl.language.transliteration import spelling_key
from newsetl.lexicons import read_table, read_words
from newsetl.lexicons.given_names import is_common_given_name

CAPITAL_WORD = re.compile(rf"\b{LETTER}\w+")
NAME_OF_WORDS = re.compile(rf"{LETTER}[a-zà-ž’'-]+(?:\s{LETTER}[a-zà-ž’'-]+){{1,3}}")
LONG_NAME = 5  # letters


def with_surnames_alone(text: str, names: list[PersonName], taken: Covered) -> list[PersonName]:
    """Adds the places where a full name's surname is alone and the model saw nothing."""
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
    """True for the "Elizabeth" of "Sarah Elizabeth Holm", which is not a surname."""
    return is_common_given_name(word) or is_place(word)


def _surname(name: PersonName) -> str:
    """The last word of a name, the first of "Chang Chi-cheng" and "Kim Jong Un"."""
    first, last = name.words[0], name.words[-1]
    is_given_last = "-" in last.strip("-") and last.split("-")[0] not in ("al", "Al", "el", "El")
    comes_first = first in read_words("people/surnames_first") and (is_given_last or len(name.words) == 3)
    return first if comes_first else last


def surnames_among(text: str, people: Ranges, bodies: Ranges) -> frozenset[str]:
    """Words that the model takes for a person at least as often as for a body: "Goldin" is one of the two.

    Whole names too ("Naw Eh Paw"), unless they end in a word of bodies.
    """
    names = Counter(text[start:end] for start, end in bodies)
    if not names:
        return frozenset()
    called = [text[start:end] for start, end in people]
    whole, last = Counter(called), Counter(name.rsplit(maxsplit=1)[-1] for name in called)
    return frozenset(
        name
        for name, n in names.items()
        if (last[name] if " " not in name else _as_a_whole(name, whole)) >= n
    )


def _as_a_whole(name: str, people: Counter[str]) -> int:
    """How often a name of several words is that of a person; never, if it ends in a word of bodies."""
    is_body = name.rsplit(maxsplit=1)[-1] in _body_words() or NAME_OF_WORDS.fullmatch(name) is None
    return 0 if is_body else people[name]


@cache
def _body_words() -> frozenset[str]:
    """Words that a body's name ends in, and no person's."""
    kinds = (row["name_words"].split(";") for row in read_table("organisations/descriptions"))
    return frozenset().union(
        read_words("people/body_words"), read_words("organisations/company_last_words"), *kinds
    )
