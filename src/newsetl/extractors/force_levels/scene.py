"""One article as the rules for slots see it: its rows by sentence, and the actors named in each sentence."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, takewhile
from typing import Any, TypeVar

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Figure, token_at
from newsetl.extractors.force_levels.how_many.tables import other_cells
from newsetl.extractors.force_levels.whose.names import ActorMention, find_actors
from newsetl.language import Analysis, Sentence
from newsetl.language.datelines import find_bylines
from newsetl.language.numbers import NumberExpression, find_numbers
from newsetl.tables.articles import Article
from newsetl.tables.attributions import Attribution
from newsetl.tables.date_mentions import DateMention
from newsetl.tables.entity_mentions import EntityMention
from newsetl.tables.region_mentions import RegionMention

BOUNDARY = re.compile(r"(?<=[a-z)\d])\.(?=[A-Z][a-z])|;\s")
# A line in capitals, or a paragraph's title in bold: "UNITED STATES FORCES IN KOSOVO", "**Jordan. **At the request".
HEADING = re.compile(r"\n(?=[^\n]*[A-Z]{2})[^a-z\n]{12,120}\n|\n[ \t]*\*\*[A-Z][^*\n]{2,60}\*\*")
# "Ada Lind (AL): …" says who "AL: …" is, also where the lines have been joined.
INTRODUCED = re.compile(
    r"(?<![\w.’'-])(?P<name>[A-Z][\w.’'-]{1,40}(?: [A-Z][\w.’'-]{1,40}){1,4}) \((?P<initials>[A-Z]{2,4})\):\s"
)
BYLINES_END = 1000  # characters of the text in which bylines are looked for
MAX_CONTENT = 4000  # characters from the start of a statement to a figure in it
REACH = 300  # characters: longer than any wording that ends right before a number
T = TypeVar("T")
R = TypeVar("R", RegionMention, DateMention, EntityMention)


@dataclass(frozen=True)
class Scene:
    """Article, analysis and the rows of the other extractors, each list in text order."""

    article: Article
    analysis: Analysis
    attributions: Sequence[Attribution]
    regions: Sequence[RegionMention]
    dates: Sequence[DateMention]
    entities: Sequence[EntityMention] = ()
    _actors: dict[int, list[ActorMention]] = field(default_factory=dict)
    _actor_tokens: dict[int, dict[int, ActorMention]] = field(default_factory=dict)
    # Results of single modules, cached for the next figures and options.
    acting: dict[int, tuple[int, ActorMention] | None] = field(default_factory=dict)
    lists: dict[tuple[int, int], Any] = field(default_factory=dict)
    _once: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)

    def sentence(self, index: int) -> Sentence:
        """The sentence of that number."""
        return self.analysis.sentences[index]

    def search(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """The pattern's first match within [start, end), searched once for all figures of a sentence."""
        return self.once(
            (pattern.pattern, start, end), lambda: pattern.search(self.analysis.text, start, end)
        )

    def ending(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """A match that ends (`$`) right before `end`: a long sentence is not searched for each figure."""
        return self.search(pattern, max(start, end - REACH), end)

    def once(self, about: tuple[Hashable, ...], find: Callable[[], T]) -> T:
        """The result of `find`, cached by its key: the same is asked for each option of a figure."""
        if about not in self._once:
            self._once[about] = find()
        return self._once[about]  # type: ignore[no-any-return] # what was found about this before

    def has_sign(self, sentence: Sentence) -> bool:
        """True where a word is in a sentence that may be the noun of a figure."""
        return self.search(lexicon.sign_words(), sentence.start, sentence.end) is not None

    def numbers_in(self, sentence: Sentence) -> list[NumberExpression]:
        """Number expressions of a sentence, in text order."""
        return self.once(
            ("numbers", sentence.index),
            lambda: find_numbers(self.analysis.text, sentence.start, sentence.end),
        )

    def actors_in(self, sentence: Sentence) -> list[ActorMention]:
        """Actors named in a sentence, in text order."""
        if sentence.index not in self._actors:
            self._actors[sentence.index] = find_actors(self.analysis.text, sentence.start, sentence.end)
        return self._actors[sentence.index]

    def groups_at(self, sentence: Sentence) -> frozenset[int]:
        """Offsets at which names of armed groups and alliances begin in a sentence."""
        return self.once(
            ("groups", sentence.index),
            lambda: frozenset(m.start for m in self.actors_in(sentence) if m.name.kind == "group"),
        )

    def actor_tokens(self, sentence: Sentence) -> dict[int, ActorMention]:
        """Actors named in a sentence by the index of their first token."""
        if sentence.index not in self._actor_tokens:
            found = {token_at(self.analysis, sentence, m.start): m for m in self.actors_in(sentence)}
            self._actor_tokens[sentence.index] = found
        return self._actor_tokens[sentence.index]

    def regions_in(self, start: int, end: int) -> list[RegionMention]:
        """Places named within [start, end), but where the reporter is: "By Ada Holm in Erbil"."""
        return _within(self._places, start, end)

    @cached_property
    def _places(self) -> list[RegionMention]:
        bylines = list(find_bylines(self.analysis.text, BYLINES_END))
        return [r for r in self.regions if not any(line.start <= r.start < line.end for line in bylines)]

    def entities_in(self, start: int, end: int) -> list[EntityMention]:
        """People and organisations named within [start, end)."""
        return _within(self.entities, start, end)

    def sentences_in(self, start: int, end: int) -> list[Sentence]:
        """Sentences that begin within [start, end)."""
        first = bisect_left(self.analysis.sentences, start, key=lambda sentence: sentence.start)
        last = bisect_left(self.analysis.sentences, end, key=lambda sentence: sentence.start)
        return list(self.analysis.sentences[first:last])

    def boundaries(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Offsets of the semicolons, and of the full stops without a space after them, in a sentence."""
        found = BOUNDARY.finditer
        return self.once(
            ("boundaries", sentence.index),
            lambda: [match.span() for match in found(self.analysis.text, sentence.start, sentence.end)],
        )

    def attributions_from(self, start: int, end: int) -> list[Attribution]:
        """Statements whose source is named within [start, end), in the order of their sources."""
        rows = self._by_source
        first = bisect_left(rows, start, key=_source_start)
        return rows[first : bisect_left(rows, end, key=_source_start)]

    def attributions_holding(self, start: int) -> list[Attribution]:
        """Statements that may hold a figure: their content or cue begins near enough before or after it."""
        rows = self._by_content
        first = bisect_left(rows, start - MAX_CONTENT, key=_content_start)
        return rows[first : bisect_left(rows, start + MAX_CONTENT, key=_content_start)]

    def is_in_a_source(self, offset: int) -> bool:
        """True within the words for a statement's source."""
        before = bisect_right(self._by_source, offset, key=_source_start)
        return before > 0 and self._source_ends[before - 1] > offset

    @cached_property
    def _source_ends(self) -> list[int]:
        """By the order of their starts: where the words end that reach furthest until there."""
        return list(accumulate((row.source_end or 0 for row in self._by_source), max))

    @cached_property
    def _by_source(self) -> list[Attribution]:
        return sorted((row for row in self.attributions if row.source_start is not None), key=_source_start)

    @cached_property
    def _by_content(self) -> list[Attribution]:
        return sorted(self.attributions, key=_content_start)

    @cached_property
    def country_counts(self) -> Counter[str]:
        """How often each country, or a place in it, is named: by code."""
        return Counter(row.country_iso3 for row in self.regions if row.country_iso3 is not None)

    @cached_property
    def top_country(self) -> str | None:
        """The country named most, the first among equals."""
        return max(self.country_counts, key=lambda code: self.country_counts[code], default=None)

    @cached_property
    def other_cells(self) -> frozenset[int]:
        """Offsets of the cells in tables' columns that count no forces."""
        return other_cells(self.analysis.text)

    @cached_property
    def headings(self) -> list[tuple[int, int]]:
        """Offsets of all headings, in text order."""
        return [heading.span() for heading in HEADING.finditer(self.analysis.text)]

    @cached_property
    def introduced(self) -> dict[str, list[tuple[int, str]]]:
        """By initials: the offsets at which an interview has introduced them, and the name given there."""
        found: dict[str, list[tuple[int, str]]] = {}
        for match in INTRODUCED.finditer(self.analysis.text):
            found.setdefault(match["initials"], []).append((match.end(), match["name"]))
        return found

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Time expressions within [start, end)."""
        return _within(self.dates, start, end)


def _source_start(row: Attribution) -> int:
    return row.source_start or 0


def _content_start(row: Attribution) -> int:
    return row.content_start


def _within(rows: Sequence[R], start: int, end: int) -> list[R]:
    first = bisect_left(rows, start, key=lambda row: row.start)
    begun = takewhile(lambda row: row.start < end, rows[first : first + 200])
    return [row for row in begun if row.end <= end]


def section_start(scene: Scene, figure: Figure) -> int:
    """Offset of the last heading before a figure: what is above it does not apply below it."""
    headings, end = scene.headings, figure.number.start
    above = bisect_right(headings, end, key=lambda heading: heading[1])
    last = headings[above - 1][0] if above else 0
    if above < len(headings) and headings[above][0] < end:  # one that goes on beyond the figure
        for heading in HEADING.finditer(scene.analysis.text, headings[above][0], end):
            last = heading.start()
    return last


def clause(scene: Scene, figure: Figure) -> tuple[int, int]:
    """Offsets between the semicolons, or the full stops without a space after them, around a figure."""
    sentence, number = figure.sentence, figure.number
    boundaries = scene.boundaries(sentence)
    before = bisect_right(boundaries, number.start, key=lambda boundary: boundary[1])
    behind = bisect_left(boundaries, number.end, key=lambda boundary: boundary[0])
    start = boundaries[before - 1][1] if before else sentence.start
    return start, boundaries[behind][0] if behind < len(boundaries) else sentence.end
