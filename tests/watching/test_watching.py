"""Watch lists: what runs raise alerts for, the page, the feed and the webhook."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pytest

from newsetl.errors import UserError
from newsetl.settings import Settings
from newsetl.stages.anything_to_do import look_ahead
from newsetl.watching import Alert, forget, read_alerts, read_watches, watch
from newsetl.watching.alerts import find_alerts
from newsetl.watching.log import add_alerts, not_posted
from newsetl.watching.pages import ATOM, feed, page
from newsetl.watching.watch_list import Watches
from newsetl.watching.webhook import post_alerts
from tests.stages.plain_run import plain_run
from tests.stages.test_runs import write_article

NOW = datetime(2024, 5, 1, tzinfo=UTC)
HOSTILE = Alert(
    "alr_1", NOW.isoformat(), "<b>", "new figure", "<script>alert(1)</script>", "\x00\ud800\u202e ]]>", "&lt;",
    "javascript:alert(1)", "2024-05-01", "art_1", "frc_1",
)  # fmt: skip
WATCH = """
[[watch]]
name = "Turkey in Iraq"
actors = ["TUR"]
places = ["Iraq"]

[[watch]]
name = "large"
at_least = 9000
"""


def told(data_dir: Path) -> list[tuple[str, str]]:
    return [(alert.watch, alert.kind) for alert in read_alerts(data_dir)]


def test_runs_tell_first_mentions_highs_and_new_figures_once(tmp_path: Path) -> None:
    """What was reported before raises no alert again, also where another outlet repeats it."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    (data_dir / "watch.toml").write_text(WATCH)
    said = "Turkey has {} soldiers in Mosul, Iraq, the ministry said on Monday."
    write_article(tmp_path / "in", "a", said.format("700"))
    plain_run(data_dir, [str(tmp_path / "in")])
    first = [("Turkey in Iraq", "first mention")]
    assert told(data_dir) == first
    write_article(tmp_path / "in", "b", "Officials told reporters it again. " + said.format("700"))
    write_article(tmp_path / "in", "c", "Much has changed in the north since. " + said.format("12,000"))
    plain_run(data_dir, [str(tmp_path / "in")])
    assert told(data_dir) == [*first, ("Turkey in Iraq", "new high"), ("large", "first mention")]
    plain_run(data_dir, [str(tmp_path / "in")])
    assert len(told(data_dir)) == 3
    entries = ET.parse(data_dir / "alerts" / "alerts.xml").getroot().findall(f"{{{ATOM}}}entry")
    assert len(entries) == 3
    assert "12,000" in (data_dir / "alerts" / "alerts.html").read_text(encoding="utf-8")


def outlets(days: dict[str, list[int]]) -> list[str]:
    """Silent outlets, of which each published so many days before now."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE articles (outlet VARCHAR, published_date DATE)")
        for outlet, ago in days.items():
            rows = [(outlet, NOW.date() - timedelta(days)) for days in ago]
            connection.executemany("INSERT INTO articles VALUES (?, ?)", rows)
        return [str(alert.outlet) for alert in find_alerts(connection, Watches(), NOW)]


def test_an_outlet_that_falls_silent_is_an_alert() -> None:
    """Daily ones after three days, weekly ones later; those that never were regular or left long ago never."""
    daily = list(range(4, 20))
    found = outlets(
        {
            "Daily": daily,
            "Daily that goes on": list(range(1, 20)),
            "Weekly": [10, 17, 24, 31, 38],
            "Weekly that is silent": [22, 29, 36, 43, 50],
            "Seldom": [5, 20],
            "Gone": [day + 90 for day in daily],
        }
    )
    assert found == ["Daily", "Weekly that is silent"]


def test_a_removed_article_leaves_no_words_in_alerts(tmp_path: Path) -> None:
    """Nor in the page and the feed."""
    kept = replace(HOSTILE, alert_id="alr_2", article_id="art_2", text="stays")
    add_alerts(tmp_path, [replace(HOSTILE, text="secret"), kept])
    forget(tmp_path, ["art_1"])
    assert [alert.article_id for alert in read_alerts(tmp_path)] == ["art_2"]
    for path in (tmp_path / "alerts").iterdir():
        assert "secret" not in path.read_text(encoding="utf-8")


def test_hostile_words_are_text_in_page_and_feed() -> None:
    """Tags, javascript: addresses and characters that XML lacks do nothing."""
    shown = page([HOSTILE])
    assert "<script" not in shown
    assert "javascript:" not in shown
    entry = ET.fromstring(feed([HOSTILE])).find(f"{{{ATOM}}}entry")
    assert entry is not None
    assert entry.find(f"{{{ATOM}}}link") is None
    assert entry.findtext(f"{{{ATOM}}}title") == "<b>: <script>alert(1)</script>"


@contextmanager
def server(answers: list[int]) -> Iterator[tuple[str, list[Any]]]:
    """A webhook that answers as the test sets, then with 200."""
    got: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers.pop(0) if answers else 200)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/hook", got
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


ALERTS = [replace(HOSTILE, alert_id=f"alr_{number}", text="4,000 troops") for number in range(60)]


def test_a_webhook_is_tried_again_and_gets_everything_once() -> None:
    """Posts of fifty; one that fails is tried after a wait."""
    waits: list[float] = []
    with server([500, 503]) as (url, got):
        assert post_alerts(url, ALERTS, {"127.0.0.1"}, waits.append) == ([], None)
    assert waits == [1.0, 5.0]
    assert [len(content["alerts"]) for content in got] == [50, 50, 50, 10]
    assert got[-1]["alerts"][-1]["alert_id"] == "alr_59"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/x", "http://169.254.169.254/", "file:///etc/passwd", "x"]
)
def test_no_private_address_is_posted_to(url: str) -> None:
    """Unless the settings allow its host: a watch list must not reach into an intranet."""
    left, reason = post_alerts(url, ALERTS[:1], (), lambda _: None)
    assert left == ALERTS[:1]
    assert reason


def test_what_a_webhook_did_not_take_waits_for_the_next_run(
    sample_data_dir: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The run ends well, says so, and the next posts it."""
    (tmp_path / "news.duckdb").symlink_to((sample_data_dir / "news.duckdb").resolve())
    (tmp_path / "watch.toml").write_text('webhook = "http://127.0.0.1:9/x"')
    add_alerts(tmp_path, ALERTS[:2])
    watch(tmp_path, NOW)
    assert "wait for the next run" in caplog.text
    with server([]) as (url, got):
        (tmp_path / "watch.toml").write_text(f'webhook = "{url}"')
        watch(tmp_path, NOW, ["127.0.0.1"])
        watch(tmp_path, NOW, ["127.0.0.1"])
    assert [len(content["alerts"]) for content in got] == [2]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[watch]]\nactors = ['x']", "needs a name"),
        ("[[watch]]\nname = 'x'", "takes everything"),
        ("[[watch]]\nname = 'x'\nactor = ['y']", "has no 'actor'"),
        ("[[watch]]\nname = 'x'\nactors = 'y'", "must be a list"),
        ("[[watch]]\nname = 'x'\nat_least = '5'", "must be a number"),
        ("watch = 3", "begins with"),
        ("webhook = 3", "an address in quotes"),
        ("hook = ''", "unknown 'hook'"),
        ("[[", "TOML"),
    ],
)
def test_a_watch_list_that_is_not_understood_is_reported_in_one_line(
    tmp_path: Path, content: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    """`newsetl watch` says what is wrong; a run says so too, and ends well."""
    (tmp_path / "watch.toml").write_text(content)
    with pytest.raises(UserError, match=message):
        read_watches(tmp_path)
    assert watch(tmp_path, NOW) == []
    assert message in caplog.text


def test_without_a_watch_list_nothing_is_written(tmp_path: Path) -> None:
    """Who watches nothing has no folder for it."""
    assert watch(tmp_path, NOW) == []
    assert list(tmp_path.iterdir()) == []


def test_an_outlet_falls_silent_also_where_no_news_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that finds nothing new looks for silence too, and reports no figure again."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    (data_dir / "watch.toml").write_text(WATCH)
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for days in range(20, 13, -1):
        text = f"Turkey has {days}00 soldiers in Mosul, Iraq, an official said on day {days} of the count."
        write_article(tmp_path / "in", f"d{days}", text)
        file = tmp_path / "in" / f"d{days}.json"
        file.write_text(file.read_text().replace("2018-02-05", f"{today - timedelta(days=days):%Y-%m-%d}"))
    plain_run(data_dir, [str(tmp_path / "in")])
    (data_dir / "alerts" / "alerts.jsonl").write_bytes(b"")
    assert look_ahead(Settings(data_dir=data_dir), [str(tmp_path / "in")]).unchanged is None
    plain_run(data_dir, [str(tmp_path / "in")])
    assert [kind for _, kind in told(data_dir)] == ["silent outlet"]


def test_a_damaged_log_of_alerts_stops_no_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is said in one line; what is whole is kept, and the file is whole again with the next alert."""
    add_alerts(tmp_path, [HOSTILE])
    log = tmp_path / "alerts" / "alerts.jsonl"
    log.write_bytes(log.read_bytes() + b'{"alert_id": 7}\n\xff\xfe{\n[]\n' + log.read_bytes()[:40])
    (tmp_path / "alerts" / "posted.json").write_bytes(b"{[")
    assert [alert.alert_id for alert in read_alerts(tmp_path)] == ["alr_1"]
    assert [alert.alert_id for alert in not_posted(tmp_path)] == ["alr_1"]
    assert "4 damaged lines are left out" in caplog.text
    add_alerts(tmp_path, [replace(HOSTILE, alert_id="alr_2")])
    caplog.clear()
    assert len(read_alerts(tmp_path)) == 2
    assert caplog.text == ""
