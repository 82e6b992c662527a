"""Persons named in a text: where their names are."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from newsetl.extractors.entity_mentions.coordinated import names_with_one_title
from newsetl.extractors.entity_mentions.covered import Covered, Ranges
from newsetl.extractors.entity_mentions.given_names import (
    apposed,
    behind_offices,
    behind_openers,
    is_first_name_alone,
    is_full_name,
    is_listed_given_name,
    names_before_descriptions,
    without_country,
)
from newsetl.extractors.entity_mentions.names import (
    FULL_NAME,
    LETTER,
    PARTICLE,
    PersonName,
    name_span,
    past_office,
    person_name,
    title_run,
    without_title,
)
from newsetl.extractors.entity_mentions.names_by_clause import names_by_clause
from newsetl.extractors.entity_mentions.names_by_role import (
    called,
    described,
    has_role,
    is_outlet,
    is_place,
)
from newsetl.extractors.entity_mentions.organisations import is_speaking_facility
from newsetl.extractors.entity_mentions.resolution import is_known_alone
from newsetl.extractors.entity_mentions.surnames import surnames_among, with_surnames_alone
from newsetl.gazetteer.descriptions import find_role
from newsetl.lexicons import read_words

PLAIN_NAME = re.compile(rf"{LETTER}[a-zà-ž]+(?P<more>[\s-]{LETTER}[a-zà-ž]+){{0,2}}")
WHO = re.compile(r"\s?,\swho\s")
AGE = re.compile(r",\s(?:[1-9]\d,\s(?:a|an|who|from|of|the|said|says|told)|an?\s[1-9]\d-year-old)\s")
PARTICLE_LAST = re.compile(rf"\s(?:{PARTICLE})\Z")


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
    found.offer(behind_openers(text))
    found.offer(_of_model(text, people + _people_among(text, people, bodies)))
    told = list(described(text))
    found.lengthen(text, told)
    found.offer(
        (
            *told,
            *called(text, bodies),
            *apposed(text),
            *names_before_descriptions(text),
            *behind_offices(text, bodies),
            *names_by_clause(text),
        )
    )
    others = Covered(taken)
    spans = _joined(text, found.spans())
    names = [person_name(text, start, end) for start, end in spans if not others.hits(start, end)]
    return with_surnames_alone(text, names, others)


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

    def lengthen(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Puts a whole name in the place of its last word alone: "Min Htoo Wah, a surgeon", where "Wah" is found.

        A common word that opens the sentence is not part of it: "Meanwhile Holm, a surgeon".
        """
        lasts = {end: start for start, end in self._ends.items() if " " not in text[start:end]}
        for first, end in spans:
            last, opener = lasts.get(end), text[first:end].split(maxsplit=1)[0]
            start = first + len(opener) + 1 if opener.lower() in read_words("common_words") else first
            if last is not None and start < last and last not in self._ends.values():
                del self._ends[last]
                self.add([(start, end)])

    def spans(self) -> Ranges:
        """The names that hold a character, in order."""
        return sorted(span for span in self._ends.items() if span[1] > span[0])


def _people_among(text: str, people: Ranges, bodies: Ranges) -> Ranges:
    """The bodies that are persons: by their surname, their role or their first name."""
    surnames = surnames_among(text, people, bodies)
    return [
        span
        for span in bodies
        if text[slice(*span)] in surnames
        or has_role(text, *span)
        or is_full_name(text[slice(*span)])
        or is_first_name_alone(text, text[slice(*span)])
        or is_known_alone(text[slice(*span)])
    ]


def _of_model(text: str, spans: Ranges) -> Iterator[tuple[int, int]]:
    """The bare names of persons that the model sees, without places, offices that speak and outlets."""
    for span in spans:
        start, end = _past_particle(
            text, *name_span(text, *without_country(text, *without_title(text, *span)))
        )
        name = text[start:end]
        is_other = is_place(name) or is_speaking_facility(name) or is_outlet(text, start, end)
        if end > start and not is_other:
            yield start, end


def _past_particle(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole name where the model breaks off behind a particle: it sees "Nora van der" of "Nora van der Holm"."""
    whole = FULL_NAME.match(text, start) if PARTICLE_LAST.search(text, start, end) else None
    return (start, end) if whole is None or whole.end() < end else name_span(text, start, whole.end())


def _is_someone(text: str, start: int, end: int) -> bool:
    """True for a name with "who" or an age behind, whatever the model sees: "Deidamia Holm, who left", "Hawa, 23,"."""
    name = text[start:end]
    plain = PLAIN_NAME.fullmatch(name)
    if plain is None:
        return False
    is_told = plain["more"] is not None and WHO.match(text, end) is not None
    if not is_told and AGE.match(text, end) is None:
        return False
    return find_role(name.split()[-1].lower()) is None


def _titled(text: str) -> Iterator[tuple[int, int]]:
    """Names that are behind a title."""
    for title in title_run().finditer(text):
        match = FULL_NAME.match(text, title.end())
        if match is not None:
            start, end = name_span(text, *match.span())
            yield past_office(text, start, end), end


def without_places(
    names: Sequence[PersonName], places: Collection[tuple[int, int]], sure: Collection[tuple[int, int]]
) -> list[PersonName]:
    """The names without those that are places: no title, and no longer name ends in them.

    Towns are called by first names as well: "Alexandria" alone is none where nobody of the text has it, and
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
    """True for a first name with others behind it or that somebody in the text has, unless it is surely a place."""
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
