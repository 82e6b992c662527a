"""An article's text cut where annotations start and end, so that nested and crossing spans can be shown."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["content", "source", "cue", "place", "date", "entity", "figure"]
# Which annotation a click leads to where several cover the same words.
PRIORITY: tuple[Kind, ...] = ("figure", "cue", "source", "place", "date", "entity", "content")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text to be marked: half-open offsets, what it is, which row it shows, its explanation.

    is_open is True for a place that could not be resolved and for a figure that is doubtful.
    """

    start: int
    end: int
    kind: Kind
    row_id: str
    note: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks; anchors are the ids of the rows that begin here."""

    text: str
    marks: tuple[Mark, ...]
    anchors: tuple[str, ...]

    @property
    def classes(self) -> str:
        """CSS classes: the kinds of the marks, each once, and 'open-place' or 'open-figure' for an open one."""
        kinds: list[str] = [mark.kind for mark in self.marks]
        kinds += [f"open-{mark.kind}" for mark in self.marks if mark.is_open]
        return " ".join(dict.fromkeys(kinds))

    @property
    def lead(self) -> Mark | None:
        """The mark that a click on these words means."""
        return min(self.marks, key=lambda mark: PRIORITY.index(mark.kind), default=None)


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """The text in order, cut at every start and end; spans outside the text are an error.

    Raises:
        ValueError: a mark that is empty or not within the text.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.row_id))
    for mark in ordered:
        if not 0 <= mark.start < mark.end <= len(text):
            raise ValueError(f"{mark} is not a span of a text of {len(text)} characters")
    cuts = sorted({0, len(text), *(m.start for m in ordered), *(m.end for m in ordered)})
    found: list[Segment] = []
    active: list[Mark] = []
    upcoming = 0
    for start, end in itertools.pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        first_new = upcoming
        while upcoming < len(ordered) and ordered[upcoming].start == start:
            active.append(ordered[upcoming])
            upcoming += 1
        anchors = _anchors(ordered[first_new:upcoming])
        found.append(Segment(text[start:end], tuple(active), anchors))
    return found


def _anchors(starting: Sequence[Mark]) -> tuple[str, ...]:
    # One row may own several marks (source, cue, content): its anchor is where the content begins.
    return tuple(dict.fromkeys(mark.row_id for mark in starting if mark.kind not in ("source", "cue")))
