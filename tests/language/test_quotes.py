"""Quotations are found in all marks, across paragraphs, and an apostrophe is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.language.quotes import find_quotes

CASES = [
    ('"We left," he said. "All of us."', ['"We left,"', '"All of us."']),
    ("“We left,” he said.", ["“We left,”"]),
    ("''We left,'' he said.", ["''We left,''"]),
    ("‘We left,’ he said.", ["‘We left,’"]),
    ("'We left,' he said.", ["'We left,'"]),
    ("«We left», he said.", ["«We left»"]),
    ("„We left“, he said.", ["„We left“"]),
    ("It's the soldiers' fault, and the '90s don't count.", []),
    ("The rock 'n' roll band didn’t play.", ["'n'"]),
    ("“One.\n\n“Two,” she said.", ["“One.\n\n“Two,”"]),
    ('"One.\n\n"Two," she said.', ['"One.\n\n"Two,"']),
    ("“Never closed.\n\nThe rain went on.", ["“Never closed."]),
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("Nothing is quoted here.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotes(text: str, expected: list[str]) -> None:
    """A quotation runs from its opening to its closing mark, or to the end of its last paragraph."""
    assert [text[q.start : q.end] for q in find_quotes(text)] == expected


def test_an_open_quotation_says_so() -> None:
    """What is never closed is marked as such."""
    assert [q.is_closed for q in find_quotes("“Open.\n\nThe end. “Shut.”")] == [False, True]


@given(st.text(alphabet="ab \n\"“”'‘’«»„.", max_size=60))
def test_quotes_are_in_order_and_apart(text: str) -> None:
    """Quotations never overlap, are never empty and lie within the text."""
    quotes = find_quotes(text)
    assert all(0 <= q.start < q.end <= len(text) for q in quotes)
    assert all(a.end <= b.start for a, b in pairwise(quotes))
