"""What `collect` leaves to its next run travels too: no page is fetched twice, and none is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsetl.inputs.collect.responses import Response
from newsetl.inputs.collect.state import CollectState, load_state, save_state
from newsetl.inputs.collect.store import ArchiveWriter
from newsetl.replicas.restore import restore
from newsetl.storage.object_store import ObjectStore, open_store
from tests.articles.pages import BODY, page
from tests.replicas.machines import run_on

NOW = datetime(2024, 5, 1, 5, tzinfo=UTC)
PAGE = Response(
    "https://outlet.example/2024/a", 200, (("Content-Type", "text/html"),), page(BODY).encode(), b"", NOW
)


def collected(home: Path) -> Path:
    folder = home / "data" / "raw" / "collected"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def collect_page(home: Path, address: str, stamp: str) -> str:
    """An archive of one page, as `collect` leaves it; returns the archive's name."""
    writer = ArchiveWriter(collected(home), stamp)
    writer.add(replace(PAGE, url=f"https://outlet.example/{address}"), {"outlet": "Outlet"})
    path = writer.close()
    assert path is not None
    raw = home / "data" / "raw"
    state = load_state(raw)
    state.settle(f"https://outlet.example/{address}", NOW)
    save_state(raw, state)
    return path.name


def archives(home: Path) -> set[str]:
    return {path.name for path in collected(home).iterdir()}


def test_a_new_machine_knows_what_was_fetched_and_reads_what_was_not_read(
    bucket: str, tmp_path: Path
) -> None:
    """Of two archives that the lost machine had collected, the one that no run had read comes along."""
    lost, new = tmp_path / "lost", tmp_path / "new"
    read = collect_page(lost, "2024/a", "1")
    run_on(lost, 0, collected(lost), bucket)
    unread = collect_page(lost, "2024/b", "2")
    run_on(lost, 1, None, bucket)
    assert {name.rpartition("/")[2] for name in open_store(bucket).sizes("raw/collected")} == {read, unread}
    restore(new / "data", bucket)
    assert archives(new) == {unread}
    assert load_state(new / "data" / "raw") == load_state(lost / "data" / "raw")
    counts = run_on(new, 2, collected(new), bucket)
    assert (counts.read, counts.published + counts.duplicate) == (1, 1)


def test_what_either_machine_knows_of_the_collection_is_known_after_a_restore(
    bucket: str, tmp_path: Path
) -> None:
    """Fetched is fetched, whoever did it; what waits here still waits; the store's validators are the newer ones."""
    one, two = tmp_path / "one", tmp_path / "two"
    waits = {"metadata": {}, "attempts": 1}
    for home, state in (
        (one, CollectState({"feed": {"etag": "1"}}, {"a": "2024-05-01"}, {"b": waits, "c": waits})),
        (two, CollectState({"feed": {"etag": "2"}}, {"b": "2024-05-02"}, {"d": waits})),
    ):
        (home / "data" / "raw").mkdir(parents=True)
        save_state(home / "data" / "raw", state)
    run_on(two, 0, None, bucket)
    restore(one / "data", bucket)
    together = load_state(one / "data" / "raw")
    assert together.validators == {"feed": {"etag": "2"}}
    assert together.seen == {"a": "2024-05-01", "b": "2024-05-02"}
    assert set(together.pending) == {"c", "d"}


def test_a_page_that_is_collected_while_the_state_travels_is_not_taken_for_read(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state in the store never calls an article fetched whose archive is not there."""
    home = tmp_path / "home"
    collect_page(home, "2024/a", "1")
    sizes, late = ObjectStore.sizes, []

    def meanwhile(self: ObjectStore, folder: str) -> dict[str, int]:
        if folder == "raw/collected":
            late.append(collect_page(home, "2024/b", "2"))
        return sizes(self, folder)

    with monkeypatch.context() as patched:
        patched.setattr(ObjectStore, "sizes", meanwhile)
        run_on(home, 0, None, bucket)
    assert late
    store = open_store(bucket)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "collect-state.json").write_bytes(store.read("raw/collect-state.json") or b"")
    assert set(load_state(tmp_path / "there").seen) == {"https://outlet.example/2024/a"}
