"""The lake as Delta Lake tables: other engines read them, whole, from one published state to the next."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.replicas import delta, delta_log
from newsetl.replicas.delta import follow_lake, mirror_logs, restore_logs
from newsetl.replicas.delta_log import torn_commits
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.stages.deep_check import faults
from newsetl.storage.object_store import ObjectStore, open_store
from newsetl.tables import LAKE_TABLES, TABLES
from tests.lake.rows import article, mention, run_row

deltalake = pytest.importorskip(
    "deltalake", reason="deltalake is not installed: pip install 'newsetl[delta]'"
)
polars = pytest.importorskip("polars", reason="polars is not installed: pip install 'newsetl[bi]'")


Rows = list[dict[str, Any]]


def publish(data_dir: Path, run_id: str, articles: Rows, superseded: frozenset[str] = frozenset()) -> None:
    lake = Lake(data_dir / "lake")
    mentions = [mention(row["article_id"], n, row["revision"]) for row in articles for n in range(3)]
    rows = {"articles": articles, "region_mentions": mentions, "runs": [run_row(run_id)]}
    added = {name: TABLES[name].to_arrow(found) for name, found in rows.items()}
    publish_snapshot(lake, stage_snapshot(lake, run_id, Changes(added, superseded=superseded)), 2)


def by_polars(data_dir: Path, table: str, column: str) -> list[Any]:
    found: list[Any] = polars.read_delta(str(data_dir / "delta" / table)).sort(column)[column].to_list()
    return found


def by_duckdb(data_dir: Path, table: str, column: str) -> list[Any]:
    held = deltalake.DeltaTable(str(data_dir / "delta" / table)).to_pyarrow_dataset()
    with duckdb.connect() as connection:
        rows = connection.register("held", held).execute(f"SELECT {column} FROM held ORDER BY ALL").fetchall()
    return [value for (value,) in rows]


def test_two_engines_read_what_was_published(tmp_path: Path) -> None:
    """Rows and partitions are those of the lake, over runs that add and runs that correct."""
    publish(tmp_path, "r1", [article("a", day=5), article("b", day=None)])
    follow_lake(tmp_path)
    publish(tmp_path, "r2", [article("a", day=6, revision=2)], superseded=frozenset("a"))
    follow_lake(tmp_path)
    lake = Lake(tmp_path / "lake")
    for table, column in (("articles", "is_current"), ("region_mentions", "region_mention_id")):
        expected = sorted(lake.read(table)[column].to_pylist())
        assert by_polars(tmp_path, table, column) == by_duckdb(tmp_path, table, column) == expected
    months = by_polars(tmp_path, "articles", "published_month")
    assert sorted(set(months)) == ["2018-02", "unknown"]
    assert by_polars(tmp_path, "attributions", "attribution_id") == []


def test_a_reader_never_sees_half_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before its commit, a table is as it was; an open reader keeps its state; the next call does the rest."""
    publish(tmp_path, "r1", [article("a")])
    follow_lake(tmp_path)
    opened = deltalake.DeltaTable(str(tmp_path / "delta" / "articles"))
    publish(tmp_path, "r2", [article("b")])
    with monkeypatch.context() as patch:
        patch.setattr(delta, "_commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            follow_lake(tmp_path)
    assert by_polars(tmp_path, "articles", "article_id") == ["a"]
    follow_lake(tmp_path)
    assert opened.to_pyarrow_table()["article_id"].to_pylist() == ["a"]
    assert by_polars(tmp_path, "articles", "article_id") == ["a", "b"]


def test_a_state_that_is_there_makes_no_commit(tmp_path: Path) -> None:
    """A version of a table is a published state that changed it, and says which."""
    publish(tmp_path, "r1", [article("a")])
    for _ in range(2):
        follow_lake(tmp_path)
    log = tmp_path / "delta" / "articles" / "_delta_log"
    (only,) = log.glob("*.json")
    assert "r1" in json.dumps([json.loads(line) for line in only.read_text().splitlines()])


def test_a_commit_that_is_cut_at_the_end_of_a_line_is_made_again(tmp_path: Path) -> None:
    """Each commit says how many lines it has: one cut behind any of them is damaged, and the deep check names it."""
    publish(tmp_path, "r1", [article("a", day=5), article("b", day=None)])
    follow_lake(tmp_path)
    log = tmp_path / "delta" / "articles" / "_delta_log"
    commit = log / f"{0:020}.json"
    whole = commit.read_bytes()
    lines = whole.splitlines(keepends=True)
    assert json.loads(lines[0])["commitInfo"]["newsetl_lines"] == str(len(lines)) == "5"
    for kept in range(1, len(lines)):
        commit.write_bytes(b"".join(lines[:kept]))
        assert torn_commits(log) == [commit]
    assert [fault.what for fault in faults(tmp_path, None)] == [f"the Delta commit {commit} is cut short"]
    follow_lake(tmp_path)
    assert commit.read_bytes().count(b"\n") == whole.count(b"\n")
    assert by_polars(tmp_path, "articles", "article_id") == ["a", "b"]
    assert not torn_commits(log)


@pytest.mark.parametrize("before", [[], ["title"]])
def test_commits_that_go_on_tell_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[str]
) -> None:
    """Those that add files and take some away, and those that add columns, which an older newsetl did not have."""
    publish(tmp_path, "r1", [article("a")])
    with monkeypatch.context() as patch:
        schema = delta._schema("articles")
        known = deltalake.Schema([field for field in schema.fields if field.name not in before])
        patch.setattr(delta, "_schema", lambda _: known)
        delta._commit(tmp_path / "delta" / "articles", "articles", [], "r0")
    publish(tmp_path, "r2", [article("a", revision=2)], superseded=frozenset("a"))
    follow_lake(tmp_path)
    made = sorted((tmp_path / "delta" / "articles" / "_delta_log").glob("*.json"))
    assert len(made) == 2 + len(before)
    for path in made:
        lines = path.read_bytes().splitlines()
        assert json.loads(lines[0])["commitInfo"]["newsetl_lines"] == str(len(lines))


@pytest.mark.parametrize("left", [b"", b"\0" * 300, b'{"add":{"pa', b'{"commitInfo":{"newsetl_lines":"1x"}}'])
def test_a_commit_that_a_power_cut_tore_is_made_again(tmp_path: Path, left: bytes) -> None:
    """The library writes without syncing: the last commit, its checkpoint and the hint may be empty or cut short."""
    publish(tmp_path, "r1", [article("a")])
    follow_lake(tmp_path)
    publish(tmp_path, "r2", [article("b")])
    follow_lake(tmp_path)
    log = tmp_path / "delta" / "articles" / "_delta_log"
    (log / f"{1:020}.json").write_bytes(left)
    (log / f"{1:020}.checkpoint.parquet").write_bytes(left)
    (log / "_last_checkpoint").write_bytes(left)
    follow_lake(tmp_path)
    assert by_polars(tmp_path, "articles", "article_id") == ["a", "b"]
    assert sorted(path.name for path in log.glob("*.json")) == [f"{0:020}.json", f"{1:020}.json"]


def test_of_two_commits_that_a_power_cut_tore_none_stays(tmp_path: Path) -> None:
    """New columns and new files are two commits: where the first is torn, the second goes too."""
    for number, name in enumerate("abc"):
        publish(tmp_path, f"r{number}", [article(name)])
        follow_lake(tmp_path)
    log = tmp_path / "delta" / "articles" / "_delta_log"
    (log / f"{1:020}.json").write_bytes(b"")
    follow_lake(tmp_path)
    assert by_polars(tmp_path, "articles", "article_id") == ["a", "b", "c"]
    assert sorted(path.name for path in log.glob("*.json")) == [f"{0:020}.json", f"{1:020}.json"]


def test_commits_are_on_the_disk_before_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names of data files before the commit that lists them; each commit with its folders behind it."""
    synced: list[Path] = []
    for module in (delta, delta_log):
        monkeypatch.setattr(module, "sync_files", synced.extend)
    publish(tmp_path, "r1", [article("a")])
    follow_lake(tmp_path)
    root = tmp_path / "delta" / "articles"
    (data,) = root.glob("published_month=*")
    wanted = [data, root / "_delta_log" / f"{0:020}.json", root / "_delta_log", root, root.parent]
    assert [path for path in synced if path in wanted][:5] == wanted
    assert {path.parents[1].name for path in synced if path.suffix == ".json"} == set(LAKE_TABLES)
    synced.clear()
    follow_lake(tmp_path)  # a run that was killed may not have waited for its commits: the next one does
    assert root / "_delta_log" / f"{0:020}.json" in synced
    assert data not in synced


def bring(data_dir: Path, bucket: str) -> None:
    follow_lake(data_dir)
    mirror(data_dir, bucket, keep=1)
    mirror_logs(data_dir, bucket)


def in_store(bucket: str, table: str, column: str) -> tuple[list[Any], list[Any]]:
    """What Polars and DuckDB read of a table on the store."""
    options = {
        "AWS_ENDPOINT_URL": os.environ["AWS_ENDPOINT_URL"],
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
    }
    address = f"{bucket}/files/{table}"
    by_polars: list[Any] = polars.read_delta(address, storage_options=options)[column].sort().to_list()
    held = deltalake.DeltaTable(address, storage_options=options).to_pyarrow_dataset()
    with duckdb.connect() as connection:
        rows = connection.register("held", held).execute(f"SELECT {column} FROM held ORDER BY ALL").fetchall()
    return by_polars, [value for (value,) in rows]


def test_two_engines_read_them_on_an_object_store(bucket: str, tmp_path: Path) -> None:
    """Beside the mirrored files, from run to run, with old files taken away; a new machine continues from the log."""
    for run, articles in (("r1", ["a"]), ("r2", ["b"])):
        publish(tmp_path / "first", run, [article(name) for name in articles])
        bring(tmp_path / "first", bucket)
    assert in_store(bucket, "articles", "article_id") == (["a", "b"], ["a", "b"])
    restore(tmp_path / "second", bucket, delta=True)
    publish(tmp_path / "second", "r3", [article("c")])
    bring(tmp_path / "second", bucket)
    assert in_store(bucket, "articles", "article_id") == (["a", "b", "c"], ["a", "b", "c"])
    assert len(open_store(bucket).sizes("files/articles/_delta_log")) == 3, "one commit a run"


def test_commits_of_older_versions_are_gone_on_from(bucket: str, tmp_path: Path) -> None:
    """Those that do not say how many lines they have are whole where each line is: read, restored and added to."""
    first, second = tmp_path / "first", tmp_path / "second"
    for run in ("r1", "r2"):
        publish(first, run, [article(run)])
        follow_lake(first)
    for path in first.glob("delta/*/_delta_log/*.json"):
        about, *lines = path.read_text().splitlines(keepends=True)
        told = json.loads(about)
        del told["commitInfo"]["newsetl_lines"]
        path.write_text("".join([json.dumps(told) + "\n", *lines]))
    bring(first, bucket)
    assert in_store(bucket, "articles", "article_id") == (["r1", "r2"], ["r1", "r2"])
    restore(second, bucket, delta=True)
    assert commits(second) == commits(first)
    publish(second, "r3", [article("r3")])
    bring(second, bucket)
    assert in_store(bucket, "articles", "article_id") == (["r1", "r2", "r3"], ["r1", "r2", "r3"])
    log = second / "delta" / "articles" / "_delta_log"
    assert not torn_commits(log)
    assert ["newsetl_lines" in path.read_text() for path in sorted(log.glob("*.json"))] == [
        False,
        False,
        True,
    ]


def test_a_log_of_which_a_part_was_fetched_is_not_taken_for_the_whole(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between two commits of a log, the machine has none; the next call fetches all of it."""
    for run in ("r1", "r2"):
        publish(tmp_path / "first", run, [article(run)])
        bring(tmp_path / "first", bucket)
    restore(tmp_path / "second", bucket)
    here = tmp_path / "second" / "delta" / "articles" / "_delta_log"
    fetch = ObjectStore.get_file

    def fetch_first(self: ObjectStore, name: str, path: Path, sha256: str) -> bool:
        if name.endswith(f"{1:020}.json"):
            raise KeyboardInterrupt
        return fetch(self, name, path, sha256)

    with monkeypatch.context() as patch:
        patch.setattr(ObjectStore, "get_file", fetch_first)
        with pytest.raises(KeyboardInterrupt):
            restore_logs(tmp_path / "second", bucket)
    assert not here.exists()
    restore_logs(tmp_path / "second", bucket)
    assert sorted(path.name for path in here.iterdir()) == [f"{0:020}.json", f"{1:020}.json"]
    monkeypatch.setattr(delta, "open_store", lambda _: pytest.fail("all is here: the store is not asked"))
    restore_logs(tmp_path / "second", bucket)


def test_a_reader_of_the_store_never_sees_half_a_run(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between files and commit, each table there is as it was; the next call does the rest."""
    publish(tmp_path, "r1", [article("a")])
    bring(tmp_path, bucket)
    publish(tmp_path, "r2", [article("b")])
    with monkeypatch.context() as patch:
        patch.setattr(delta, "_mirror_log", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            bring(tmp_path, bucket)
    assert in_store(bucket, "articles", "article_id") == (["a"], ["a"])
    mirror_logs(tmp_path, bucket)
    assert in_store(bucket, "articles", "article_id") == (["a", "b"], ["a", "b"])


def test_a_log_that_this_machine_does_not_go_on_from_is_replaced(bucket: str, tmp_path: Path) -> None:
    """As where someone made the tables again."""
    publish(tmp_path, "r1", [article("a")])
    bring(tmp_path, bucket)
    store = open_store(bucket)
    store.put(f"files/articles/_delta_log/{1:020}.json", b"{}")
    publish(tmp_path, "r2", [article("b")])
    bring(tmp_path, bucket)
    assert in_store(bucket, "articles", "article_id") == (["a", "b"], ["a", "b"])


@pytest.mark.parametrize("number", [0, 1])
def test_a_commit_of_the_same_size_is_recognised_by_its_content(
    bucket: str, tmp_path: Path, number: int
) -> None:
    """Two machines write commits of equal length: one character in any of them makes it another log."""
    for run in ("r1", "r2"):
        publish(tmp_path, run, [article(run)])
        bring(tmp_path, bucket)
    store, name = open_store(bucket), f"files/articles/_delta_log/{number:020}.json"
    ours = (tmp_path / "delta" / "articles" / "_delta_log" / Path(name).name).read_bytes()
    store.put(name, ours.replace(b'"newsetl_snapshot":"r', b'"newsetl_snapshot":"R'))
    assert store.sizes("files/articles")[name] == len(ours)
    assert store.read(name) != ours
    mirror_logs(tmp_path, bucket)
    assert store.read(name) == ours


def test_a_log_that_goes_on_is_not_sent_again(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the commit that is new travels; of those that are there the newest is read."""
    publish(tmp_path, "r1", [article("a")])
    bring(tmp_path, bucket)
    time.sleep(1.1)  # a store dates files by the second
    publish(tmp_path, "r2", [article("b")])
    follow_lake(tmp_path)
    mirror(tmp_path, bucket, keep=1)
    sent: list[str] = []
    put = ObjectStore.put
    monkeypatch.setattr(
        ObjectStore, "put", lambda self, name, what: (sent.append(name), put(self, name, what))[1]
    )
    mirror_logs(tmp_path, bucket)
    assert [name for name in sent if "articles" in name] == [f"files/articles/_delta_log/{1:020}.json"]


# The command itself, which the kernel ends where it would fetch the logs.
KILLED_AT_LOGS = """
import os, signal
from newsetl.replicas import restore
from newsetl.cli import main
restore.restore_logs = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main()
"""


def commits(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.glob("delta/*/_delta_log/*.json")
    }


def test_killed_between_snapshot_and_logs_it_goes_on_from_the_logs_of_the_store(
    bucket: str, tmp_path: Path
) -> None:
    """kill -9 once the snapshot is published: nothing begins new logs, the next call has those of the mirror."""
    for run in ("r1", "r2"):
        publish(tmp_path / "first", run, [article(run)])
        bring(tmp_path / "first", bucket)
    new, env = tmp_path / "second", os.environ | {"NEWSETL_DELTA": "true"}
    command = [sys.executable, "-c", "from newsetl.cli import main; main()"]
    restoring = [*command, "restore", bucket, "--data-dir", str(new)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT_LOGS, *restoring[3:]], cwd=tmp_path, env=env, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert (new / "lake" / "current").exists()
    assert commits(new) != commits(tmp_path / "first")
    run = [*command, "run", str(tmp_path), "--direct", "--data-dir", str(new)]
    refused = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert "newsetl restore" in refused.stderr
    subprocess.run(restoring, cwd=tmp_path, env=env, check=True)
    assert commits(new) == commits(tmp_path / "first")
    assert not (new / "delta" / "logs_awaited").exists()


def test_logs_of_a_machine_that_is_behind_are_replaced_with_its_snapshot(bucket: str, tmp_path: Path) -> None:
    """So that its next commit continues from what the other machine has committed, not from its own last one."""
    publish(tmp_path / "first", "r1", [article("a")])
    bring(tmp_path / "first", bucket)
    restore(tmp_path / "second", bucket, delta=True)
    publish(tmp_path / "second", "r2", [article("b")])
    bring(tmp_path / "second", bucket)
    restore(tmp_path / "first", bucket, delta=True)
    assert commits(tmp_path / "first") == commits(tmp_path / "second")
