"""The power goes at any moment: what is on the disk then is one whole published state, and the next run goes on."""

import json
import shutil
from pathlib import Path

import pytest

from newsetl.lake import Lake
from newsetl.lake.repairing import problems, repair
from newsetl.lake.verifying import fault_of
from newsetl.settings import Settings
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import new_run
from newsetl.storage.raw_store import load_raw
from newsetl.warehouse import database_snapshot
from tests.lake.powercut import Disk, eager, lazy, policies
from tests.stages.plain_run import plain_run
from tests.stages.set_aside import put_back, set_aside
from tests.stages.test_runs import TEXT, rows, write_article

FULL_RUNS = 2  # cuts after which the whole run is done again


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Disk, Path, list[str]]:
    """A second run over a published state, with a revision, a duplicate and a refused document, as the disk saw it."""
    folder = tmp_path_factory.mktemp("power")
    for name in ("a", "b"):
        write_article(folder / "in", name, f"{TEXT} {name}")
    data_dir = folder / "data"
    plain_run(data_dir, [str(folder / "in")])
    before = Lake(data_dir / "lake").manifest().snapshot_id
    write_article(folder / "in", "a", TEXT.replace("4,000", "9,000"))
    write_article(folder / "in", "c", TEXT.replace("Kabul", "Herat"))
    (folder / "in" / "broken.json").write_text("{")
    disk = Disk(data_dir, folder / "store")
    with pytest.MonkeyPatch.context() as patch:
        disk.record(patch)
        plain_run(data_dir, [str(folder / "in")])
    return disk, folder, [before, Lake(data_dir / "lake").manifest().snapshot_id]


def assert_whole(data_dir: Path, states: list[str]) -> str:
    """What is shown, repaired where necessary, is one of the states, each byte of it; its originals are there."""
    lake = Lake(data_dir / "lake")
    repair(lake)
    manifest = lake.manifest()
    assert manifest.snapshot_id in states
    folder = lake.snapshot(manifest.snapshot_id)
    assert [fault for file in manifest.files if (fault := fault_of(folder / file.path, file))] == []
    for entry in lake.read("inputs", ["raw_sha256", "outcome"]).to_pylist():
        if entry["outcome"] != "quarantined":
            assert load_raw(data_dir, entry["raw_sha256"])
    assert database_snapshot(data_dir / "news.duckdb") in [*states, None]
    return manifest.snapshot_id


def test_every_cut_leaves_one_whole_state(recorded: tuple[Disk, Path, list[str]]) -> None:
    """Whichever of the names that were not synced are on the disk: no file of what is shown is torn, none is lost.

    Many cuts leave the same on the disk, byte for byte: that is looked at once.
    """
    disk, folder, states = recorded
    shown, seen = set(), set()
    cuts = range(disk.start, len(disk.events) + 1)
    assert len(cuts) > 100
    for name, kept in policies(range(1)):
        for cut in cuts:
            left = disk.left_at(cut, kept)
            if (content := frozenset(left.items())) in seen:
                continue
            seen.add(content)
            try:
                shown.add(assert_whole(disk.build(left, folder / "left"), states))
            except AssertionError as error:
                raise AssertionError(
                    f"cut {cut} ({name}) after {disk.events[cut - 1].kind}: {error}"
                ) from error
    assert shown == set(states)


def test_the_next_run_does_the_rest(recorded: tuple[Disk, Path, list[str]]) -> None:
    """Nothing is lost or doubled by running again what was cut off, from cuts spread over the run."""
    disk, folder, _ = recorded
    expected = counts(disk.root)
    span = len(disk.events) - disk.start
    for number in range(FULL_RUNS):
        cut = disk.start + span * (number + 1) // (FULL_RUNS + 1)
        left = disk.build(disk.left_at(cut, (eager, lazy)[number % 2]), folder / "left")
        data_dir = shutil.copytree(left, folder / f"again-{number}", symlinks=True)
        plain_run(data_dir, [str(folder / "in")])
        assert counts(data_dir) == expected


def counts(data_dir: Path) -> list[tuple[object, ...]]:
    sql = (
        "SELECT (SELECT count(*) FROM articles), (SELECT count(DISTINCT (article_id, revision)) FROM articles), "
        "(SELECT count(*) FROM region_mentions), (SELECT count(*) FROM inputs), (SELECT count(*) FROM quarantine)"
    )
    return rows(data_dir, sql)


@pytest.fixture(scope="module")
def two_runs_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder with an inbox and a data directory with two published states, and their ids."""
    home, ids = tmp_path_factory.mktemp("two-runs") / "home", []
    home.mkdir()
    for name in ("a", "b"):
        write_article(home / "in", name, f"{TEXT} {name}")
        plain_run(home / "data", [str(home / "in")])
        ids.append(Lake(home / "data" / "lake").manifest().snapshot_id)
    return set_aside(home), ids


@pytest.fixture
def two_runs(two_runs_made: tuple[Path, list[str]]) -> tuple[Path, list[str]]:
    """The data directory, which a test may damage, and the ids of its states."""
    home, ids = two_runs_made
    return put_back(home) / "data", ids


@pytest.mark.parametrize("harm", ["empty manifest", "half a manifest", "empty file", "no file", "no folder"])
def test_a_damaged_state_makes_way_for_the_newest_whole_one(
    two_runs: tuple[Path, list[str]], harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    """One line says so, in the run and in doctor; the run reads again what the damaged state had read."""
    from newsetl.stages.doctor import diagnose

    data_dir, ids = two_runs
    lake = Lake(data_dir / "lake")
    folder = lake.snapshot(ids[1])
    new = next(file for file in lake.manifest().files if file.path in lake.manifest().delta.files)
    text = (folder / "manifest.json").read_text()
    if "manifest" in harm:
        (folder / "manifest.json").write_text("" if harm.startswith("empty") else text[: len(text) // 2])
    elif harm == "no folder":
        shutil.rmtree(folder)
    else:
        (folder / new.path).unlink()
        if harm == "empty file":
            (folder / new.path).touch()
    state = next(d for d in diagnose(Settings(data_dir=data_dir)) if d.subject == "published state")
    assert not state.is_well
    assert ids[1] in state.found
    recover(new_run(Settings(data_dir=data_dir)))
    assert f"continuing from {ids[0]}" in caplog.text
    assert database_snapshot(data_dir / "news.duckdb") == ids[0]
    counted = plain_run(data_dir, [str(data_dir.parent / "in")])
    assert (counted.published, counted.duplicate) == (1, 1)
    assert rows(data_dir, "SELECT count(*), count(DISTINCT article_id) FROM articles") == [(2, 2)]
    assert list(problems(lake, lake.manifest())) == []


def test_an_original_that_is_empty_is_written_again(two_runs: tuple[Path, list[str]]) -> None:
    """As a power cut left it in an archive of an earlier version."""
    data_dir, _ = two_runs
    original = next((data_dir / "raw").rglob("*.zst"))
    whole = original.read_bytes()
    original.write_bytes(b"")
    shutil.rmtree(data_dir / "lake")
    (data_dir / "news.duckdb").unlink()
    plain_run(data_dir, [str(data_dir.parent / "in")])
    assert original.read_bytes() == whole


def test_states_are_numbered(two_runs: tuple[Path, list[str]]) -> None:
    """Each state has one more than any before it."""
    data_dir, ids = two_runs
    found = [
        json.loads((data_dir / "lake" / "snapshots" / name / "manifest.json").read_text())["number"]
        for name in ids
    ]
    assert found == [1, 2]
