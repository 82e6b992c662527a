"""Columns packed for the page."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.report.packing import UNKNOWN_DAY, dictionary, offsets, pack

TYPES = {"u1": "<u1", "u2": "<u2", "u4": "<u4", "i4": "<i4"}


def unpack(packed: dict[str, str]) -> list[int]:
    """What the page's script reads."""
    return np.frombuffer(base64.b64decode(packed["base64"]), TYPES[packed["type"]]).tolist()


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_whole_numbers_come_back(values: list[int]) -> None:
    """Whatever the width chosen, the numbers are the same."""
    assert unpack(pack(values)) == values


@given(st.lists(st.integers(UNKNOWN_DAY, 2**31 - 1)))
def test_signed_days_come_back(values: list[int]) -> None:
    """Days before 1970 and the sign for an unknown day survive."""
    assert unpack(pack(values, signed=True)) == values


@pytest.mark.parametrize(("values", "width"), [([255], "u1"), ([256], "u2"), ([65536], "u4"), ([], "u1")])
def test_the_narrowest_width_is_taken(values: list[int], width: str) -> None:
    """Small numbers take one byte each."""
    assert pack(values)["type"] == width


@pytest.mark.parametrize("values", [[-1], [2**32]])
def test_what_does_not_fit_is_an_error(values: list[int]) -> None:
    """No number is silently wrapped around."""
    with pytest.raises(ValueError, match="does not fit"):
        pack(values)


def test_words_are_kept_once_and_null_stays_null() -> None:
    """Equal words share an index, null has index 0, and hostile controls are shown."""
    packed = dictionary(["AP", None, "AP", "x\u202ey"])
    assert packed["words"] == [None, "AP", "x\ufffdy"]
    assert unpack(packed["codes"]) == [1, 0, 1, 2]


def test_offsets_cover_owners_without_rows() -> None:
    """An article that names nothing has an empty run."""
    assert offsets(np.array([0, 0, 2]), 4).tolist() == [0, 2, 2, 3, 3]
