"""What strangers can do to the desk: other pages in the browser, hostile articles, large and slow requests."""

import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from newsetl.desk.server import listening
from tests.desk.conftest import Running, running
from tests.report.synthetic import HOSTILE_TITLES


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80", ""]
)
def test_another_name_for_this_machine_is_refused(desk: Running, host: str) -> None:
    """A stranger's name that was made to lead here (DNS rebinding) is not answered."""
    answered = desk.get("/figures", headers={"Host": host})
    assert answered.status_code in (400, 421)
    assert "Force" not in answered.text


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1", "file://"])
def test_a_change_from_another_page_is_refused(desk: Running, origin: str | None) -> None:
    """A form on a stranger's page cannot change anything (CSRF)."""
    headers = {"Origin": origin} if origin else {}
    answered = httpx.post(f"{desk.url}/corrections", data={"kind": "confirm"}, headers=headers)
    assert answered.status_code == 403


def test_sizes_and_methods_are_bounded(desk: Running) -> None:
    """Long addresses, large bodies and methods that the desk has no use for are refused."""
    assert desk.get("/figures?q=" + "x" * 5000).status_code == 414
    headers = {"Origin": desk.url}
    large = httpx.post(f"{desk.url}/corrections", content=b"x" * 100_000, headers=headers)
    assert large.status_code == 413
    assert httpx.put(f"{desk.url}/figures", headers=headers).status_code == 405
    many = "&".join(f"actor=a{number}" for number in range(200))
    assert desk.get(f"/figures?{many}").status_code == 200


def test_every_answer_carries_a_strict_policy(desk: Running) -> None:
    """Pages, files and refusals alike; nothing inline runs."""
    for path in ("/figures", "/figures.json", "/nowhere", "/static/none"):
        policy = desk.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert "<style" not in desk.get("/figures").text


def test_a_token_is_asked_for_where_others_can_reach_the_desk(desk: Running) -> None:
    """Without the token there is nothing to see; with it once in the address, a cookie goes on with it."""
    with running(desk.data_dir, token="secret-of-the-desk") as guarded:
        assert guarded.get("/figures").status_code == 401
        assert guarded.get("/figures?token=wrong").status_code == 401
        bad = {"Cookie": b"newsetl_desk=wr\xf6ng"}
        assert guarded.get("/figures", headers=bad).status_code == 401
        first = guarded.get("/figures?token=secret-of-the-desk&actor=USA")
        assert (first.status_code, first.headers["location"]) == (303, "/figures?actor=USA")
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        known = {"newsetl_desk": "secret-of-the-desk"}
        assert guarded.get("/figures", cookies=known).status_code == 200
        bearer = {"Authorization": "Bearer secret-of-the-desk"}
        assert guarded.get("/figures", headers=bearer).status_code == 200
        away = guarded.get("//evil.example/?token=secret-of-the-desk")
        assert away.headers.get("location", "/").startswith("/evil.example/")


def test_hostile_text_does_nothing(hostile: Running, open_page: Callable[..., Any]) -> None:
    """Scripts, handlers and addresses in titles and outlets are shown as text, on every page that shows them."""
    with hostile.archive.reading() as reading:
        rows = reading.records(
            "SELECT article_id, title, story_id FROM articles WHERE url LIKE 'javascript:%' ORDER BY article_id"
        )
    assert {row["title"] for row in rows} == set(HOSTILE_TITLES)
    pages = ["/articles?sort=oldest", "/figures?sure=0", "/statements", "/stories"]
    pages += [f"/articles/{row['article_id']}" for row in rows] + [
        f"/stories/{row['story_id']}" for row in rows
    ]
    seen = open_page(hostile.url + "/figures")
    for path in pages:
        seen.page.goto(hostile.url + path)
        assert seen.page.title().endswith("newsetl")
        assert (
            seen.page.locator(
                "a[href^='javascript:'], img, b, i, [onclick], [onmouseover], [onerror]"
            ).count()
            == 0
        )
        assert not set("\u202e\u2066\u2069") & set(seen.page.inner_text("body"))
    assert seen.complaints == []
    assert all(url.startswith(hostile.url) for url in seen.requests)


@pytest.mark.parametrize(
    "value",
    ["<script>document.title='owned'</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE articles; --",
     "{{ 7*7 }}", "javascript:alert(1)", "\u202egpj.exe", "%00", "$actor"],
)  # fmt: skip
def test_hostile_addresses_do_nothing(hostile: Running, open_page: Callable[..., Any], value: str) -> None:
    """What an address says is bound as a value and shown as text."""
    asked = "&".join(
        f"{name}={quote(value)}" for name in ("q", "actor", "place", "source", "outlet", "from", "page")
    )
    seen = open_page(f"{hostile.url}/figures?{asked}&view={quote(value)}")
    assert seen.page.locator("h1").inner_text() == "Force figures"
    assert seen.complaints == []
    assert seen.page.locator("main img, main script").count() == 0


def test_a_saved_file_holds_no_formula(hostile: Running) -> None:
    """An outlet that looks like a formula is text in a spreadsheet."""
    text = hostile.get("/articles.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "\n=HYPERLINK" not in text
    assert ",=HYPERLINK" not in text


def test_a_slow_visitor_stops_nobody(desk: Running) -> None:
    """Half a request keeps its own connection busy and no other."""
    host, port = desk.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(b"GET /figures HTTP/1.1\r\nHost: x")
        assert desk.get("/figures").status_code == 200


def test_answers_are_sent_at_once() -> None:
    """asyncio turns off the wait for a fuller packet, which costs 40 ms an answer, on sockets that say they are TCP."""
    with listening("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_the_command_line_does_not_load_the_web_framework() -> None:
    """`newsetl --help` and `newsetl query` start without FastAPI."""
    code = "import sys; import newsetl.cli.app; sys.exit(any(name in sys.modules for name in ('fastapi', 'uvicorn')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_port_that_is_taken_is_reported_in_one_line(desk: Running) -> None:
    """The command says what to do."""
    port = desk.url.rpartition(":")[2]
    call = [sys.executable, "-m", "newsetl", "serve", "--data-dir", str(desk.data_dir), "--port", port]
    taken = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120)
    assert (taken.returncode, "give another --port" in taken.stderr) == (2, True)
