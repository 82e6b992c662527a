"""The gazetteer's file."""

from pathlib import Path

import numpy as np
import pytest

from newsetl.gazetteer.store import read_arrays, write_arrays


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Arrays of any type come back as they were."""
    arrays = {
        "a": np.arange(5, dtype=np.uint32),
        "b": np.array([[1.5, 2.5]]),
        "c": np.zeros(0, dtype=np.int8),
    }
    write_arrays(tmp_path / "x.bin", arrays)
    found = read_arrays(tmp_path / "x.bin")
    assert found is not None
    assert all(
        np.array_equal(found[name], array) and found[name].dtype == array.dtype
        for name, array in arrays.items()
    )
    assert [path.name for path in tmp_path.iterdir()] == ["x.bin"]


@pytest.mark.parametrize(
    "content", [None, b"", b"not a gazetteer", b"NXGAZ001" + b'\x05\x00\x00\x00\x00\x00\x00\x00{"a"']
)
def test_a_broken_file_is_none(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, empty or cut off is rebuilt instead of raising."""
    path = tmp_path / "x.bin"
    if content is not None:
        path.write_bytes(content)
    assert read_arrays(path) is None


def test_a_file_that_was_cut_off_is_none(tmp_path: Path) -> None:
    """A file whose end is missing is not trusted."""
    path = tmp_path / "x.bin"
    write_arrays(path, {"a": np.arange(1000)})
    path.write_bytes(path.read_bytes()[:500])
    assert read_arrays(path) is None


def test_a_file_in_use_can_be_replaced(tmp_path: Path) -> None:
    """A reader keeps what it has mapped while another process puts a new file in place."""
    path = tmp_path / "x.bin"
    write_arrays(path, {"a": np.array([1])})
    old = read_arrays(path)
    write_arrays(path, {"a": np.array([2])})
    new = read_arrays(path)
    assert old is not None
    assert new is not None
    assert (old["a"][0], new["a"][0]) == (1, 2)
