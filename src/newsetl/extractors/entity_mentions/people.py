"""Persons named in a text: where their names stand."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from newsetl.extractors.entity_mentions.coordinated import names_with_one_title
from newsetl.extractors.entity_mentions.covered import Covered
from newsetl.extractors.entity_mentions.given_names import (
    apposed,
    behind_offices,
    is_first_name_alone,
    is_full_name,
    is_listed_given_name,
    told_of,
    without_country,
)
from newsetl.extractors.entity_mentions.names import (
    FULL_NAME,
    LETTER,
    PersonName,
    name_span,
    occurrences,
    past_office,
    person_name,
    title_run,
    without_title,
)
from newsetl.extractors.entity_mentions.organisations import is_speaking_facility
from newsetl.extractors.entity_mentions.resolution import is_known_alone
from newsetl.gazetteer.countries import country_of_demonym, country_of_name
from newsetl.gazetteer.descriptions import country_of_capital, find_role
from newsetl.gazetteer.outlets import is_outlet_name
from newsetl.language.transliteration import spelling_key
from newsetl.lexicons import read_words
from newsetl.lexicons.given_names import is_common_given_name

Ranges = list[tuple[int, int]]
APPOSED = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][\w’'-]{1,40}(?:\s[A-Z]\.)?(?:\s[A-Z][\w’'-]{1,40}){1,2})(?:,?\sJr\.)?,\s"
    r"(?:(?P<age>[1-9]\d)(?=,|\s(?:of|who|from|and)\s)|"
    r"(?P<role>(?:(?:an?|the|his|her|its|their)\s)?[a-z][\w-]*(?:\s[a-z][\w-]*){0,2}))"
)
# "The Swedish socialist Lindqvist", "the painter Nuri": what he is stands between the article and his name.
CALLED = re.compile(
    r"\b[Tt]he\s(?:(?:late\s|former\s|young\s|great\s)?(?:[A-Z][a-z-]+\s){0,2})(?P<role>[a-z]+)\s"
    r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})(?![\w-]|\s[A-Z])"
)
CAPITAL_WORD = re.compile(rf"\b{LETTER}\w+")
LONG_NAME = 5  # letters
NAME_OF_WORDS = re.compile(rf"{LETTER}[a-zà-ž]+(?:[\s-]{LETTER}[a-zà-ž]+){{1,2}}")
WHO = re.compile(r"\s?,\swho\s")
SINGLE_WORD = re.compile(r"[A-Z]\w*[a-z](?:-[A-Z]\w*[a-z])?")
GOES_ON = re.compile(r"(?:[\w.’'-]\s|[\w-])\Z")  # before a word: the name began earlier
LAST_WORD = re.compile(r"\b([a-z]+)\s\Z")
WHOSE = re.compile(r"(?:['’]s|\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir))\s(?:[\w-]+\s){0,2}?([a-z]+),\s\Z")


def find_people(text: str, people: Ranges, bodies: Ranges, taken: Ranges) -> list[PersonName]:
    """Names of persons in order, none within `taken` ranges.

    Args:
        text: the article's text.
        people: what the language model takes for persons.
        bodies: what it takes for organisations.
        taken: ranges that hold something else.
    """
    people = people + [span for span in bodies if _is_someone(text, *span)]
    found = _Found(names_with_one_title(text))
    found.add([span for span in _titled(text) if not found.covers(*span)])
    found.offer(_of_model(text, people + _people_among(text, people, bodies)))
    found.offer(
        (
            *_described(text),
            *_called(text, bodies),
            *apposed(text),
            *told_of(text),
            *behind_offices(text, bodies),
        )
    )
    others = Covered(taken)
    spans = _joined(text, found.spans())
    names = [person_name(text, start, end) for start, end in spans if not others.hits(start, end)]
    return _with_surnames_alone(text, names, others)


class _Found:
    """Names found so far, by where they start."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._ends = dict(spans)
        self._covered = Covered(self._ends.items())

    def covers(self, start: int, end: int) -> bool:
        """True where a name shares a character with the span."""
        return self._covered.hits(start, end)

    def add(self, spans: Iterable[tuple[int, int]]) -> None:
        """Takes in names, whatever they cover."""
        for start, end in spans:
            self._ends[start] = end
            self._covered.add(start, end)

    def offer(self, spans: Iterable[tuple[int, int]]) -> None:
        """Takes in one name after another where none is found yet."""
        for start, end in spans:
            if not self.covers(start, end):
                self.add([(start, end)])

    def spans(self) -> Ranges:
        """The names that hold a character, in order."""
        return sorted(span for span in self._ends.items() if span[1] > span[0])


def _people_among(text: str, people: Ranges, bodies: Ranges) -> Ranges:
    """The bodies that are persons: by their surname, their role or their first name."""
    surnames = _surnames_among(text, people, bodies)
    return [
        span
        for span in bodies
        if text[slice(*span)] in surnames
        or _has_role(text, *span)
        or is_full_name(text[slice(*span)])
        or is_first_name_alone(text, text[slice(*span)])
        or is_known_alone(text[slice(*span)])
    ]


def _of_model(text: str, spans: Ranges) -> Iterator[tuple[int, int]]:
    """The bare names of persons that the model sees, without places, offices that speak and outlets."""
    for span in spans:
        start, end = name_span(text, *without_country(text, *without_title(text, *span)))
        name = text[start:end]
        is_other = _is_place(name) or is_speaking_facility(name) or _is_outlet(text, start, end)
        if end > start and not is_other:
            yield start, end


def _is_someone(text: str, start: int, end: int) -> bool:
    """True for the name that "who" goes on about, whatever the model sees in it: "Deidamia Holm, who left, …"."""
    name = text[start:end]
    is_name = NAME_OF_WORDS.fullmatch(name) is not None and WHO.match(text, end) is not None
    return is_name and find_role(name.split()[-1].lower()) is None


def _titled(text: str) -> Iterator[tuple[int, int]]:
    """Names that stand behind a title."""
    for title in title_run().finditer(text):
        match = FULL_NAME.match(text, title.end())
        if match is not None:
            start, end = name_span(text, *match.span())
            yield past_office(text, start, end), end


def without_places(
    names: Sequence[PersonName], places: Collection[tuple[int, int]], sure: Collection[tuple[int, int]]
) -> list[PersonName]:
    """The names without those that are places: no title, and no longer name ends in them.

    Towns are called by first names as well: "Alexandria" alone is none where nobody of the text bears it, and
    "Tal Rifaat" is none where the place is `sure`.
    """
    spans, longer = set(places), [name for name in names if len(name.words) > 1]
    lasts = {name.words[-1] for name in longer if name.titles}
    borne = {word for name in longer for word in name.words}
    return [
        name
        for name in names
        if (name.start, name.end) not in spans
        or name.titles
        or name.words[-1] in lasts
        or (is_listed_given_name(name.words[0]) and _may_be_someone(name, borne, sure))
    ]


def _may_be_someone(name: PersonName, borne: Collection[str], sure: Collection[tuple[int, int]]) -> bool:
    """True for a first name with others behind it or that somebody in the text bears, unless it is surely a place."""
    return (name.start, name.end) not in sure and (len(name.words) > 1 or name.words[0] in borne)


def _joined(text: str, spans: Ranges) -> Ranges:
    """The spans with first and last name as one where the model took them apart, as it does at a line's end."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        is_word = joined and " " not in text[joined[-1][0] : joined[-1][1]] and " " not in text[start:end]
        if is_word and text[joined[-1][1] : start] == " " and name_span(text, joined[-1][0], end)[1] == end:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _with_surnames_alone(text: str, names: list[PersonName], taken: Covered) -> list[PersonName]:
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
    return is_common_given_name(word) or _is_place(word)


def _surname(name: PersonName) -> str:
    """The last word of a name, the first of "Chang Chi-cheng" and "Kim Jong Un"."""
    first, last = name.words[0], name.words[-1]
    is_given_last = "-" in last.strip("-") and last.split("-")[0] not in ("al", "Al", "el", "El")
    comes_first = first in read_words("people/surnames_first") and (is_given_last or len(name.words) == 3)
    return first if comes_first else last


def _surnames_among(text: str, people: Ranges, bodies: Ranges) -> frozenset[str]:
    """Words that the model takes for a person at least as often as for a body: "Goldin" is one of the two."""
    names = [text[start:end] for start, end in bodies]
    single = Counter(name for name in names if " " not in name)
    if not single:
        return frozenset()
    last = Counter(text[start:end].rsplit(maxsplit=1)[-1] for start, end in people)
    return frozenset(word for word, n in single.items() if last[word] >= n)


def _described(text: str) -> Iterator[tuple[int, int]]:
    """Names that the model may miss and what is behind them tells: "Ada Holm, comptroller of", "Ada Holm, 34, of"."""
    for match in APPOSED.finditer(text):
        if GOES_ON.search(text, max(0, match.start() - 2), match.start()):
            continue
        role = find_role(match["role"]) if match["role"] else None
        if match["age"] or (role is not None and role.kind == "person" and not role.is_plural):
            start, end = name_span(text, *match.span("name"))
            if len(text[start:end].split()) in (2, 3):
                yield start, end


def _called(text: str, bodies: Ranges) -> Iterator[tuple[int, int]]:
    """Names behind what somebody is, but for names of several words that the model takes for a body.

    What may be an adjective as well ("the private Holm Institute", "the socialist PDR") tells of one common word alone.
    """
    several = Covered((start, end) for start, end in bodies if " " in text[start:end])
    for match in CALLED.finditer(text):
        name, word = match["name"], match["role"]
        role = find_role(word)
        is_role = role is not None and role.kind == "person" and not role.is_plural
        is_word = SINGLE_WORD.fullmatch(name) is not None
        is_calling = word in read_words("people/callings") and is_word
        if not (is_calling or (is_role and word not in read_words("people/adjectives"))):
            continue
        if (
            not (is_word or " " in name)
            or find_role(name.lower()) is not None
            or several.hits(*match.span("name"))
        ):
            continue
        start, end = name_span(text, *match.span("name"))
        if end > start and not _is_place(text[start:end]) and country_of_demonym(text[start:end]) is None:
            yield start, end


def _has_role(text: str, start: int, end: int) -> bool:
    """True for what is named right behind a role, which the model takes for a body.

    "Spokesman Karim Nuri", "the minister's adviser, Karim Nuri".
    """
    before = LAST_WORD.search(text, max(0, start - 30), start) or WHOSE.search(
        text, max(0, start - 50), start
    )
    if (
        before is None
        or before.group(1) in read_words("people/adjectives")
        or not FULL_NAME.fullmatch(text, start, end)
        or len(text[start:end].split()) not in (2, 3)
    ):
        return False
    role = find_role(before.group(1))
    return role is not None and role.kind == "person" and not role.is_plural


def _is_outlet(text: str, start: int, end: int) -> bool:
    """True for "El Heraldo" and for what stands behind "newspaper", which the model takes for persons at times."""
    before = LAST_WORD.search(text, max(0, start - 30), start)
    role = find_role(before.group(1)) if before is not None else None
    return is_outlet_name(text[start:end]) or (role is not None and role.kind == "news_agency")


def _is_place(name: str) -> bool:
    """True for a country or capital, which the model takes for a person at times: "Kyiv"."""
    return country_of_name(name) is not None or country_of_capital(name) is not None
