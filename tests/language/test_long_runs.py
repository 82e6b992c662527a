"""What has no end in a text takes no longer than what has: runs are blanked, and words are looked for nearby."""

import time

import pytest

from newsetl.language.markup import without_markup
from newsetl.language.model import load_model
from newsetl.language.sentences import split_sentences

SIZE = 60_000


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Chapter one ............ 5", "Chapter one ...          5"),
        ("Stop!!!!!!!!!! Now", "Stop!!!        Now"),
        ("____________", "___         "),
        ("“No!!!”—(he", "“No!!!”—(he"),
        ("see " + "x" * 250 + " there", "see " + " " * 250 + " there"),
        ("[troops](https://a.example/" + "x" * 250 + ") left", " troops  " + " " * 269 + " left"),
    ],
)
def test_runs_are_blanked_and_offsets_stay(written: str, read: str) -> None:
    """Three marks of a long run are left, of an endless word none; what people write is left alone."""
    found = without_markup(written)
    assert len(found) == len(written)
    assert found.split() == read.split()


@pytest.mark.parametrize(
    "unit", ["(", ".", "'", "-", "“", "\"'", "(a", "a.", "A-", "U.S. ", "a. ", "A. B-", "?! ", ". . "]
)
def test_tokenising_and_splitting_take_no_square(unit: str) -> None:
    """Sixty thousand characters of it take less than two seconds of processor time."""
    text = (unit * SIZE)[:SIZE]
    nlp = load_model()
    started = time.process_time()
    read = without_markup(text)
    nlp.tokenizer(read)
    sentences = split_sentences(read)
    assert time.process_time() - started < 2
    covered = "".join(read[s.start : s.end] for s in sentences)
    assert covered.replace(" ", "") == read.replace(" ", "")
