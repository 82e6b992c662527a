"""The flows on a real server: from the command line, on a schedule, and what the server shows of them."""

import functools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import httpx

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
PATIENCE = 200  # seconds


def newsetl(*arguments: str, env: dict[str, str]) -> list[str]:
    return [sys.executable, "-c", "from newsetl.cli import main; main()", *arguments]


def run_newsetl(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        newsetl(*arguments, env=env), env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def api(env: dict[str, str], path: str, body: dict[str, Any] | None = None) -> Any:
    return (
        httpx.post(f"{env['PREFECT_API_URL']}/{path}", json=body or {}, timeout=30).raise_for_status().json()
    )


@contextmanager
def a_feed(folder: Path) -> Iterator[Path]:
    """A feed with one article on loopback, and the feeds file that names it."""
    site = folder / "site"
    site.mkdir()
    handler = functools.partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        host = f"127.0.0.1:{server.server_port}"
        item = f"<item><title>Brigade</title><link>http://{host}/brigade.html</link></item>"
        (site / "news.rss").write_text(f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>')
        text = "<p>The army said on Monday that 2,500 Chadian soldiers were in Niger.</p>" * 4
        (site / "brigade.html").write_text(
            f"<html><body><article><h1>Brigade</h1>{text}</article></body></html>"
        )
        limits = f'[collect]\nallowed_hosts = ["{host}"]\ndelay_seconds = 0.0\n'
        (folder / "feeds.toml").write_text(f'{limits}[[feeds]]\nurl = "http://{host}/news.rss"\n')
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder / "feeds.toml"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing of what it serves."""


def write_inbox(folder: Path) -> Path:
    folder.mkdir()
    record = {"id": "a", "outlet": "Outlet", "published_at": "2018-02-05"}
    text = "ERBIL - The ministry said on Monday that 4,000 Iraqi troops were in Mosul. " * 3
    (folder / "a.json").write_text(json.dumps(record | {"text": text}))
    return folder


def test_a_run_tells_its_counts_and_leaves_its_summary_on_the_server(
    server: dict[str, str], tmp_path: Path
) -> None:
    """`newsetl run` against a running server ends well; it has the run, its summary, and its alerts, also as events."""
    inbox = write_inbox(tmp_path / "inbox")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "watch.toml").write_text('[[watch]]\nname = "Iraq"\nplaces = ["Iraq"]\n')
    done = run_newsetl("run", str(inbox), "--data-dir", str(tmp_path / "data"), env=server)
    assert done.returncode == 0, done.stderr
    assert "read 1 · published 1 · duplicate 0 · quarantined 0" in done.stdout
    runs = api(server, "flow_runs/filter", {"flows": {"name": {"any_": ["newsetl-run"]}}})
    assert "COMPLETED" in {run["state_type"] for run in runs}
    artifacts = api(server, "artifacts/filter", {"artifacts": {"key": {"any_": ["newsetl-run"]}}})
    assert any("Most named places" in artifact["data"] for artifact in artifacts)
    (alerts,) = api(server, "artifacts/filter", {"artifacts": {"key": {"any_": ["newsetl-alerts"]}}})
    assert "first mention: 4,000 persons" in alerts["data"]
    assert any(event["payload"]["kind"] == "first mention" for event in events(server, "newsetl.alert"))


def events(env: dict[str, str], name: str) -> list[dict[str, Any]]:
    """Events of a name that have come to the server; it keeps them a moment after they were sent."""
    for _ in range(PATIENCE):
        found: list[dict[str, Any]] = api(env, "events/filter", {"filter": {"event": {"name": [name]}}})[
            "events"
        ]
        if found:
            return found
        time.sleep(1)
    return []


def test_a_failed_run_is_seen_on_the_server(server: dict[str, str], tmp_path: Path) -> None:
    """A run that ends badly is marked failed on the server, and the command says so."""
    from newsetl.stages.run_context import writing

    inbox = write_inbox(tmp_path / "inbox")
    with writing(tmp_path / "data"):
        done = run_newsetl("run", str(inbox), "--data-dir", str(tmp_path / "data"), env=server)
    assert done.returncode == 4
    assert any(line.startswith("newsetl: another run (process") for line in done.stderr.splitlines())
    runs = api(server, "flow_runs/filter", {"flows": {"name": {"any_": ["newsetl-run"]}}})
    assert "FAILED" in {run["state_type"] for run in runs}


def test_a_schedule_runs_by_itself(server: dict[str, str], tmp_path: Path) -> None:
    """`newsetl schedule` deploys, and a run happens by the server's schedule that collects, reads and publishes."""
    inbox = write_inbox(tmp_path / "inbox")
    database = tmp_path / "data" / "news.duckdb"
    with ExitStack() as ending:
        feeds = ending.enter_context(a_feed(tmp_path))
        options = ("--collect", str(feeds), "--every", "5", "--data-dir", str(tmp_path / "data"))
        log = ending.enter_context((tmp_path / "log").open("wb"))
        command = newsetl("schedule", str(inbox), *options, env=server)
        process = subprocess.Popen(command, env=server, stdout=log, stderr=log)
        ending.callback(process.wait, timeout=60)
        ending.callback(process.terminate)
        deadline = time.monotonic() + PATIENCE
        while not database.exists() and time.monotonic() < deadline:
            assert process.poll() is None, (tmp_path / "log").read_text()
            time.sleep(1)
        assert database.exists(), (tmp_path / "log").read_text()
        with duckdb.connect(str(database), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(2,)]
        deployments = api(server, "deployments/filter")
        assert [d["name"] for d in deployments if d["schedules"]] == ["daily"]


def test_without_a_server_schedule_says_what_to_do(server: dict[str, str], tmp_path: Path) -> None:
    """The user is told to start a server, in one line."""
    env = {name: value for name, value in server.items() if name != "PREFECT_API_URL"}
    done = run_newsetl("schedule", str(tmp_path), env=env)
    assert done.returncode == 2
    assert done.stderr.startswith("newsetl: no Prefect server: run `prefect server start`")
