"""Tracebacks are for bugs: what the machine or the user did is one line that says what to do."""

import contextlib
import errno
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.cli.machine_errors import machine_error, server_unreachable
from newsetl.errors import SettingsError, UserError
from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.settings import load_settings
from newsetl.stages.run_context import require_data_dir, writing
from newsetl.tables import TABLES
from tests.lake.rows import article

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


def newsetl(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from newsetl.cli import main; main()", *arguments],
        env=os.environ | environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    """As /dev/full answers, whose every write finds no space."""
    with pytest.raises(OSError, match="space") as full, Path("/dev/full").open("wb", buffering=0) as device:
        device.write(b"x")
    told = machine_error(full.value)
    assert told is not None
    assert "make room" in told
    assert "\n" not in told


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_data_directory_stops_a_run_before_its_work(tmp_path: Path) -> None:
    """On a file system of its own without room; the line names the folder."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        with pytest.raises(UserError, match=r"small.*No space left.*--data-dir"):
            require_data_dir(folder / "data")
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_fills_up_leaves_what_was_published(tmp_path: Path) -> None:
    """The state that does not fit is not shown; with room made, the same publish goes through."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)], check=False)
    if mounted.returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        lake = Lake(tmp_path / "lake")
        publish_articles(lake, "r1", ["a"])
        with (tmp_path / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while filler.write(bytes(4096)):
                pass
        with pytest.raises(OSError, match="No space left") as full:
            publish_articles(lake, "r2", ["b"])
        assert "make room" in str(machine_error(full.value))
        assert lake.manifest().snapshot_id == "r1"
        assert lake.read("articles")["article_id"].to_pylist() == ["a"]
        (tmp_path / "filler").unlink()
        publish_articles(lake, "r2", ["b"])
        assert sorted(lake.read("articles")["article_id"].to_pylist()) == ["a", "b"]
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)  # the error holds the file


def publish_articles(lake: Lake, run_id: str, names: list[str]) -> None:
    added = {"articles": TABLES["articles"].to_arrow([article(name) for name in names])}
    publish_snapshot(lake, stage_snapshot(lake, run_id, Changes(added)), 2)


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO, errno.EMFILE])
def test_what_the_system_refuses_is_reported_with_its_file(code: int) -> None:
    """Also where another error was raised from it; the file and the remedy are in the line."""
    try:
        try:
            raise OSError(code, os.strerror(code), "some/file")
        except OSError as error:
            raise RuntimeError("a task failed") from error
    except RuntimeError as error:
        told = str(machine_error(error))
    assert told.startswith(f"some/file: {os.strerror(code)}: ")


def test_a_damaged_database_is_reported(tmp_path: Path) -> None:
    """And what to do: delete it."""
    (tmp_path / "news.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(duckdb.Error) as damaged:
        duckdb.connect(str(tmp_path / "news.duckdb"), read_only=True)
    assert "delete it" in str(machine_error(damaged.value))


@pytest.mark.parametrize("bug", [ValueError("x"), KeyError("y"), AssertionError(), RuntimeError("z")])
def test_a_bug_is_none_of_them(bug: Exception) -> None:
    """It keeps its traceback."""
    assert machine_error(bug) is None


def test_a_dead_server_stops_a_run_before_its_work(tmp_path: Path) -> None:
    """One line, exit code 2, no data directory written to."""
    done = newsetl(
        "run", str(SAMPLE), "--data-dir", str(tmp_path / "data"), PREFECT_API_URL="http://127.0.0.1:9/api"
    )
    assert done.returncode == 2
    assert "127.0.0.1:9" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "lake").exists()


def test_a_server_that_does_not_start_in_time_is_one_line(tmp_path: Path) -> None:
    """It says what to do, and nothing was begun."""
    environment = {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "0", "PREFECT_HOME": str(tmp_path)}
    done = newsetl(
        "run", str(SAMPLE), "--data-dir", str(tmp_path / "data"), PREFECT_API_URL="", **environment
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "--direct" in done.stderr
    assert not (tmp_path / "data" / "lake").exists()


def test_no_server_is_none_that_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PREFECT_API_URL each run starts its own."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    assert server_unreachable() is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("explain", str(SAMPLE)), "is a folder"),
        (("run", str(SAMPLE), "--data-dir", "wh?t"), "'?'"),
        (("run", str(SAMPLE), "--data-dir", str(SAMPLE / "20-empty.txt")), "--data-dir"),
        (("evaluate", str(SAMPLE / "01-iraq-drawdown.txt")), "one JSON document a line"),
    ],
)
def test_mistakes_are_one_line(arguments: tuple[str, ...], told: str) -> None:
    """The line says what is wrong."""
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, UserError)
    assert told in str(result.exception)
    assert "\n" not in str(result.exception)


def test_an_empty_question_is_reported(sample_data_dir: Path) -> None:
    """`newsetl query ""` says that there is none."""
    result = CliRunner().invoke(app, ["query", "", "--data-dir", str(sample_data_dir)])
    assert "no question" in str(result.exception)


def test_doctor_tells_a_folder_that_is_none_of_ours(tmp_path: Path) -> None:
    """And leaves nothing in it."""
    (tmp_path / "letter.txt").write_text("Dear all")
    result = CliRunner().invoke(app, ["doctor", "--data-dir", str(tmp_path)])
    assert result.exit_code == 2
    assert "is not a data directory of newsetl" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    "command",
    [
        ("backfill", "--direct"), ("replay-quarantine", "--direct"), ("rollback",), ("rollback", "--list"),
        ("release", "a"), ("remove", "art_1", "--why", "x", "--yes"), ("publish-corrections",),
        ("mirror", "s3://b/p"), ("corrections", "list"), ("corrections", "import", "letter.txt"),
        ("corrections", "export", "all.csv"),
    ],
)  # fmt: skip
def test_commands_that_continue_from_a_state_require_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """A mistyped folder is reported, not answered as an archive in which all is well; nothing is left in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.txt").write_text("Dear all")
    result = CliRunner().invoke(app, [*command, "--data-dir", str(tmp_path)])
    assert isinstance(result.exception, UserError)
    assert "is not a data directory" in str(result.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_locked_run_prints_no_traceback(tmp_path: Path) -> None:
    """Prefect's console leaves it out; the command's own line is the last."""
    with writing(tmp_path / "data"):
        done = newsetl("run", str(SAMPLE / "20-empty.txt"), "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert "another run" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("batch_size = 2.5", "batch_size must be a whole number"),
        ("batch_size = true", "batch_size must be a whole number"),
        ("workers = 100000", "workers must be 1,024 or less"),
        ("query_seconds = 0", "query_seconds must be 1 or more"),
        ("document_megabytes = 1", "document_megabytes must be 100 or more"),
        ('document_seconds = "long"', "document_seconds must be a whole number"),
        ("allowed_hosts = [1]", "allowed_hosts, each host, must be a string"),
        ("fields = {text = 1}", "fields.text must be a string"),
        ("mirror = 1", "mirror must be a string"),
    ],
)
def test_settings_are_checked_by_type_and_range(tmp_path: Path, content: str, told: str) -> None:
    """The line names the setting."""
    (tmp_path / "newsetl.toml").write_text(content)
    with pytest.raises(SettingsError, match=told):
        load_settings(tmp_path / "newsetl.toml")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--dask", "tcp://127.0.0.1:9", "--direct"], "give either --direct or --dask"),
        (["--dask", "tcp://127.0.0.1:9"], "PREFECT_API_URL"),
    ],
)
def test_dask_says_what_it_needs(tmp_path: Path, options: list[str], told: str) -> None:
    """In one line, before anything is started."""
    arguments = ["run", str(SAMPLE), "--data-dir", str(tmp_path / "data"), *options]
    result = CliRunner().invoke(app, arguments, env={"PREFECT_API_URL": None})
    assert isinstance(result.exception, UserError)
    assert told in str(result.exception)
