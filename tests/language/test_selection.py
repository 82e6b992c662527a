"""Which sentences are looked at for names."""

import pytest

from newsetl.language.selection import may_name


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Iraq said it would withdraw.", True),
        ("“Niger agreed.”", True),
        ("He met Bashir.", True),
        ("He met them there.", False),
        ("“But they left.”", False),
        ("and nothing else", False),
        ("", False),
    ],
)
def test_only_a_capital_that_grammar_does_not_explain_may_name(sentence: str, expected: bool) -> None:
    """A common word at the start of a sentence names nobody; any other capital may."""
    assert may_name(sentence) is expected
