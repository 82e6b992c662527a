"""The trained reader: its file, its windows, what it says."""

import re

import numpy as np
import pytest

from newsetl.errors import UserError
from newsetl.language.sentences import split_sentences
from newsetl.number_reader import (
    KINDS,
    Number,
    Span,
    load_reader,
    model,
    read_numbers,
    reader_info,
    reading,
    worth_asking,
)
from newsetl.number_reader.pieces import Pieces, pieces_around, pieces_of
from newsetl.number_reader.reading import fair_share, most_asked
from newsetl.number_reader.windows import MAX_PIECES, windows

TEXT = "Italy has 8,892 soldiers in Mali."
NUMBER = Number(10, 15, 8892.0, False)


def sentence(text: str) -> list[Span]:
    return [Span(0, len(text))]


def test_damaged_file_is_reported_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not the one its card describes is a user's problem with a remedy, no traceback."""
    monkeypatch.setattr(model, "_content", lambda: b"something else")
    reader_info.cache_clear()
    with pytest.raises(UserError, match="reinstall newsetl"):
        reader_info()
    monkeypatch.undo()
    reader_info.cache_clear()
    assert reader_info().hash == reader_info().card["sha256"]


def test_number_is_one_piece() -> None:
    """However it is written, a number to be read is one piece that covers its characters."""
    pieces = pieces_of(load_reader().tokenizer, TEXT, [NUMBER])
    assert Span(NUMBER.start, NUMBER.end) in pieces.offsets
    assert sum(start < NUMBER.end and NUMBER.start < end for start, end in pieces.offsets) == 1


def test_reading_is_of_probabilities() -> None:
    """Kinds, measures, modalities and the pointers of each slot sum to one."""
    (found,) = read_numbers(TEXT, sentence(TEXT), [NUMBER])
    assert found is not None
    for shares in (found.kinds, found.measures, found.modalities, *found.pointers):
        assert abs(float(shares.sum()) - 1.0) < 1e-4
    assert len(found.kinds) == len(KINDS)
    assert found.share("place", 28, 32) > found.share("place", 16, 24)


def test_a_share_is_that_of_the_pieces_that_the_words_touch() -> None:
    """As by looking at each piece."""
    (found,) = read_numbers(TEXT, sentence(TEXT), [NUMBER])
    assert found is not None
    row = found.pointers[1]
    for start in range(len(TEXT)):
        for end in range(start + 1, len(TEXT) + 1):
            inside = [i for i in range(1, len(row) - 1) if found.starts[i] < end and start < found.ends[i]]
            assert found.share("place", start, end) == float(row[inside].sum())


def test_few_numbers_are_read_further() -> None:
    """Those that the first look takes for force sizes, a dozen of a window at most, the likeliest first."""
    assert worth_asking([0.5, 0.001, 0.03]) == {0, 2}
    assert worth_asking([0.1] * 11 + [0.2] * 5) == {*range(7), *range(11, 16)}


def test_windows_share_what_an_article_may_ask() -> None:
    """A window of prose gets what it wants, one of a table what is left; each at least one, a dozen at most."""
    assert fair_share([2, 3, 12, 12], 12) == 3
    assert fair_share([2, 1, 15], 40) == 12
    assert fair_share([12] * 60, 40) == 1
    assert most_asked(500) < most_asked(10_000) < most_asked(100_000) == most_asked(1_000_000)


def test_an_article_has_so_many_numbers_read_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same of every window; of the others only the first look is known."""
    sentences = ["Italy has 8,892 soldiers in Mali. "] * 90
    spans = [Span(n * len(sentences[0]), (n + 1) * len(sentences[0])) for n in range(90)]
    numbers = [Number(span.start + 10, span.start + 15, 8892.0, False) for span in spans]
    monkeypatch.setattr(reading, "MOST_ASKED_IN_ALL", 25)
    readings = read_numbers("".join(sentences), spans, numbers)
    assert all(one is not None for one in readings)
    is_read_on = [one is not None and one.is_read_on for one in readings]
    assert 5 < sum(is_read_on) <= 25
    assert any(is_read_on[75:])


def test_a_number_that_a_layout_tells_is_not_read() -> None:
    """What is read of the others stays as it is."""
    text = "Italy has 8,892 soldiers in Mali.\n\nArmy: 5,000\nNavy: 300\n"
    told = [Number(text.index(n), text.index(n) + len(n), 5000.0, False, True) for n in ("5,000", "300")]
    number = Number(10, 15, 8892.0, False)
    (alone, *untold) = read_numbers(
        text, sentence(text), [number, *(n._replace(is_told=False) for n in told)]
    )
    beside, *none = read_numbers(text, sentence(text), [number, *told])
    assert none == [None, None]
    assert all(one is not None for one in untold)
    assert alone is not None
    assert beside is not None
    assert np.array_equal(alone.pointers, beside.pointers)
    assert np.array_equal(alone.kinds, beside.kinds)


@pytest.mark.parametrize("words", [10, 300, 3000])
def test_each_number_is_in_one_window_of_bounded_length(words: int) -> None:
    """Long sentences are cut around their numbers; nothing is read twice."""
    text = " ".join(f"unit {n * 7} moved" for n in range(words))
    numbers, at = [], 0
    for n in range(words):
        at = text.index(str(n * 7), at)
        numbers.append(Number(at, at + len(str(n * 7)), float(n * 7), False))
        at += len(str(n * 7))
    offsets = pieces_of(load_reader().tokenizer, text, numbers).offsets
    found = windows(offsets, sentence(text), numbers)
    assert [i for window in found for i in window.numbers] == list(range(words))
    assert all(0 < window.last - window.first <= MAX_PIECES for window in found)


SENTENCES = (
    "The valley stayed calm.", "Rain fell on the passes, and nobody could say when the road would open again.",
    "Some 400 soldiers wait there.", "The mayor, who had asked for them, was told to wait as well.", "Why?",
    "A list was read: 12 cooks, 30 drivers, 7 clerks.",
)  # fmt: skip


@pytest.mark.parametrize("every", [1, 3, 17, 90])
def test_windows_are_the_same_where_only_what_is_near_numbers_is_cut_into_pieces(every: int) -> None:
    """Whether all of a text is cut or what is around its numbers, each window holds the same pieces and numbers."""
    sentences = [SENTENCES[n % 5 if n % every else 5] for n in range(400)]
    text = "\n\n".join(" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4))
    spans = [Span(s.start, s.end) for s in split_sentences(text)]
    listed = [m for m in re.finditer(r"\d+", text) if text[m.end() : m.end() + 6] == " cooks" or every < 17]
    numbers = [Number(m.start(), m.end(), float(m[0]), False) for m in listed]
    reader = load_reader()
    whole = pieces_of(reader.tokenizer, text, numbers)
    near = pieces_around(reader.tokenizer, text, spans, numbers, MAX_PIECES)
    assert _held(near, spans, numbers) == _held(whole, spans, numbers)
    assert every < 90 or len(near.ids) < 0.6 * len(whole.ids)


def _held(pieces: Pieces, spans: list[Span], numbers: list[Number]) -> list[tuple[object, ...]]:
    found = windows(pieces.offsets, spans, numbers)
    return [(pieces.ids[w.first : w.last], pieces.offsets[w.first : w.last], w.numbers) for w in found]
