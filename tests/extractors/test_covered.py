"""Covered characters: the answer of a search through all ranges, at the cost of a look."""

from hypothesis import given
from hypothesis import strategies as st

from newsetl.extractors.entity_mentions.covered import Covered

RANGES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6)
SPANS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))


@given(ranges=RANGES, span=SPANS)
def test_a_span_is_hit_by_what_it_overlaps(ranges: list[tuple[int, int]], span: tuple[int, int]) -> None:
    """Also by ranges that are empty or turned round, as the comparison of their ends has it."""
    expected = any(span[0] < end and start < span[1] for start, end in ranges)
    assert Covered(ranges).hits(*span) == expected
