"""Spans of a text, half-open, in code points."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points in an article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True if at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True if all of the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


def overlapping(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """Whether one of many spans overlaps a given one, found without looking at each of them."""
    ordered = sorted(spans, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    reach = list(accumulate((span.end for span in ordered), max))

    def overlaps(other: Span) -> bool:
        before = bisect_left(starts, other.end)
        return before > 0 and reach[before - 1] > other.start

    return overlaps
