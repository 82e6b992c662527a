"""What travels between the layers."""

from hypothesis import given
from hypothesis import strategies as st

from newsetl.core.spans import Span, overlapping

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_overlaps_are_found_as_by_looking_at_each(spans: list[Span], other: Span) -> None:
    """In whatever order they are, nested or empty."""
    spans = [span for span in spans if span.end > span.start]
    if other.end > other.start:
        assert overlapping(spans)(other) is any(span.overlaps(other) for span in spans)
