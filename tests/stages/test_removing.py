"""Removed articles are gone from every place that keeps them, and do not come back."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.errors import SnapshotDamaged, UserError
from newsetl.lake import Lake
from newsetl.lake.history import published
from newsetl.lake.purging import tombstones
from newsetl.lake.releases import make_release, read_release, releases
from newsetl.replicas.mirror import mirror
from newsetl.settings import Settings
from newsetl.stages.removing import Wanted, find, remove
from newsetl.stages.reporting import report
from newsetl.stages.run_context import RunContext, new_run, writing
from newsetl.storage.object_store import open_store
from newsetl.warehouse import run_checks
from tests.lake.conftest import bucket, s3_endpoint  # noqa: F401 - fixtures
from tests.stages.plain_run import plain_run
from tests.stages.set_aside import put_back, set_aside
from tests.stages.test_runs import rows, write_article

ROOT = Path(__file__).parents[2]
SECRET = "Zebedee Quince"
WRONG = "Wrong Load Weekly"
TEXT = "KABUL - The ministry said on Monday that 4,000 troops were in Kabul. " * 3
# Dies as soon as the new state is shown: the kept states, the originals and the report still hold the article.
KILLED = """
import os, signal, sys
from pathlib import Path
from newsetl.settings import Settings
from newsetl.stages import removing
from newsetl.stages.run_context import new_run
removing.purge_snapshot = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
run = new_run(Settings(data_dir=Path(sys.argv[1])))
removing.remove(run, [sys.argv[2]], "tester", "wrong load")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox, and a data directory with three states, a release, a report, and an article that names somebody."""
    home = tmp_path_factory.mktemp("removing") / "home"
    home.mkdir()
    data_dir, folder = home / "data", home / "in"
    write_article(folder, "kept", TEXT)
    plain_run(data_dir, [str(folder)])
    write_article(folder, "secret", f"HERAT - {SECRET}, a driver, said that 300 soldiers were in Herat. " * 3)
    plain_run(data_dir, [str(folder)])
    make_release(data_dir / "lake", "spring", datetime(2024, 5, 1, tzinfo=UTC))
    write_article(folder, "later", TEXT.replace("Kabul", "Gao"), outlet=WRONG)
    plain_run(data_dir, [str(folder)])
    report(Settings(data_dir=data_dir))
    return set_aside(home)


@pytest.fixture
def archive(made: Path) -> Path:
    """The data directory, out of which a test may take an article."""
    return put_back(made) / "data"


def run_at(data_dir: Path, **settings: str) -> RunContext:
    return new_run(Settings(data_dir=data_dir, **settings))  # type: ignore[arg-type]


def holding(folder: Path, words: str = SECRET) -> Iterator[str]:
    """Files that hold a name, as they are, decompressed, or in the cells of a table."""
    import pyarrow.parquet as pq
    import zstandard

    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if path.suffix == ".zst":
                content = zstandard.ZstdDecompressor().decompress(content)
            elif path.suffix == ".parquet":
                content = repr(pq.read_table(path, partitioning=None).to_pylist()).encode()
            if words.encode() in content:
                yield path.relative_to(folder).as_posix()


def test_an_article_leaves_every_place(archive: Path) -> None:
    """Tables, kept states, release, originals, database and report hold neither it nor the name in it."""
    assert len(list(holding(archive))) > 5
    (secret,) = find(Lake(archive / "lake"), Wanted(person=SECRET.lower()))
    told = remove(run_at(archive), [secret], "tester", "take-down")
    assert list(holding(archive)) == []
    assert list(holding(archive, secret)) != [], "the tombstone is left"
    assert any("1 articles removed" in line for line in told)
    assert any("secret.json" in line and "not touched" in line for line in told)
    assert rows(archive, "SELECT title FROM articles ORDER BY 1") == [("kept",), ("later",)]
    for manifest in published(Lake(archive / "lake")):
        folder = Lake(archive / "lake").snapshot(manifest.snapshot_id)
        assert {p.relative_to(folder).as_posix() for p in folder.rglob("*.parquet")} == {
            f.path for f in manifest.files
        }
    assert "purged" in read_release(archive / "lake", "spring").made_at
    assert run_checks(archive / "news.duckdb") == []


def test_it_is_not_read_in_again(archive: Path) -> None:
    """Neither the same file nor the article by another way; the record says who, when and why."""
    (secret,) = find(Lake(archive / "lake"), Wanted(person=SECRET))
    remove(run_at(archive), [secret], "tester", "take-down")
    folder = archive.parent / "in"
    counts = plain_run(archive, [str(folder)])
    assert (counts.published, counts.duplicate) == (0, 3)
    record = json.loads((folder / "secret.json").read_text()) | {"text": f"Once more {SECRET} said so. " * 9}
    (folder / "other.json").write_text(json.dumps(record))
    counts = plain_run(archive, [str(folder)])
    assert (counts.published, counts.duplicate) == (0, 4)
    assert list(holding(archive)) == []
    assert rows(
        archive, "SELECT outcome, raw_uri, count(*) FROM inputs WHERE outcome = 'removed' GROUP BY ALL"
    ) == [("removed", "removed", 2)]
    (stone,) = tombstones(Lake(archive / "lake")).to_pylist()
    assert (stone["article_id"], stone["by"], stone["why"]) == (secret, "tester", "take-down")


def test_a_removal_that_was_killed_is_finished_by_the_next_run(archive: Path) -> None:
    """Killed once the new state is shown: the run after it purges the rest."""
    (secret,) = find(Lake(archive / "lake"), Wanted(person=SECRET))
    died = subprocess.run([sys.executable, "-c", KILLED, str(archive), secret], cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert list(holding(archive)) != []
    plain_run(archive, [str(archive.parent / "in")])
    assert list(holding(archive)) == []
    assert not (archive / "removing.json").exists()
    assert tombstones(Lake(archive / "lake")).num_rows == 1


def test_damaged_kept_states_keep_nothing_back(archive: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody can tell whom a state with a torn manifest or a damaged file names: they go, and that is said."""
    lake = Lake(archive / "lake")
    third, second, first = published(lake)
    (secret,) = find(lake, Wanted(person=SECRET))
    manifest = lake.snapshot(first.snapshot_id) / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:100])
    cut = lake.snapshot(second.snapshot_id) / second.of("articles")[0].path
    content = cut.read_bytes()
    cut.unlink()  # the state that is shown links to the same file
    cut.write_bytes(content[:-1])
    told = remove(run_at(archive), [secret], "tester", "take-down")
    assert list(holding(archive)) == []
    assert any(first.snapshot_id in line and "dropped" in line for line in told)
    assert cut.name in caplog.text
    assert [state.snapshot_id for state in published(lake)][1:] == [third.snapshot_id, second.snapshot_id]
    assert not cut.exists()


def test_a_state_that_cannot_be_read_now_is_not_dropped(archive: Path) -> None:
    """One line says so before anything changes; torn, it is dropped and the release that it was is named."""
    lake = Lake(archive / "lake")
    pinned = read_release(lake.folder, "spring").snapshot_id
    (secret,) = find(lake, Wanted(person=SECRET))
    manifest = lake.snapshot(pinned) / "manifest.json"
    content = manifest.read_bytes()
    manifest.unlink()
    manifest.mkdir()  # reading it is an OSError, for root too
    shown = lake.manifest().snapshot_id
    with pytest.raises(UserError, match="cannot be read now"):
        remove(run_at(archive), [secret], "tester", "take-down")
    assert not (archive / "removing.json").exists()
    assert lake.manifest().snapshot_id == shown
    assert any(lake.snapshot(pinned).rglob("*.parquet"))
    manifest.rmdir()
    manifest.write_bytes(content[:100])
    told = remove(run_at(archive), [secret], "tester", "take-down")
    assert any(line.endswith("it was dropped, and with it the release spring") for line in told)
    assert not lake.snapshot(pinned).exists()
    assert releases(lake.folder) == [], (
        "a name whose state is gone would be listed, and could not be given again"
    )


def test_a_state_that_was_set_aside_goes_with_its_release(archive: Path) -> None:
    """The damaged state is taken away with what it may hold, and so is the release that named it."""
    lake = Lake(archive / "lake")
    pinned = read_release(lake.folder, "spring").snapshot_id
    lake.damaged.mkdir()
    lake.snapshot(pinned).replace(lake.damaged / pinned)
    (secret,) = find(lake, Wanted(person=SECRET))
    told = remove(run_at(archive), [secret], "tester", "take-down")
    assert f"the damaged state {pinned} was dropped, and with it the release spring" in told
    assert list(holding(archive)) == []
    assert releases(lake.folder) == []


def test_damage_of_the_published_state_leaves_no_note(archive: Path) -> None:
    """One line names the file, and the runs after it do not stop at a removal that cannot be done."""
    lake = Lake(archive / "lake")
    (secret,) = find(lake, Wanted(person=SECRET))
    manifest = lake.manifest()
    path = lake.snapshot(manifest.snapshot_id) / manifest.of("region_mentions")[0].path
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(SnapshotDamaged, match=path.name):
        remove(run_at(archive), [secret], "tester", "take-down")
    assert not (archive / "removing.json").exists()
    assert lake.manifest() == manifest


def test_the_copy_on_a_store_is_purged_too(archive: Path, bucket: str) -> None:  # noqa: F811
    """Its states, its files and its originals."""
    mirror(archive, bucket)
    store = open_store(bucket)
    (secret,) = find(Lake(archive / "lake"), Wanted(person=SECRET))
    remove(run_at(archive, mirror=bucket), [secret], "tester", "take-down")
    named = {f"files/{f.path}" for m in published(Lake(archive / "lake")) for f in m.files}
    assert set(store.sizes("files")) <= named
    kept = {path.relative_to(archive).as_posix() for path in (archive / "raw").rglob("*") if path.is_file()}
    assert {name for name in store.sizes("raw") if name.endswith(".zst")} <= kept


def test_an_original_that_another_article_has_stays_everywhere(tmp_path: Path, bucket: str) -> None:  # noqa: F811
    """Two outlets printed the same text: what is taken out of one leaves the other's original here and on the store."""
    data_dir, folder = tmp_path / "data", tmp_path / "in"
    for name in ("one", "two"):
        write_article(folder, name, TEXT, outlet=f"Outlet {name}")
    plain_run(data_dir, [str(folder)])
    mirror(data_dir, bucket)
    store = open_store(bucket)
    before = {name for name in store.sizes("raw") if name.endswith(".zst")}
    assert len(before) == 1
    (gone,) = find(Lake(data_dir / "lake"), Wanted(outlet="Outlet one"))
    remove(run_at(data_dir, mirror=bucket), [gone], "tester", "take-down")
    here = {path.relative_to(data_dir).as_posix() for path in (data_dir / "raw").rglob("*.zst")}
    assert before == here == {name for name in store.sizes("raw") if name.endswith(".zst")}


def test_the_command_asks_what_it_needs(archive: Path) -> None:
    """Which articles, why, and whether to go on; --list shows the record."""

    def call(*arguments: str, answer: str = "") -> tuple[int, str]:
        result = CliRunner().invoke(app, ["remove", *arguments, "--data-dir", str(archive)], input=answer)
        if isinstance(result.exception, UserError):
            return 2, str(result.exception)
        return result.exit_code, result.output

    assert call("--why", "x") == (2, "which articles? Give their ids, --outlet or --person")
    assert "say why" in call("--person", SECRET)[1]
    assert call("art_0\r", "--why", "x") == (2, "no article art_0"), "as a CSV leaves it"
    assert "no article is of that outlet" in call("--outlet", "Nowhere", "--why", "x")[1]
    assert call("--person", SECRET, "--why", "x", answer="n\n")[0] == 1
    assert list(holding(archive))
    code, output = call("--person", SECRET, "--why", "take-down", "--yes")
    assert code == 0, output
    assert list(holding(archive)) == []
    assert "take-down" in call("--list")[1]


def test_all_of_an_outlet_goes(archive: Path) -> None:
    """Its articles leave every place, those of another stay; what it is called in part is not an outlet."""

    def call(outlet: str) -> Result:
        arguments = ["--outlet", outlet, "--why", "wrong load", "--yes", "--data-dir", str(archive)]
        return CliRunner().invoke(app, ["remove", *arguments])

    assert len(list(holding(archive, WRONG))) > 2
    assert "no article is of that outlet" in str(call("Wrong Load").exception)
    assert call(WRONG).exit_code == 0
    assert list(holding(archive, WRONG)) == []
    assert rows(archive, "SELECT title FROM articles ORDER BY 1") == [("kept",), ("secret",)]
    counts = plain_run(archive, [str(archive.parent / "in")])
    assert (counts.published, counts.duplicate) == (0, 3)


def test_only_one_at_a_time_removes(archive: Path) -> None:
    """Under the lock, as every run."""
    with writing(archive):
        result = CliRunner().invoke(app, ["remove", "x", "--why", "x", "--data-dir", str(archive)])
    assert "another run" in str(result.exception)
    assert os.path.exists(archive / "news.duckdb")
