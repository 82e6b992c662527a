"""The machine is gone, the object store is there: work goes on elsewhere as if nothing had happened."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsetl.cli import main
from newsetl.errors import StoreUnreachable, UserError
from newsetl.lake import Lake
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import fetch_all_originals, restore
from newsetl.settings import Settings
from newsetl.stages.reading import read_quarantine
from newsetl.stages.run_context import new_run
from newsetl.storage.object_store import ObjectStore, open_store
from newsetl.warehouse import database_snapshot
from tests.replicas.machines import publish_rows, published, rows, run_on, unsigned, write_articles

ROOT = Path(__file__).parents[2]
RESTORE = [sys.executable, "-c", "from newsetl.cli import main; main()", "restore"]


def files_here(home: Path) -> int:
    return sum(1 for _ in (home / "data" / "lake").rglob("[!.]*.parquet"))


def test_after_the_loss_of_a_machine_the_next_run_makes_what_it_would_have_made(
    bucket: str, tmp_path: Path
) -> None:
    """Ids, rows and files of a second run on a new machine are, byte for byte, those of one on the first machine."""
    first, second = write_articles(tmp_path / "in", 0, 6), 9
    calm, lost, new = tmp_path / "calm", tmp_path / "lost", tmp_path / "new"
    run_on(calm, 0, first)
    run_on(lost, 0, first, bucket)
    assert published(lost) == published(calm)
    shutil.rmtree(lost)
    write_articles(tmp_path / "in", 6, second)  # besides what was read before
    expected = run_on(calm, 1, first)
    assert run_on(new, 1, first, bucket) == expected
    assert (expected.published, expected.duplicate, expected.quarantined) == (2, 6, 1)
    assert published(new) == published(calm)
    assert rows(new) == rows(calm)


def test_the_same_input_from_another_folder_publishes_nothing_twice(bucket: str, tmp_path: Path) -> None:
    """A new machine that has its inbox elsewhere reads the documents again and finds that it has the articles."""
    inbox = write_articles(tmp_path / "in", 0, 6)
    run_on(tmp_path / "lost", 0, inbox, bucket)
    shutil.move(inbox, tmp_path / "elsewhere")
    counts = run_on(tmp_path / "new", 1, tmp_path / "elsewhere", bucket)
    assert (counts.published, counts.duplicate, counts.quarantined) == (0, 4, 2)


def test_a_restored_state_is_the_one_that_was_mirrored(bucket: str, tmp_path: Path) -> None:
    """The snapshot file by file, and the database that is loaded from it row by row."""
    run_on(tmp_path / "lost", 0, write_articles(tmp_path / "in", 0, 6), bucket)
    new = tmp_path / "new"
    done = subprocess.run(
        [*RESTORE, bucket, "--data-dir", str(new / "data")], capture_output=True, text=True, check=True
    )
    assert published(new) == published(tmp_path / "lost")
    assert rows(new) == rows(tmp_path / "lost")
    assert "4 articles" in done.stdout
    assert f'mirror = "{bucket}"' in done.stdout
    again = subprocess.run(
        [*RESTORE, bucket, "--data-dir", str(new / "data")], capture_output=True, text=True, check=True
    )
    assert again.stdout.startswith("nothing to fetch")


def test_killed_while_it_restores_it_is_whole_the_next_time(bucket: str, tmp_path: Path) -> None:
    """kill -9 after the first file, after some, and after the switch: each time nothing or all is published."""
    lost, new = tmp_path / "lost", tmp_path / "new"
    for number in range(6):
        publish_rows(lost, f"run-{number}")
        mirror(lost / "data", bucket)
    reached = [
        lambda: files_here(new) >= 1,
        lambda: files_here(new) >= 9,
        (new / "data" / "lake" / "current").exists,
    ]
    cut_off = 0
    for is_reached in reached:
        with subprocess.Popen([*RESTORE, bucket, "--data-dir", str(new / "data")], cwd=ROOT) as process:
            while process.poll() is None and not is_reached():
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
        cut_off += process.returncode == -signal.SIGKILL
        assert not (new / "data" / "lake" / "current").exists() or published(new) == published(lost)
    assert cut_off == len(reached)
    subprocess.run([*RESTORE, bucket, "--data-dir", str(new / "data")], check=True)
    assert published(new) == published(lost)
    assert database_snapshot(new / "data" / "news.duckdb") == "run-5"
    assert {name: len(found) for name, found in rows(new).items() if found} == {
        "articles": 12,
        "region_mentions": 36,
        "inputs": 12,
        "runs": 6,
    }


@pytest.mark.parametrize("gets", range(4))
def test_cut_off_after_any_file_nothing_is_published_and_no_file_travels_twice(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gets: int
) -> None:
    """Of the four files of a run some are here when the connection breaks; the next call fetches the rest."""
    publish_rows(tmp_path / "lost", "run-1")
    mirror(tmp_path / "lost" / "data", bucket)
    left, get_file = [gets], ObjectStore.get_file

    def cut(self: ObjectStore, name: str, path: Path, sha256: str = "") -> bool:
        if name.startswith("files/"):
            left[0] -= 1
            if left[0] < 0:
                raise StoreUnreachable("the connection broke")
        return get_file(self, name, path, sha256)

    data_dir = tmp_path / "new" / "data"
    with monkeypatch.context() as patched:
        patched.setattr(ObjectStore, "get_file", cut)
        with pytest.raises(StoreUnreachable):
            restore(data_dir, bucket)
    assert not Lake(data_dir / "lake").manifest().files
    found = restore(data_dir, bucket)
    assert found is not None
    assert found.fetched.files == 4 - gets
    assert published(tmp_path / "new") == published(tmp_path / "lost")


def test_a_file_that_is_not_what_its_name_says_is_not_taken(bucket: str, tmp_path: Path) -> None:
    """Files are named after their content: one that was damaged there is reported, and nothing is published."""
    publish_rows(tmp_path / "lost", "run-1")
    mirror(tmp_path / "lost" / "data", bucket)
    store = open_store(bucket)
    name = next(iter(store.sizes("files/articles")))
    store.put(name, b"PAR1" + bytes(store.sizes("files")[name] - 4))
    with pytest.raises(StoreUnreachable, match="SHA-256"):
        restore(tmp_path / "new" / "data", bucket)
    assert not (tmp_path / "new" / "data" / "lake" / "current").exists()


@pytest.mark.parametrize("name", ["../../../../evil.parquet", "/tmp/evil.parquet"])
def test_a_name_that_leads_out_of_the_lake_is_refused(bucket: str, tmp_path: Path, name: str) -> None:
    """What a stranger put into the store writes nowhere but into the lake."""
    publish_rows(tmp_path / "lost", "run-1")
    mirror(tmp_path / "lost" / "data", bucket)
    store = open_store(bucket)
    manifest = unsigned(store.read("snapshots/run-1.json") or b"")
    file = Lake(tmp_path / "lost" / "data" / "lake").manifest().of("articles")[0]
    store.put("snapshots/run-1.json", manifest.replace(file.name.encode(), name.encode()))
    with pytest.raises(UserError, match="does not belong to a lake"):
        restore(tmp_path / "new" / "data", bucket)


def test_refused_documents_can_be_tried_again_on_a_new_machine(bucket: str, tmp_path: Path) -> None:
    """Their originals stay in the store until a replay wants them; then they are read as on the first machine."""
    run_on(tmp_path / "lost", 0, write_articles(tmp_path / "in", 0, 6), bucket)
    data_dir = tmp_path / "new" / "data"
    restore(data_dir, bucket)
    assert not list((data_dir / "raw").rglob("*.zst"))
    reading = read_quarantine(new_run(Settings(data_dir=data_dir, workers=1, mirror=bucket)))
    assert reading.read == 2
    assert len(list((data_dir / "raw").rglob("*.zst"))) == 1  # two times the same short text
    shutil.rmtree(tmp_path / "lost")
    again = read_quarantine(new_run(Settings(data_dir=data_dir, workers=1)))
    assert again.retried == reading.retried


def test_all_originals_come_where_they_are_asked_for(bucket: str, tmp_path: Path) -> None:
    """What is here is not fetched again, and nothing that is not an original of ours is written anywhere."""
    run_on(tmp_path / "lost", 0, write_articles(tmp_path / "in", 0, 6), bucket)
    store = open_store(bucket)
    store.put("raw/collected/1.warc.gz", b"archive")
    store.put("raw/notes.txt", b"not ours")
    command = [*RESTORE, bucket, "--originals", "--data-dir", str(tmp_path / "new" / "data")]
    subprocess.run(command, capture_output=True, check=True)
    kept = {
        home: {path.relative_to(home).as_posix() for path in home.rglob("data/raw/*/*")}
        for home in (tmp_path / "lost", tmp_path / "new")
    }
    assert kept[tmp_path / "new"] == kept[tmp_path / "lost"] | {"data/raw/collected/1.warc.gz"}
    assert fetch_all_originals(tmp_path / "new" / "data", bucket) == 0


@pytest.mark.parametrize("command", ["restore", "mirror"])
def test_what_cannot_be_done_is_reported_in_one_line(
    bucket: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    """No store named, an empty one, one that does not answer."""
    if command == "mirror":
        publish_rows(tmp_path, "run-1")
    monkeypatch.chdir(tmp_path)
    cases = [
        ([], os.environ["AWS_ENDPOINT_URL"], "which object store?"),
        ([bucket], "http://127.0.0.1:9", "does not do as asked"),
        (["s3://no-such-bucket/x"], os.environ["AWS_ENDPOINT_URL"], "no-such-bucket"),
    ]
    for arguments, endpoint, told in cases:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        monkeypatch.setattr(
            sys, "argv", ["newsetl", command, "--data-dir", str(tmp_path / "data"), *arguments]
        )
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 2
        (line,) = capsys.readouterr().err.strip().splitlines()
        assert told in line
