"""Cutting a text at the ends of annotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.report.spans import Mark, segments

TEXT = "Pentagon said 8,892 troops are in Iraq"


def test_nested_spans_share_their_words() -> None:
    """A figure inside a content is marked as both, the words around it as content alone."""
    marks = [Mark(14, 38, "content", "att"), Mark(14, 19, "figure", "fl"), Mark(0, 8, "source", "att")]
    shown = [(s.text, s.classes) for s in segments(TEXT, marks)]
    assert shown == [
        ("Pentagon", "source"),
        (" said ", ""),
        ("8,892", "content figure"),
        (" troops are in Iraq", "content"),
    ]


def test_crossing_spans_are_cut_apart() -> None:
    """Spans that cross are shown as three runs, the middle one under both."""
    shown = [s.classes for s in segments("abcdef", [Mark(0, 4, "content", "x"), Mark(2, 6, "date", "y")])]
    assert shown == ["content", "content date", "date"]


def test_a_row_is_anchored_where_its_content_begins() -> None:
    """A statement's anchor is its content, not at its source or cue."""
    marks = [Mark(0, 8, "source", "att"), Mark(9, 13, "cue", "att"), Mark(14, 38, "content", "att")]
    anchored = [s.text for s in segments(TEXT, marks) if "att" in s.anchors]
    assert anchored == ["8,892 troops are in Iraq"]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 2), (0, 99)])
def test_a_span_outside_the_text_is_an_error(start: int, end: int) -> None:
    """Nothing is marked by guess: a span that is not part of the text raises."""
    with pytest.raises(ValueError, match="is not a span"):
        segments(TEXT, [Mark(start, end, "place", "rm")])


@given(
    text=st.text(min_size=1, max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=12),
)
def test_the_text_is_kept_to_the_character(text: str, ends: list[tuple[int, int]]) -> None:
    """However spans nest and cross, the segments together are the text, and each mark covers its words."""
    spans = [(a, b) for a, b in ends if a < b <= len(text)]
    marks = [Mark(a, b, "content", f"r{n}") for n, (a, b) in enumerate(spans)]
    found = segments(text, marks)
    assert "".join(s.text for s in found) == text
    for mark in marks:
        assert "".join(s.text for s in found if mark in s.marks) == text[mark.start : mark.end]
