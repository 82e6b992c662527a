"""The log of corrections: whole or absent, by several writers at once, undone, joined and purged."""

import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from newsetl.corrections import Kind, add_corrections, live, log_path, read_corrections, undo_correction
from newsetl.corrections.log import join_log, purge_log
from newsetl.errors import UserError
from tests.corrections.endless_reviewer import AT_ONCE, corrections

ROOT = Path(__file__).parents[2]


def start(data_dir: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.corrections.endless_reviewer", str(data_dir), name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_killed_while_writing_each_entry_is_whole_or_absent(tmp_path: Path) -> None:
    """Three writers at once, killed again: all corrections that were acknowledged are there, whole, and none twice."""
    writers = {name: start(tmp_path, name) for name in ("ann", "ben", "cyd")}
    for writer in writers.values():
        assert writer.stdout is not None
        writer.stdout.readline()
    told: dict[str, int] = {}
    for name, writer in writers.items():
        time.sleep(0.1)
        writer.kill()
        rest, _ = writer.communicate()
        told[name] = max([0, *map(int, rest.split())])
    add_corrections(tmp_path, corrections("dan", 0))
    found = read_corrections(tmp_path)
    assert len({correction.correction_id for correction in found}) == len(found)
    entries = Counter((correction.by, correction.becomes) for correction in found)
    assert set(entries.values()) == {AT_ONCE}
    for name, last in told.items():
        assert {(name, str(number)) for number in range(last + 1)} <= set(entries)


@pytest.mark.parametrize("kept", [0, 1, 500, -1])
def test_a_line_without_its_end_is_cut_off_by_the_next_writer(tmp_path: Path, kept: int) -> None:
    """As a kill during a write leaves it: readers pass it over, and the next correction is in its place."""
    first, torn, last = (corrections("ann", number) for number in range(3))
    add_corrections(tmp_path, first)
    whole = log_path(tmp_path).read_bytes()
    add_corrections(tmp_path, torn)
    line = log_path(tmp_path).read_bytes()[len(whole) :]
    log_path(tmp_path).write_bytes(whole + line[:kept])
    assert read_corrections(tmp_path) == tuple(first)
    add_corrections(tmp_path, last)
    assert read_corrections(tmp_path) == (*first, *last)


def test_a_damaged_line_is_left_out_and_the_others_are_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A disk that loses a byte costs that entry, and it is said."""
    first, second = corrections("ann", 1), corrections("ben", 2)
    add_corrections(tmp_path, first)
    add_corrections(tmp_path, second)
    log_path(tmp_path).write_bytes(
        log_path(tmp_path).read_bytes().replace(b'"becomes": "1"', b'"becomes": "7"', 1)
    )
    assert read_corrections(tmp_path) == tuple(second)
    assert "damaged" in caplog.text


def test_undone_and_brought_back(tmp_path: Path) -> None:
    """Undoing takes a correction back, undoing that brings it again; the log keeps all of it."""
    (one,) = corrections("ann", 1)[:1]
    add_corrections(tmp_path, [one])
    undo = undo_correction(tmp_path, one.correction_id, "ben", "no")
    assert live(read_corrections(tmp_path)) == []
    undo_correction(tmp_path, undo.correction_id, "ann")
    assert live(read_corrections(tmp_path)) == [one]
    assert len(read_corrections(tmp_path)) == 3
    with pytest.raises(UserError, match="no correction x"):
        undo_correction(tmp_path, "x", "ann")


def test_two_logs_are_joined(tmp_path: Path) -> None:
    """Of two machines each gets what the other has, once."""
    here, there = tmp_path / "here", tmp_path / "there"
    both = corrections("ann", 1)
    for folder in (here, there):
        add_corrections(folder, both)
    add_corrections(here, corrections("ben", 2))
    add_corrections(there, corrections("cyd", 3))
    assert join_log(here, log_path(there).read_bytes()) == AT_ONCE
    assert join_log(there, log_path(here).read_bytes()) == AT_ONCE
    assert join_log(there, log_path(here).read_bytes()) == 0
    assert read_corrections(here) == read_corrections(there)


def test_corrections_of_a_removed_article_leave_the_log(tmp_path: Path) -> None:
    """A take-down leaves none of the article's words there."""
    gone = corrections("ann", 1)
    add_corrections(tmp_path, gone)
    kept = [replace(c, key=None, correction_id=f"{c.correction_id}x") for c in corrections("ben", 2)]
    add_corrections(tmp_path, kept)
    assert purge_log(tmp_path, frozenset(["art_1"])) == AT_ONCE
    assert read_corrections(tmp_path) == tuple(kept)
    assert b"art_1" not in log_path(tmp_path).read_bytes()


def test_what_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    """Nobody's correction, one of no kind, and one that is too long; nothing of the rest is written either."""
    good, other = corrections("ann", 1)[:2]
    for bad in (
        replace(other, by=" "),
        replace(other, kind=cast("Kind", "maybe")),
        replace(other, why="x" * 5000),
    ):
        with pytest.raises(UserError):
            add_corrections(tmp_path, [good, bad])
    assert read_corrections(tmp_path) == ()
