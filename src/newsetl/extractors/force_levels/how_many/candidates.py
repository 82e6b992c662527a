"""Numbers that may give the size of a force: those that the rules find, and every other number near a force word."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newsetl.extractors.force_levels import lexicon
from newsetl.extractors.force_levels.figure import Counted, Figure, How, token_at
from newsetl.extractors.force_levels.how_many.find import FoundFigure
from newsetl.extractors.force_levels.how_many.items import Layout
from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.what_kind.governors import Step, find_governors
from newsetl.language import Sentence
from newsetl.language.numbers import NumberExpression
from newsetl.lexicons.word_sets import alternatives
from newsetl.number_reader import Number, Reading, Slot, Span, read_numbers

Read: TypeAlias = Callable[[str, Sequence[Span], Sequence[Number]], Sequence[Reading | None]]
BACK = 1  # sentence: a force word so near before a number makes it worth a look
# "U.S." is one word, "troops--and" two.
WORD = re.compile(r"(?:[A-Z]\.){2,}|[\w'’]+(?:-[\w'’]+)*")
# Words that may be between a number and its noun only before the noun, and "of" right after the number.
STOPS = frozenset(
    ("in", "to", "from", "by", "at", "are", "is", "was", "were", "have", "had", "has", "who", "will", "would", "with",
     "and", "or", "on", "for", "near")
)  # fmt: skip
PLURAL = ("s", "men", "women")
# Before and behind the number of a people's men
COUNTING = re.compile(r"\b(?:(?:number(?:s|ed)?|[Ww]e (?:are|were|may be|will be))\s+)$")
OF_WHOM = re.compile(r"\s+of\s+whom\b")
OF_UNITS = re.compile(
    rf"\b[Oo]f\s+(?:its|the|their|these|those)\s+(?:[\w,-]+\s+){{1,3}}?(?P<unit>{alternatives(lexicon.unit_names())})\b"
)
FAR = 8  # sentences before
POINTED_AT = 0.5  # share of the reader's pointer from which it means the words
MOST_PEOPLE = 100_000  # of a people without a force word: more are a population
MAX_NOUN = 90  # characters from a number to the end of its noun
MAX_WORDS = 8


@dataclass(frozen=True, slots=True)
class Noun:
    """What a number is followed by: the phrase's end, and its force word where it has one."""

    end: int
    word: str | None


@dataclass(frozen=True)
class Candidate:
    """A number with all that is known of it.

    Args:
        figure: as the rules read it; where they find none, as it would be if it were one.
        steps: what governs it in the parse.
        found: the figure that the rules found; None where they found none.
        reading: the trained reader's evidence; None for entries of lists and beyond an article's windows.
    """

    figure: Figure
    steps: tuple[Step, ...]
    noun: Noun
    found: FoundFigure | None
    reading: Reading | None

    @property
    def is_listed(self) -> bool:
        """True for an entry of a list: its layout says more than the words around it."""
        return self.layout is not None

    @property
    def is_in_entry(self) -> bool:
        """True for the figures of a list's lines, each entry's own and further ones."""
        return self.found is not None and (self.found.item or self.found.entry) is not None

    @property
    def layout(self) -> Layout | None:
        """The layout of the list that it is an entry of; None outside lists."""
        item = None if self.found is None else self.found.item
        return None if item is None else item.layout

    @property
    def number(self) -> NumberExpression:
        """The number expression."""
        return self.figure.number

    def share(self, slot: Slot, spans: Iterable[tuple[int, int]]) -> float:
        """The reader's share, 0 to 1, for the spans as the slot's words; 0 for a number that it has not read."""
        return 0.0 if self.reading is None else sum(self.reading.share(slot, *span) for span in spans)

    def untold(self, slot: Slot) -> float:
        """The reader's probability that the text does not fill the slot; 0 for a number that it has not read."""
        return 0.0 if self.reading is None else self.reading.untold(slot)

    def window(self, scene: Scene, before: int = 0, behind: int = 0) -> tuple[int, int]:
        """Offsets of the text that the reader sees around the number.

        Args:
            before, behind: sentences beside its own, for a number that it has not read.
        """
        if self.reading is not None:
            return self.reading.starts[1], self.reading.ends[-2]
        sentences, index = scene.analysis.sentences, self.figure.sentence.index
        return sentences[max(0, index - before)].start, sentences[min(len(sentences) - 1, index + behind)].end


def plain_words(name: str | None) -> str:
    """The words of a name, by which two of one are known to be the same."""
    return re.sub(r"[^a-z0-9]+", " ", (name or "").lower()).strip()


def find_candidates(scene: Scene, found: Sequence[FoundFigure], read: Read = read_numbers) -> list[Candidate]:
    """Candidates in text order, each read by the trained reader.

    Args:
        read: the reader; training passes readers that have not seen the text.
    """
    drafts = sorted(_drafts(scene, found), key=lambda draft: draft[0].number.start)
    sentences = [Span(s.start, s.end) for s in scene.analysis.sentences]
    numbers = [
        reader_input(figure.number, one is not None and one.item is not None) for figure, _, one in drafts
    ]
    readings = read(scene.analysis.text, sentences, numbers)
    return [
        Candidate(figure, steps, noun_after(scene, figure), one, reading)
        for (figure, steps, one), reading in zip(drafts, readings, strict=True)
        if one is not None
        or reading is not None  # beyond the reader's windows only what the rules take for a force
    ]


def reader_input(number: NumberExpression, is_told: bool = False) -> Number:
    """The reader's input for a number; entries of lists are input only as other numbers around."""
    size = number.value or number.high or number.low or 0.0
    return Number(number.start, number.end, size, number.is_percent, is_told)


def _drafts(
    scene: Scene, found: Sequence[FoundFigure]
) -> Iterator[tuple[Figure, tuple[Step, ...], FoundFigure | None]]:
    known = {one.figure.number.start: one for one in found}
    for one in found:
        yield one.figure, one.steps, one
    for sentence, number in _numbers(scene):
        if number.start not in known:
            figure = _as_force(scene, sentence, number)
            steps = tuple(_steps(scene, figure))
            yield figure, steps, None


def _numbers(scene: Scene) -> Iterator[tuple[Sentence, NumberExpression]]:
    sentences = scene.analysis.sentences
    has_sign = [scene.has_sign(sentence) for sentence in sentences]
    last = -2  # sentence with a candidate: "About 300. We have 60 in Mali, 120 in Chad"
    for sentence in sentences:
        has_signs = any(has_sign[max(0, sentence.index - BACK) : sentence.index + 1])
        is_near = has_signs or sentence.index - last <= BACK
        for number in scene.numbers_in(sentence):
            if not is_near and not _is_of_people(scene, sentence, number, has_sign):
                continue
            if number.is_count or _noun(scene, sentence, number).word is not None:
                last = sentence.index
                yield sentence, number


def _is_of_people(
    scene: Scene, sentence: Sentence, number: NumberExpression, has_sign: Sequence[bool]
) -> bool:
    """'The Tanzanians there number 290', 'We are 2,000', 'the men, 2,800 of whom': a force word is farther away."""
    is_told = any(has_sign[max(0, sentence.index - FAR) : sentence.index])
    if (number.value or 0) > MOST_PEOPLE or not is_told:
        return False
    is_counted = scene.ending(COUNTING, sentence.start, number.hedge_start) is not None
    return is_counted or OF_WHOM.match(scene.analysis.text, number.end) is not None


def _as_force(scene: Scene, sentence: Sentence, number: NumberExpression) -> Figure:
    first = min(token_at(scene.analysis, sentence, number.start), sentence.token_end - 1)
    noun = _noun(scene, sentence, number)
    last = max(
        first,
        min(token_at(scene.analysis, sentence, max(number.start, noun.end - 1)), sentence.token_end - 1),
    )
    unit = "percent" if number.is_percent else lexicon.unit_names().get(noun.word or "", "persons")
    if noun.word is None and unit == "persons":
        unit = _unit_before(scene.analysis.text[sentence.start : number.start])
    how: How = "noun" if noun.word is not None else "ellipsis"
    counted = Counted(first, last, last, lexicon.personnel_type(noun.word), unit, how)
    return Figure(number, sentence, counted, "level", "actual")


def _unit_before(before: str) -> str:
    """'Of the 42 battalions now there, 11 stand around the town': what the part counts."""
    counted = OF_UNITS.search(before)
    return "persons" if counted is None else lexicon.unit_names()[counted["unit"]]


def _steps(scene: Scene, figure: Figure) -> list[Step]:
    if not figure.sentence.is_parsed:
        return []
    return find_governors(scene.analysis, figure.counted.first, figure.counted.last, figure.counted.head)


def noun_after(scene: Scene, figure: Figure) -> Noun:
    """The noun phrase that follows a figure's number."""
    return _noun(scene, figure.sentence, figure.number)


def noun_behind(scene: Scene, number: NumberExpression) -> Noun:
    """The noun phrase that follows a number."""
    return _noun(scene, scene.analysis.sentence_at(number.start), number)


def _noun(scene: Scene, sentence: Sentence, number: NumberExpression) -> Noun:
    text, end, word = scene.analysis.text, number.end, None
    stop = min(sentence.end, number.end + MAX_NOUN)
    for count, match in enumerate(WORD.finditer(text, number.end, stop)):
        lowered = match.group().lower()
        is_cut = re.search(r"[.;:(!?]|,\s*$", text[end : match.start()]) is not None
        if count >= MAX_WORDS or is_cut or lowered in STOPS or (lowered == "of" and count > 0):
            break
        if word is not None and word.endswith(PLURAL) and not lowered.endswith(PLURAL):
            break  # "3,500 policemen patrol"
        if lowered in lexicon.force_nouns():
            word = lowered
        elif word is not None:
            break
        end = match.end()
    return Noun(end, word)
