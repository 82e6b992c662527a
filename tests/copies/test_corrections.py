"""Corrections travel with the published state: to the store, and to the machine that goes on from it."""

from pathlib import Path

from newsetl.copies.mirror import mirror
from newsetl.copies.restore import restore
from newsetl.corrections import read_corrections
from newsetl.settings import Settings
from newsetl.stages.releasing import recover
from newsetl.stages.run import new_run
from tests.copies.machines import run_on, write_articles
from tests.corrections.reviewing import ask, publish_now, say

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
