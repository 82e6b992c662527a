"""Corrections travel with the published state: to the store, and to the machine that continues from it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsetl.corrections import Correction, read_corrections
from newsetl.corrections.log import _line, join_log
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import new_run
from tests.corrections.reviewing import ask, publish_now, say
from tests.replicas.machines import run_on, write_articles

LEVELS = "FROM force_levels ORDER BY force_level_id"


def test_a_new_machine_has_the_corrections_and_joins_its_own(bucket: str, tmp_path: Path) -> None:
    """Published ones are in its tables, waiting ones in its log; what it adds comes back to the first machine."""
    old, new = tmp_path / "old" / "data", tmp_path / "new" / "data"
    run_on(tmp_path / "old", 0, write_articles(tmp_path / "in", 0, 3))
    first, second, third, *_ = ask(old, LEVELS)
    say(old, "force_levels", first, "remove")
    publish_now(old)
    say(old, "force_levels", second, "confirm")
    mirror(old, bucket)
    assert restore(new, bucket) is not None
    recover(new_run(Settings(data_dir=new)))
    assert read_corrections(new) == read_corrections(old)
    assert first["force_level_id"] not in {row["force_level_id"] for row in ask(new, LEVELS)}
    say(new, "force_levels", third, "confirm", "ben")
    assert publish_now(new) == 2
    mirror(new, bucket)
    say(old, "force_levels", second, "remove", "ann")
    restore(old, bucket)
    assert len(read_corrections(old)) == 4
    recover(new_run(Settings(data_dir=old)))
    assert publish_now(old) == 1
    mirror(old, bucket)
    mirror(old, bucket)


def row_of(correction: Correction) -> dict[str, Any]:
    assert correction.row is not None
    return dict(correction.row)


def test_a_log_of_a_mirror_is_checked_before_it_is_believed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whole lines with right sums that no publish could apply, or that would end every reading, are left out."""
    run_on(tmp_path, 0, write_articles(tmp_path / "in", 0, 1))
    data_dir = tmp_path / "data"
    row = ask(data_dir, LEVELS)[0]
    (right,) = say(data_dir, "force_levels", row, "confirm")
    assert right.key is not None
    wrong = [
        {"kind": "drop"},
        {"by": " "},
        {"by": ["ann"]},
        {"table": "runs"},
        {"row": {"start": "0"}},
        {"row": None},
        {"row": row_of(right) | {"value_low": "5"}},
        {"row": row_of(right) | {"actor_name": ["Iran"]}},
        {"row": row_of(right) | {"actor_name": "\ud800"}},
        {"row": row_of(right) | {"end": None}},
        {"row": row_of(right) | {"sentence_index": 10**30}},
        {"by": "\ud800"},
        {"at": right.at.replace(year=1)},
        {"key": replace(right.key, occurrence=10**30)},
        {"at": right.at.replace(tzinfo=None)},
        {"key": replace(right.key, surface=7)},
        {"key": None},
        {"kind": "change", "field": "start", "becomes": "1"},
        {"kind": "change", "field": "value", "becomes": "many"},
        {"kind": "metadata", "table": "articles", "field": "text", "becomes": "x"},
        {"kind": "same_source", "table": "sources", "was": "A"},
        {"why": "x" * 5000},
    ]
    made = [replace(right, correction_id=f"cor_{number}", **changes) for number, changes in enumerate(wrong)]
    content = b"".join(_line([one]) for one in [*made, replace(right, correction_id="cor_right")])
    content += b"[" * 200_000 + b"\n"
    assert join_log(data_dir, content) == 1
    assert [said.correction_id for said in read_corrections(data_dir)] == [right.correction_id, "cor_right"]
    assert caplog.text.count("is left out") == len(wrong)
    publish_now(data_dir)
