"""Choosing by weighted evidence."""

import pytest

from newsetl.extractors.scoring import Option, choose, probability, score


def test_unknown_features_count_nothing() -> None:
    """Only what has a weight moves a score."""
    assert score({"known": 2.0, "unknown": 9.0}, {"known": 0.5}) == 1.0


def test_probability_is_bounded() -> None:
    """Extreme evidence overflows nothing."""
    assert probability({"a": 1e9}, {"a": 1.0}) == pytest.approx(1.0)
    assert probability({"a": -1e9}, {"a": 1.0}) == pytest.approx(0.0)


def test_shares_sum_to_one_and_the_weightier_wins() -> None:
    """The option with most evidence has the largest share."""
    choice = choose([Option("a", {"x": 1.0}), Option("b", {"x": 2.0})], {"x": 1.0})
    assert choice.value == "b"
    assert sum(choice.shares) == pytest.approx(1.0)


def test_tie_goes_to_the_first() -> None:
    """Noise of rounding decides nothing."""
    choice = choose([Option("a", {"x": 1.0}), Option("b", {"x": 1.0 + 1e-9})], {"x": 1.0})
    assert choice.value == "a"


def test_nothing_to_choose_from_is_an_error() -> None:
    """A question without an option for 'not given' is a bug."""
    with pytest.raises(ValueError, match="not given"):
        choose([], {})
