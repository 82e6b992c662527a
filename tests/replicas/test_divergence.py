"""Two machines, one store: what one has published, the other neither hides nor repeats without a word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.lake.divergence import conflict, relation
from newsetl.lake.remote import open_remote, shown_snapshot
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.stages.run_context import new_run
from newsetl.stages.shared_state import prepare
from newsetl.storage.object_store import ObjectStore, open_store
from tests.replicas.machines import publish_rows, published, unsigned

NEWER = "shows run run-2 of another machine, newer than run-1 here: .*`newsetl restore`"
APART = "shows run run-2 of another machine, and it lacks run run-3 .*into another --data-dir.*--replace"


@pytest.fixture
def machines(bucket: str, tmp_path: Path) -> tuple[Path, Path]:
    """Two that start from the same mirrored run."""
    one, two = tmp_path / "one", tmp_path / "two"
    publish_rows(one, "run-1")
    mirror(one / "data", bucket)
    restore(two / "data", bucket)
    return one, two


def state(uri: str) -> dict[str, bytes | None]:
    """All that a store holds."""
    store = open_store(uri)
    return {name: store.read(name) for name in store.sizes("")}


def stand(home: Path, uri: str) -> str:
    return relation(Lake(home / "data" / "lake"), shown_snapshot(open_store(uri)))


def test_where_the_store_stands(bucket: str, tmp_path: Path, machines: tuple[Path, Path]) -> None:
    """All five ways, seen from a machine that has run once, twice, or not at all."""
    one, two = machines
    assert stand(one, "s3://" + bucket.removeprefix("s3://").replace("archive", "other")) == "nothing there"
    assert stand(one, bucket) == stand(two, bucket) == "in step"
    publish_rows(two, "run-2")
    assert stand(two, bucket) == "behind"
    mirror(two / "data", bucket)
    assert stand(one, bucket) == stand(tmp_path / "three", bucket) == "ahead"
    publish_rows(one, "run-3")
    assert stand(one, bucket) == "diverged"


def test_a_run_stops_where_another_machine_has_gone_on(bucket: str, machines: tuple[Path, Path]) -> None:
    """Before it does anything; a restore brings what is new, and only that; then it goes on."""
    one, two = machines
    publish_rows(two, "run-2")
    mirror(two / "data", bucket)
    before = state(bucket)
    run = new_run(Settings(data_dir=one / "data", mirror=bucket))
    with pytest.raises(UserError, match=NEWER):
        prepare(run, bucket)
    with pytest.raises(UserError, match=NEWER):
        mirror(one / "data", bucket)
    assert state(bucket) == before
    found = restore(one / "data", bucket)
    assert found is not None
    assert (found.snapshot_id, found.articles, found.fetched.files) == ("run-2", 4, 4)
    assert published(one) == published(two)
    publish_rows(one, "run-3")
    assert mirror(one / "data", bucket).snapshot_id == "run-3"


def test_machines_that_went_different_ways_are_told_apart(
    bucket: str, tmp_path: Path, machines: tuple[Path, Path]
) -> None:
    """Neither the store nor the machine is overwritten; the way out that the message names works."""
    one, two = machines
    publish_rows(two, "run-2")
    mirror(two / "data", bucket)
    publish_rows(one, "run-3")
    there, here = state(bucket), published(one)
    for refused in (mirror, restore):
        with pytest.raises(UserError, match=APART):
            refused(one / "data", bucket)
    assert (state(bucket), published(one)) == (there, here)
    restore(tmp_path / "three" / "data", bucket)
    assert published(tmp_path / "three") == published(two)
    mirror(one / "data", bucket, replace=True)
    assert open_remote(bucket).manifest.snapshot_id == "run-3"
    assert open_remote(bucket, "run-2").read("articles").num_rows == 4  # hidden, not lost


def test_another_machine_that_is_quicker_is_found_out_in_the_last_moment(
    bucket: str, machines: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It publishes while this one uploads: this one shows nothing and leaves no snapshot of its own there."""
    one, two = machines
    publish_rows(one, "run-3")
    publish_rows(two, "run-2")
    put, is_over = ObjectStore.put, []

    def slow(self: ObjectStore, name: str, content: bytes) -> None:
        if name.startswith("files/") and not is_over:
            is_over.append(True)
            mirror(two / "data", bucket)
        put(self, name, content)

    monkeypatch.setattr(ObjectStore, "put", slow)
    with pytest.raises(UserError, match=APART):
        mirror(one / "data", bucket)
    assert open_remote(bucket).manifest.snapshot_id == "run-2"
    assert set(open_store(bucket).sizes("snapshots")) == {"snapshots/run-1.json", "snapshots/run-2.json"}
    assert open_remote(bucket).read("articles").num_rows == 4


def test_what_a_killed_run_did_not_mirror_the_next_one_does(bucket: str, machines: tuple[Path, Path]) -> None:
    """A machine that is ahead of the store goes on; a restore on it has nothing to do."""
    one, _ = machines
    publish_rows(one, "run-2")
    assert conflict(Lake(one / "data" / "lake"), open_store(bucket)) is None
    assert restore(one / "data", bucket) is None
    publish_rows(one, "run-3")
    mirror(one / "data", bucket)
    assert sorted(open_remote(bucket).read("runs")["run_id"].to_pylist()) == ["run-1", "run-2", "run-3"]


def test_a_first_run_finds_nothing_anywhere(bucket: str, tmp_path: Path) -> None:
    """An empty data directory and an empty store: it begins."""
    assert prepare(new_run(Settings(data_dir=tmp_path / "data")), bucket) is None
    with pytest.raises(UserError, match="no snapshot at"):
        restore(tmp_path / "data", bucket)


def test_a_clock_that_is_behind_is_reported(bucket: str, tmp_path: Path) -> None:
    """Run ids sort by time: a run that seems to come before the last one would upset their order."""
    publish_rows(tmp_path, "20240501T060000.000000Z-000000")
    mirror(tmp_path / "data", bucket)
    settings = Settings(data_dir=tmp_path / "data")
    late = new_run(settings, datetime(2024, 5, 1, 5, 59, tzinfo=UTC))
    with pytest.raises(UserError, match="set the clocks right"):
        prepare(late, bucket)
    assert prepare(new_run(settings, datetime(2024, 5, 1, 6, 1, tzinfo=UTC)), bucket) is None


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("current.json", b"<html>", "was not written by newsetl"),
        ("current.json", b'{"snapshot_id": "../../run-1"}', "no snapshot at"),
        ("snapshots/run-1.json", None, "by a later newsetl: update"),
    ],
)
def test_what_is_not_ours_is_reported(
    bucket: str, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    """A page in place of the pointer, a name that leads elsewhere, a schema of the future."""
    publish_rows(tmp_path, "run-1")
    mirror(tmp_path / "data", bucket)
    store = open_store(bucket)
    ours = unsigned(store.read(name) or b"")
    store.put(name, content or ours.replace(b'"schema_version": ', b'"schema_version": 9'))
    with pytest.raises(UserError, match=told):
        restore(tmp_path / "new" / "data", bucket)
