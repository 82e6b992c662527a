"""Snapshots on an object store, over HTTP: whole, shared, switched by one put."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from newsetl.errors import SettingsError, UserError
from newsetl.lake import Changes, Lake, mirroring
from newsetl.lake.mirroring import mirror_snapshot
from newsetl.lake.remote import RemoteSnapshot, object_name, open_remote, snapshot_ids
from newsetl.replicas.mirror import mirror, purge_mirror
from newsetl.storage.object_store import ObjectStore, open_store
from newsetl.storage.raw_store import raw_path, store_raw
from newsetl.tables import TABLES
from tests.lake.endless_mirror import ARTICLES, MENTIONS, publish_next
from tests.lake.rows import run_row
from tests.lake.test_snapshots import publish

ROOT = Path(__file__).parents[2]


class Cut(OSError):
    """The connection broke."""


def runs_seen(snapshot: RemoteSnapshot) -> int:
    """Number of runs that a snapshot holds, once its tables are found to belong together and to be unique."""
    articles, mentions = snapshot.read("articles"), snapshot.read("region_mentions")
    runs: int = snapshot.read("runs").num_rows
    assert len(set(articles["article_id"].to_pylist())) == articles.num_rows == runs * ARTICLES
    assert (
        len(set(mentions["region_mention_id"].to_pylist()))
        == mentions.num_rows
        == articles.num_rows * MENTIONS
    )
    assert snapshot.manifest.rows("region_mentions") == mentions.num_rows
    return runs


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A lake of one run."""
    lake = Lake(tmp_path / "lake")
    publish_next(lake)
    return lake


def test_a_mirrored_lake_reads_like_the_local_one(lake: Lake, bucket: str) -> None:
    """Same rows, same types, by Arrow and by DuckDB's SQL over HTTP."""
    mirror_snapshot(lake, bucket)
    remote = open_remote(bucket)
    for table in TABLES:
        assert remote.read(table).equals(lake.read(table))
    mentions = remote.dataset("region_mentions")
    with duckdb.connect() as connection:
        connection.register("mentions", mentions)
        found = connection.execute("SELECT surface, count(*) FROM mentions GROUP BY surface").fetchall()
    assert found == [("Kabul", ARTICLES * MENTIONS)]


def test_only_what_is_new_travels(lake: Lake, bucket: str) -> None:
    """A second run uploads its own files; an unchanged lake uploads none."""
    assert mirror_snapshot(lake, bucket).uploaded == 3
    assert mirror_snapshot(lake, bucket).uploaded == 0
    publish_next(lake)
    assert mirror_snapshot(lake, bucket).uploaded == 3
    assert runs_seen(open_remote(bucket)) == 2


def test_a_snapshot_stays_as_it_was_opened(lake: Lake, bucket: str) -> None:
    """A reader keeps its snapshot while others are mirrored, and an earlier one can be opened by its id."""
    mirror_snapshot(lake, bucket)
    opened = open_remote(bucket)
    publish_next(lake)
    mirror_snapshot(lake, bucket)
    assert runs_seen(opened) == runs_seen(open_remote(bucket, "run-00000")) == 1


@pytest.mark.parametrize("lately", [timedelta(0), timedelta(hours=1)])
def test_old_snapshots_go_with_the_files_that_only_they_named(
    lake: Lake, bucket: str, monkeypatch: pytest.MonkeyPatch, lately: timedelta
) -> None:
    """Beyond `keep`, manifests and files are taken away; what is shared stays, and for a while what came lately."""
    monkeypatch.setattr(mirroring, "LATELY", lately)
    mirror_snapshot(lake, bucket)
    lost = "run-00000"
    for _ in range(12):  # enough for small files to be merged
        publish_next(lake)
        mirror_snapshot(lake, bucket, keep=2)
    store = open_store(bucket)
    assert len(store.sizes("snapshots")) == 2
    there = {name.removeprefix("files/") for name in store.sizes("files")}
    earlier = open_remote(bucket, sorted(store.sizes("snapshots"))[0][10:-5]).manifest
    named = {file.path for manifest in (lake.manifest(), earlier) for file in manifest.files}
    assert there == named if lately == timedelta(0) else there > named
    assert runs_seen(open_remote(bucket)) == 13
    with pytest.raises(UserError, match=lost):
        open_remote(bucket, lost)


@pytest.mark.parametrize("puts", range(5))
def test_cut_off_after_any_put_readers_have_the_snapshot_before(
    lake: Lake, bucket: str, monkeypatch: pytest.MonkeyPatch, puts: int
) -> None:
    """Three files, a manifest, a switch: whichever of the five fails, nothing is half there, and a retry finishes."""
    mirror_snapshot(lake, bucket)
    publish_next(lake)
    left, put = [puts], ObjectStore.put

    def cut(self: ObjectStore, name: str, content: bytes) -> None:
        if left[0] == 0:
            raise Cut(name)
        left[0] -= 1
        put(self, name, content)

    with monkeypatch.context() as patched:
        patched.setattr(ObjectStore, "put", cut)
        with pytest.raises(Cut):
            mirror_snapshot(lake, bucket)
    assert runs_seen(open_remote(bucket)) == 1
    mirror_snapshot(lake, bucket)
    assert runs_seen(open_remote(bucket)) == 2


@pytest.mark.parametrize("damaged", ["run-00000", "run-00001"])
def test_a_purge_goes_past_a_damaged_manifest(lake: Lake, bucket: str, damaged: str) -> None:
    """Be it shown or not, it leaves the store with the files that only it named; what others may be bringing stays."""
    data_dir, store = lake.folder.parent, open_store(bucket)
    mirror(data_dir, bucket)
    publish_next(lake)
    mirror(data_dir, bucket)
    store.put(f"snapshots/{damaged}.json", b'{"files": [{"name": "only-there.parquet"')
    store.put("files/articles/only-there.parquet", b"PAR1")
    others = {
        "files/articles/_delta_log/00000000000000000000.json",
        "files/articles/of-another-machine.parquet",
    }
    for name in others:
        store.put(name, b"{}")
    purge_mirror(data_dir, bucket, [])
    named = {
        object_name(file) for name in snapshot_ids(store) for file in open_remote(bucket, name).manifest.files
    }
    assert set(store.sizes("files")) == named | others
    assert runs_seen(open_remote(bucket)) == 2
    assert ("run-00000" in snapshot_ids(store)) == (damaged != "run-00000")


def test_a_file_that_is_there_in_part_is_sent_again(lake: Lake, bucket: str) -> None:
    """Some stores show an upload that broke off; its size gives it away."""
    store = open_store(bucket)
    broken = lake.manifest().of("articles")[0]
    store.put(f"files/{broken.path}", b"PAR1")
    assert mirror_snapshot(lake, bucket).uploaded == 3
    assert runs_seen(open_remote(bucket)) == 1


def test_a_writer_killed_at_random_moments_never_shows_half_a_run(bucket: str, tmp_path: Path) -> None:
    """kill -9, five times, on a process that publishes and mirrors without a pause, while this one reads."""
    seen = 0
    for life in range(5):
        command = [sys.executable, "-m", "tests.lake.endless_mirror", str(tmp_path / "lake"), bucket]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline()  # one run is mirrored
            until = time.monotonic() + 0.37 * (life + 1)
            while time.monotonic() < until:
                now = runs_seen(open_remote(bucket))
                assert now >= seen
                seen = now
            writer.send_signal(signal.SIGKILL)
        assert runs_seen(open_remote(bucket)) >= seen
    assert seen >= 5


def test_originals_are_there_before_the_rows_that_came_from_them(bucket: str, tmp_path: Path) -> None:
    """The raw store travels with the run: what a second run brings, and no more."""
    digests = ["a" * 64, "b" * 64]
    for number, sha256 in enumerate(digests):
        store_raw(tmp_path, sha256, f"original {number}".encode())
        document = {"document_id": f"d{number}", "raw_uri": "x", "raw_sha256": sha256, "outcome": "published"}
        run = run_row(f"run-{number}")
        ledger = TABLES["inputs"].to_arrow(
            [document | {"run_id": run["run_id"], "read_at": run["started_at"]}]
        )
        publish(
            Lake(tmp_path / "lake"),
            run["run_id"],
            Changes({"inputs": ledger, "runs": TABLES["runs"].to_arrow([run])}),
        )
        mirror(tmp_path, bucket)
        raw_path(tmp_path, sha256).unlink()  # a second upload would fail
    assert {Path(name).stem for name in open_store(bucket).sizes("raw")} == set(digests)


@pytest.mark.parametrize(
    "uri", ["", "lake", "/mnt/lake", "file:///mnt/lake", "https://example.org/x", "s3://"]
)
def test_what_is_no_object_store_is_refused(uri: str) -> None:
    """The message says what one looks like."""
    with pytest.raises(SettingsError, match="s3://bucket/prefix"):
        open_store(uri)


def test_nothing_published_is_reported(bucket: str, tmp_path: Path) -> None:
    """Neither an empty lake nor an empty store is taken for one."""
    with pytest.raises(UserError, match="no snapshot"):
        mirror_snapshot(Lake(tmp_path / "lake"), bucket)
    with pytest.raises(UserError, match="no snapshot"):
        open_remote(bucket)
