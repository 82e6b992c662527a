"""Damage on the disk is noticed: by doctor --deep, by every rebuild, and before a file is rewritten."""

import json
import random
import shutil
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import newsetl
from newsetl.cli.app import app
from newsetl.errors import OriginalLost, SnapshotDamaged, UserError
from newsetl.lake import Changes, Lake, stage_snapshot
from newsetl.lake.history import published
from newsetl.lake.manifest import manifest_text
from newsetl.lake.releases import damaged_notes, make_release, read_release
from newsetl.lake.verifying import fault_of
from newsetl.settings import Settings
from newsetl.stages.doctor import diagnose
from newsetl.storage.raw_store import load_raw
from newsetl.warehouse import build_database
from tests.lake.rows import article, mention
from tests.lake.test_compatibility import rewrite
from tests.lake.test_snapshots import changes, publish

FLIPS = 400


@pytest.fixture
def copy(sample_data_dir: Path, tmp_path: Path) -> Path:
    data_dir = tmp_path / "data"
    shutil.copytree(sample_data_dir / "lake", data_dir / "lake", symlinks=True)
    shutil.copytree(sample_data_dir / "raw", data_dir / "raw")
    return data_dir


def flip(path: Path, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)


def test_every_flipped_bit_is_noticed(copy: Path) -> None:
    """400 of them, one at a time, anywhere in a Parquet file."""
    lake = Lake(copy / "lake")
    file = max(lake.manifest().of("force_levels"), key=lambda f: f.bytes)
    path = lake.current.resolve() / file.path
    chosen = random.Random(5)
    noticed = 0
    for _ in range(FLIPS):
        bit = chosen.randrange(8 * file.bytes)
        flip(path, bit)
        noticed += fault_of(path, file) is not None
        flip(path, bit)
    assert noticed == FLIPS
    assert fault_of(path, file) is None


def test_a_rebuild_stops_at_a_damaged_file(copy: Path, tmp_path: Path) -> None:
    """One line names it, and no database is made of it."""
    lake = Lake(copy / "lake")
    file = lake.manifest().of("attributions")[0]
    flip(lake.current.resolve() / file.path, 800)
    with pytest.raises(SnapshotDamaged, match=f"{file.name}.*--deep"):
        build_database(lake, lake.manifest(), tmp_path / "none.duckdb", tmp_path / "next.duckdb")


def test_a_damaged_file_is_not_rewritten(tmp_path: Path) -> None:
    """A correction of one of its rows would give it a new name, and the damage a new hash."""
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a"), article("b")], [mention("a", 1)]))
    file = lake.manifest().of("articles")[0]
    flip(lake.current.resolve() / file.path, 8 * (file.bytes - 600))
    with pytest.raises(Exception, match=r"(?i)damaged|invalid|corrupt"):
        stage_snapshot(lake, "run-2", Changes({}, superseded=frozenset({"a"})))


def test_a_manifest_is_read_as_it_was_written_or_not_at_all(tmp_path: Path) -> None:
    """200 flipped bits, one at a time: each is noticed, except for those that only hide the checksum's name."""
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a")], [mention("a", 1)]))
    whole, path = lake.manifest(), lake.current.resolve() / "manifest.json"
    chosen, noticed = random.Random(3), 0
    for _ in range(200):
        bit = chosen.randrange(8 * path.stat().st_size)
        flip(path, bit)
        try:
            assert lake.manifest() == whole
        except SnapshotDamaged:
            noticed += 1
        flip(path, bit)
    assert noticed > 180


def test_a_damaged_file_of_an_older_version_is_not_rewritten(tmp_path: Path) -> None:
    """Though it can be read, and the columns that it lacks are due."""
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a")], [mention("a", 1)]))
    rewrite(lake, "word_count", pa.int32())
    folder = lake.current.resolve()
    (folder / "manifest.json").write_text(manifest_text(replace(lake.manifest(), schema_version=1)))
    path = folder / lake.manifest().of("articles")[0].path
    changed = pq.read_table(path, partitioning=None)
    pq.write_table(changed.slice(0, 0), path)
    with pytest.raises(SnapshotDamaged, match="damaged"):
        stage_snapshot(lake, "run-2", changes([article("b")], []))


def test_a_damaged_release_note_costs_no_state(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody knows what it pins: all states stay, one line says so, and the release is told from one that never was."""
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a")], []))
    make_release(lake.folder, "spring", datetime(2024, 5, 1, tzinfo=UTC))
    note = lake.folder / "releases" / "spring.json"
    note.write_bytes(note.read_bytes()[:80])
    for number in (2, 3):
        publish(lake, f"run-{number}", changes([article(f"a{number}")], []), keep=1)
    assert [manifest.snapshot_id for manifest in published(lake)] == ["run-3", "run-2", "run-1"]
    assert f"{note} cannot be read" in caplog.text
    with pytest.raises(UserError, match="damaged"):
        read_release(lake.folder, "spring")
    (fault,) = (d for d in diagnose(Settings(data_dir=tmp_path), deep=True) if d.subject == "file")
    assert str(note) in fault.found
    listed = CliRunner().invoke(app, ["release", "--data-dir", str(tmp_path)])
    assert f"{note} cannot be read" in listed.output


def test_a_release_note_of_a_later_version_is_read(tmp_path: Path) -> None:
    """What it adds is passed over; a note without a field, or that is not an object, is damaged."""
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a")], []))
    made = make_release(lake.folder, "spring", datetime(2024, 5, 1, tzinfo=UTC))
    note = lake.folder / "releases" / "spring.json"
    content = json.loads(note.read_text())
    note.write_text(json.dumps(content | {"licence": "CC0"}))
    assert read_release(lake.folder, "spring") == made
    for torn in ("[]", "null", json.dumps({"name": "spring"})):
        note.write_text(torn)
        assert damaged_notes(lake.folder) == [note]


def test_a_flipped_bit_of_a_release_note_pins_nothing_else(tmp_path: Path) -> None:
    """Each bit of its state's id in turn, with the checksum and, as in older versions, without: it is reported, and
    the state that it pinned does not age out.
    """
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a")], []))
    made = make_release(lake.folder, "spring", datetime(2024, 5, 1, tzinfo=UTC))
    note = lake.folder / "releases" / "spring.json"
    for content in (note.read_bytes(), json.dumps(asdict(made)).encode()):
        note.write_bytes(content)
        assert read_release(lake.folder, "spring") == made
        first = 8 * content.index(b"run-1")
        for bit in range(first, first + 8 * len(b"run-1")):
            flip(note, bit)
            assert damaged_notes(lake.folder) == [note]
            flip(note, bit)
        flip(note, first)
        publish(lake, f"run-{len(published(lake)) + 1}", changes([article("b")], []), keep=1)
        assert "run-1" in {manifest.snapshot_id for manifest in published(lake)}


def test_a_release_without_its_state_is_reported(tmp_path: Path) -> None:
    """Its note is whole, so that no other state is kept for it; doctor names both."""
    lake = Lake(tmp_path / "lake")
    publish(lake, "run-1", changes([article("a")], []))
    make_release(lake.folder, "spring", datetime(2024, 5, 1, tzinfo=UTC))
    publish(lake, "run-2", changes([article("b")], []))
    shutil.rmtree(lake.snapshot("run-1"))
    assert damaged_notes(lake.folder) == []
    (fault,) = (d for d in diagnose(Settings(data_dir=tmp_path), deep=True) if d.subject == "file")
    assert fault.found == "the release spring names the state run-1, which is gone"
    with pytest.raises(UserError, match="spring"):
        newsetl.open(tmp_path, release="spring")


def test_doctor_names_each_damaged_file_and_what_to_do(copy: Path) -> None:
    """A cut file of the lake, a flipped, an emptied and a missing original; exit code 2."""
    lake = Lake(copy / "lake")
    file = lake.manifest().of("region_mentions")[0]
    path = lake.current.resolve() / file.path
    path.write_bytes(path.read_bytes()[:-10])
    named = lake.read("inputs").filter(lake.read("inputs")["outcome"].to_pandas().eq("published").to_numpy())
    originals = [copy / "raw" / sha[:2] / f"{sha}.zst" for sha in named["raw_sha256"].to_pylist()[:3]]
    flip(originals[0], 100)
    originals[1].write_bytes(b"")
    originals[2].unlink()
    found = [d for d in diagnose(Settings(data_dir=copy), deep=True) if d.subject == "file"]
    assert len(found) == 4
    for damaged in (path, *originals):
        line = next(d for d in found if str(damaged) in d.found)
        assert line.remedy
    result = CliRunner().invoke(app, ["doctor", "--deep", "--data-dir", str(copy)])
    assert result.exit_code == 2
    assert str(path) in result.output


def test_a_whole_data_directory_passes(copy: Path) -> None:
    """Nothing is called damaged that is not."""
    (line,) = (d for d in diagnose(Settings(data_dir=copy), deep=True) if d.subject.startswith("file"))
    assert line.is_well


def test_a_damaged_original_is_distinguished_from_a_whole_one(copy: Path) -> None:
    """Though it decompresses: its SHA-256 is compared."""
    import zstandard

    path = next((copy / "raw").rglob("*.zst"))
    assert load_raw(copy, path.stem)
    path.write_bytes(zstandard.ZstdCompressor().compress(b"something else"))
    with pytest.raises(OriginalLost, match="SHA-256"):
        load_raw(copy, path.stem)
