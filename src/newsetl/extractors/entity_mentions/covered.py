"""The characters of a text that are taken; a look-up takes time proportional to the span's length."""

from collections.abc import Iterable

Ranges = list[tuple[int, int]]


class Covered:
    """Ranges of characters, and whether a span shares one with any of them."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._marks = bytearray()
        self._odd: list[tuple[int, int]] = []  # without a character of their own
        for start, end in ranges:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Takes in a range."""
        if end <= start:
            self._odd.append((start, end))
            return
        self._marks.extend(bytes(max(0, end - len(self._marks))))
        self._marks[start:end] = b"\x01" * (end - start)

    def hits(self, start: int, end: int) -> bool:
        """True if the span shares a character with a range; an empty one if it is inside one."""
        if end <= start:
            return self._marks[max(0, start - 1) : start + 1] == b"\x01\x01"
        return self._marks.find(1, start, end) >= 0 or any(start < e and s < end for s, e in self._odd)
