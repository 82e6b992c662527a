"""The grammar of time expressions: each line reads what it shows."""

import pytest

from newsetl.extractors.date_mentions.grammar import encode, matches_at
from newsetl.extractors.date_mentions.lexer import lex
from newsetl.lexicons import read_table


@pytest.mark.parametrize("row", list(read_table("time/grammar")), ids=lambda row: row["example"])
def test_each_line_reads_its_example(row: dict[str, str]) -> None:
    """From end to end, and by the rule of that name rather than by another."""
    tokens = lex(row["example"], 0, len(row["example"]))
    best = matches_at(encode(tokens), 0)[0]
    assert (best.name, best.last) == (row["rule"], len(tokens))


@pytest.mark.parametrize("row", list(read_table("time/grammar")), ids=lambda row: row["counter_example"])
def test_no_line_reads_its_counter_example(row: dict[str, str]) -> None:
    """No rule of that name covers it from end to end."""
    tokens = lex(row["counter_example"], 0, len(row["counter_example"]))
    readings = {(match.name, match.last) for match in matches_at(encode(tokens), 0)}
    assert (row["rule"], len(tokens)) not in readings


@pytest.mark.parametrize(
    "text", ["Marching orders", "second thoughts", "the older guard", "hourglass figures"]
)
def test_words_that_only_look_like_time_match_nothing(text: str) -> None:
    """No rule reads a word that merely begins like one of time."""
    classes = encode(lex(text, 0, len(text)))
    assert not [match for position in range(len(classes)) for match in matches_at(classes, position)]
