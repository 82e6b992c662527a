"""`collect` against a real HTTP server on loopback."""

import gzip
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from newsetl.core.documents import RawDocument
from newsetl.errors import InputNotFound, RunLocked, SettingsError
from newsetl.inputs import ReadSettings, expand_inputs, read_documents
from newsetl.inputs.collect import CollectSettings, CollectSummary, collect
from newsetl.inputs.collect.state import load_state, locked
from tests.inputs.conftest import send
from tests.lake.powercut import Disk, policies

PAGE = "<html><head><title>Convoy</title></head><body><p>The convoy left at dawn.</p></body></html>"


@pytest.fixture
def settings(tmp_path):
    """The loopback address is allowed as a configuration would allow it; no waits, but time to answer in."""
    return CollectSettings(
        tmp_path / "data",
        allowed_hosts=("127.0.0.1",),
        delay_seconds=0.0,
        read_seconds=20.0,
        total_seconds=40.0,
        max_bytes=200_000,
        retries=1,
        sleep=lambda _: None,
    )


def impatient(settings: CollectSettings) -> CollectSettings:
    """Limits that a slow server passes soon."""
    return replace(settings, read_seconds=0.8, total_seconds=1.5)


def run(settings: CollectSettings, *feeds: str, **options: str) -> CollectSummary:
    """One run over these feeds."""
    toml = settings.data_dir.parent / "feeds.toml"
    lines = "\n".join(f'{name} = "{value}"' for name, value in options.items())
    toml.write_text("\n".join(f'[[feeds]]\nurl = "{feed}"\n{lines}' for feed in feeds))
    return collect(toml, settings)


def collected(settings: CollectSettings) -> list[RawDocument]:
    """What newsetl reads of the archives."""
    files = expand_inputs([str(settings.data_dir / "raw" / "collected")])
    documents = [outcome for file in files for outcome in read_documents(file, ReadSettings())]
    assert all(isinstance(document, RawDocument) for document in documents)
    return documents


def one_failure(summary: CollectSummary) -> tuple[str, bool]:
    """Reason and retry of the only failure."""
    assert len(summary.failures) == 1, summary.failures
    return summary.failures[0].reason_code, summary.failures[0].will_retry


def test_article_of_a_feed_is_kept_with_what_the_feed_says(site, settings):
    """A page goes from feed to archive to document, its bytes unchanged, dated by the feed."""
    feed = site.feed(site.page("/a", PAGE))
    summary = run(settings, feed, outlet="Example Post")
    assert (summary.found, summary.fetched, summary.waiting, summary.failures) == (1, 1, 0, ())
    [document] = collected(settings)
    assert document.content == PAGE.encode()
    assert document.encoding == "utf-8"
    assert document.fetched_at is not None
    assert document.metadata == {
        "url": site.root + "/a",
        "title": "Item 0",
        "outlet": "Example Post",
        "published_at": "Fri, 20 Feb 2026 08:00:00 GMT",
        "published_source": "feed",
    }


def test_compressed_page_is_kept_as_sent_and_read(site, settings):
    """The archive holds what the server sent, coding and all; the reader undoes it."""
    site.page("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    run(settings, site.feed(site.root + "/a"))
    assert [document.content for document in collected(settings)] == [PAGE.encode()]


def test_names_in_any_script_survive(site, settings):
    """What the feed and FEEDS.toml say is kept in Unicode and on one line."""
    item = f"<item><title>«Войска»\n — “gone”</title><link>{site.page('/a', PAGE)}</link></item>"
    feed = site.page("/feed.rss", f"<rss><channel>{item}</channel></rss>")
    run(settings, feed, outlet="Η Εφημερίδα")
    [document] = collected(settings)
    assert document.metadata["title"] == "«Войска» — “gone”"
    assert document.metadata["outlet"] == "Η Εφημερίδα"


def test_robots_may_name_the_collector(site, settings):
    """Rules for the product in the User-Agent win over those for all."""
    robots = "User-agent: *\nDisallow: /\n\nUser-agent: newsetl\nDisallow: /private/\n"
    site.page("/robots.txt", robots, content_type="text/plain")
    run(settings, site.feed(site.page("/private/a", PAGE), site.page("/b", PAGE)))
    assert site.paths() == ["/feed.rss", "/b"]


def test_requests_say_who_asks(site, settings):
    """Every request carries the configured User-Agent."""
    run(replace(settings, user_agent="desk/1.0 (+https://example.org)"), site.feed(site.page("/a", PAGE)))
    assert {headers["User-Agent"] for _, headers in site.requests} == {"desk/1.0 (+https://example.org)"}


def test_unchanged_feed_is_asked_conditionally(site, settings):
    """The second poll sends the validators of the first; 304 means that nothing is fetched again."""
    link = site.page("/a", PAGE)
    feed = site.feed(link)
    serve = site.pages["/feed.rss"]

    def conditional(handler):
        if handler.headers.get("If-None-Match") == '"v1"':
            handler.send_response(304)
            handler.end_headers()
            return
        handler.send_response_only = lambda *args: (
            type(handler).send_response_only(handler, *args),
            handler.send_header("ETag", '"v1"'),
        )
        serve(handler)

    site.pages["/feed.rss"] = conditional
    assert run(settings, feed).unchanged == 0
    second = run(settings, feed)
    assert (second.unchanged, second.found, second.fetched) == (1, 0, 0)
    assert site.paths() == ["/feed.rss", "/a", "/feed.rss"]


def test_article_seen_before_is_not_fetched_again(site, settings):
    """A feed without validators that names the same article twice has it fetched once."""
    feed = site.feed(site.page("/a", PAGE), site.root + "/a#comments")
    run(settings, feed)
    assert run(settings, feed).found == 0
    assert site.paths().count("/a") == 1


def drip(handler):
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler):
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


def silence(handler):
    """Nothing at all."""
    time.sleep(3)


def endless(handler):
    """A body without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"x" * 65536)


def answer(status=200, body=b"", **headers):
    """A whole response."""

    def page(handler):
        send(handler, body, status, **{"content_type": "text/html", **headers})

    return page


BOMB = gzip.compress(b"\0" * 50_000_000)
MISBEHAVIOURS = {
    "slow body": (drip, "timeout", True),
    "slow headers": (drip_headers, "timeout", True),
    "silence": (silence, "timeout", True),
    "endless body": (endless, "too_large", False),
    "announced size": (answer(body=b"x" * 300_000), "too_large", False),
    "gzip bomb": (answer(body=BOMB, Content_Encoding="gzip"), "too_large", False),
    "broken gzip": (
        answer(body=gzip.compress(PAGE.encode())[:40], Content_Encoding="gzip"),
        "broken_archive",
        False,
    ),
    "unknown coding": (answer(body=b"xx", Content_Encoding="made-up"), "http_error", False),
    "cut connection": (answer(body=b"short", Content_Length="500"), "http_error", True),
    "no HTTP": (lambda handler: handler.wfile.write(b"\x00\x01nonsense\r\n\r\n"), "http_error", True),
    "redirect loop": (answer(302, Location="/bad"), "http_error", False),
    "redirect elsewhere": (answer(302, Location="http://127.0.0.2/"), "http_error", False),
    "redirect to a name of it": (answer(302, Location="http://localhost/"), "http_error", False),
    "redirect to a file": (answer(302, Location="file:///etc/passwd"), "http_error", False),
    "redirect to nonsense": (answer(302, Location="http://[::1"), "http_error", True),
    "gone": (answer(410), "http_error", False),
    "error": (answer(500), "http_error", True),
    "too busy": (answer(429, Retry_After="86400"), "http_error", True),
    "a picture": (answer(body=b"GIF89a", content_type="image/gif"), "unknown_format", False),
}


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_misbehaviour_costs_one_article(site, settings, name):
    """Whatever a server does, the article is reported with its reason and the next one is fetched."""
    site.pages["/bad"], reason, will_retry = MISBEHAVIOURS[name]
    limits = impatient(settings) if reason == "timeout" else settings
    summary = run(limits, site.feed(site.root + "/bad", site.page("/good", PAGE)))
    assert one_failure(summary) == (reason, will_retry)
    assert summary.waiting == int(will_retry)
    assert [document.metadata["url"] for document in collected(settings)] == [site.root + "/good"]


def test_chain_of_redirects_ends(site, settings):
    """More hops than allowed are an error, fewer lead to the page, kept under its own address."""
    for number in range(9):
        site.pages[f"/hop{number}"] = answer(301, Location=f"/hop{number + 1}")
    site.page("/hop9", PAGE)
    summary = run(settings, site.feed(site.root + "/hop0", site.root + "/hop6"))
    assert one_failure(summary) == ("http_error", False)
    assert [document.metadata["url"] for document in collected(settings)] == [site.root + "/hop9"]


@pytest.mark.parametrize("wait", ["7", "Fri, 20 Feb 2026 08:00:07 GMT"])
def test_retry_after_is_honoured(site, settings, wait):
    """429 is tried again after the time that the server asks for, in seconds or as a moment."""
    from datetime import UTC, datetime

    answers = iter([answer(429, Retry_After=wait), answer(body=PAGE.encode())])
    site.pages["/a"] = lambda handler: next(answers)(handler)  # noqa: PLW0108 - a new answer each time
    waits = []
    timed = replace(settings, sleep=waits.append, now=lambda: datetime(2026, 2, 20, 8, 0, 0, tzinfo=UTC))
    assert run(timed, site.feed(site.root + "/a")).fetched == 1
    assert waits == [7.0]


def test_failed_article_waits_for_the_next_run(site, settings):
    """What failed is tried again by later runs, though its feed says 304, and given up after some."""
    site.pages["/a"] = answer(500)
    feed = site.feed(site.root + "/a")
    assert run(settings, feed).waiting == 1
    site.page("/feed.rss", "", status=304)
    site.page("/a", PAGE)
    assert run(settings, feed).fetched == 1
    site.pages["/b"] = answer(503)
    feed = site.feed(site.root + "/b")
    last = [run(replace(settings, max_attempts=2), feed) for _ in range(2)][-1]
    assert one_failure(last) == ("http_error", False)
    assert last.waiting == 0


def test_wrong_charset_is_kept_as_sent(site, settings):
    """The bytes are the server's; that its charset is wrong is the parser's to find out."""
    body = "<html><body><p>“Café”</p></body></html>".encode("cp1252")
    site.page("/a", body, content_type="text/html; charset=utf-8")
    run(settings, site.feed(site.root + "/a"))
    [document] = collected(settings)
    assert document.content == body


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (b"<rss><channel><item><link>/good</lin", None),
        (b"not XML at all", "broken_xml"),
        (b"", "broken_xml"),
        (b"<html><body>moved</body></html>", "unknown_format"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', "forbidden_xml"),
        (b"<a>" * 5000, "too_deep"),
    ],
)
def test_broken_feed_is_reported_and_the_next_one_polled(site, settings, feed, reason):
    """A feed that cannot be parsed is a failure of its own; a damaged one gives what can be read."""
    broken = site.page("/broken.rss", feed, content_type="application/rss+xml")
    summary = run(settings, broken, site.feed(site.page("/good", PAGE)))
    assert [failure.reason_code for failure in summary.failures] == ([reason] if reason else [])
    assert site.root + "/good" in [document.metadata["url"] for document in collected(settings)]


def test_news_sitemap_and_index_are_polled(site, settings):
    """A sitemap index leads to news sitemaps, whose titles and dates go with their articles."""
    site.page("/a", PAGE)
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/'
        f'sitemap-news/0.9"><url><loc>{site.root}/a</loc><news:news><news:publication><news:name>Post</news:name>'
        "</news:publication><news:publication_date>2026-02-20T08:00:00Z</news:publication_date><news:title>Convoy"
        "</news:title></news:news></url></urlset>"
    )
    site.page("/news.xml", news, content_type="application/xml")
    index = f"<sitemapindex><sitemap><loc>{site.root}/news.xml</loc></sitemap></sitemapindex>"
    assert run(settings, site.page("/index.xml", index, content_type="application/xml")).fetched == 1
    [document] = collected(settings)
    assert document.metadata["title"] == "Convoy"
    assert document.metadata["outlet"] == "Post"
    assert document.metadata["published_at"] == "2026-02-20T08:00:00Z"


def test_robots_are_obeyed(site, settings):
    """A disallowed page is not asked for; what robots.txt allows is."""
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/\n", content_type="text/plain")
    feed = site.feed(site.page("/private/a", PAGE), site.page("/b", PAGE))
    assert one_failure(run(settings, feed)) == ("http_error", False)
    assert site.paths() == ["/feed.rss", "/b"]


@pytest.mark.parametrize(
    ("robots", "is_fetched"),
    [
        (answer(404), True),
        (answer(500), False),
        (silence, False),
        (answer(302, Location="/robots2"), True),
        (answer(302, Location="/robots.txt"), False),
    ],
)
def test_robots_that_cannot_be_read_allow_nothing_yet(site, settings, robots, is_fetched):
    """As RFC 9309 has it: no robots.txt allows all, one that fails allows nothing."""
    site.pages["/robots.txt"] = robots
    site.page("/robots2", "User-agent: *\nAllow: /\n", content_type="text/plain")
    limits = impatient(settings) if robots is silence else settings
    run(limits, site.feed(site.page("/a", PAGE)))
    assert ("/a" in site.paths()) is is_fetched


@pytest.mark.parametrize(("robots", "delay"), [("", 2.0), ("User-agent: *\nCrawl-delay: 5\n", 5.0)])
def test_host_is_given_time(site, settings, robots, delay):
    """Between two requests to a host lies the configured delay, or the longer one that robots.txt asks for."""
    site.page("/robots.txt", robots, content_type="text/plain")
    feed = site.feed(site.page("/a", PAGE), site.page("/b", PAGE))
    clock = {"now": 100.0}
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        clock["now"] += seconds

    run(replace(settings, delay_seconds=2.0, sleep=sleep, monotonic=lambda: clock["now"]), feed)
    assert waits == [2.0, delay, delay]


def test_private_addresses_are_refused(site, settings):
    """Without an entry in allowed_hosts nothing on loopback is asked, feed or page."""
    summary = run(replace(settings, allowed_hosts=()), site.feed(site.page("/a", PAGE)))
    assert one_failure(summary) == ("http_error", True)
    assert site.requests == []


def test_allowed_host_may_be_bound_to_a_port(site, settings):
    """allowed_hosts may name one port of a host, and no other port of it is asked then."""
    port = site.server.server_port
    feed = site.feed(site.page("/a", PAGE))
    assert run(replace(settings, allowed_hosts=(f"127.0.0.1:{port}",)), feed).fetched == 1
    assert run(replace(settings, allowed_hosts=(f"127.0.0.1:{port + 1}",)), feed + "?2").failures


def test_killed_run_leaves_nothing_half_done(site, settings, tmp_path):
    """kill -9 in the middle of a run leaves no archive of half a run; the next run fetches everything once."""
    links = [site.page(f"/a{number}", PAGE) for number in range(3)]
    site.pages["/slow"] = drip
    feed = site.feed(*links, site.root + "/slow")
    toml = tmp_path / "feeds.toml"
    toml.write_text(
        f'[collect]\nallowed_hosts = ["127.0.0.1"]\ndelay_seconds = 0\n[[feeds]]\nurl = "{feed}"\n'
    )
    code = (
        "import sys; from pathlib import Path; from newsetl.inputs.collect import CollectSettings, collect; "
        "collect(Path(sys.argv[1]), CollectSettings(Path(sys.argv[2])))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(toml), str(settings.data_dir)])
    while "/slow" not in site.paths() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    folder = settings.data_dir / "raw" / "collected"
    assert [name for name in os.listdir(folder) if not name.startswith(".")] == []
    state = settings.data_dir / "raw" / ".collect-state.json.1-1.partial"
    state.write_text("{")
    site.page("/slow", PAGE)
    assert collect(toml, settings).fetched == 4
    assert sorted(document.metadata["url"] for document in collected(settings)) == [
        *links,
        site.root + "/slow",
    ]
    assert len(os.listdir(folder)) == 1
    assert not state.exists()


def test_a_power_cut_loses_no_article(site, settings, tmp_path, monkeypatch):
    """At any cut, whichever names are on the disk: what the state calls seen is in a whole archive."""
    feed = site.feed(site.page("/a", PAGE))
    run(settings, feed)
    site.feed(site.root + "/a", site.page("/b", PAGE))
    disk = Disk(settings.data_dir, tmp_path / "store")
    with monkeypatch.context() as patch:
        disk.record(patch)
        run(settings, feed)
    seen = set()
    for _, kept in policies(range(3)):
        for cut in range(disk.start, len(disk.events) + 1):
            left = replace(settings, data_dir=disk.build(disk.left_at(cut, kept), tmp_path / "left"))
            known = set(load_state(left.data_dir / "raw").seen)
            assert known <= {document.metadata["url"] for document in collected(left)}
            seen.add(len(known))
    assert seen == {1, 2}


def test_archives_are_closed_along_the_way(site, settings):
    """A long run publishes an archive after so many articles and settles them."""
    links = [site.page(f"/a{number}", PAGE) for number in range(5)]
    progress = []
    toml = settings.data_dir.parent / "feeds.toml"
    toml.write_text(f'[[feeds]]\nurl = "{site.feed(*links)}"\n')
    summary = collect(toml, replace(settings, articles_per_archive=2), progress.append)
    assert len(summary.archives) == 3
    assert len(collected(settings)) == 5
    assert load_state(settings.data_dir / "raw").pending == {}
    assert [(step.stage, step.done, step.total) for step in progress][:2] == [
        ("feeds", 1, 1),
        ("articles", 1, 5),
    ]
    assert (progress[-1].done, progress[-1].total) == (5, 5)


def test_one_collect_at_a_time(site, settings):
    """A second run on the same directory says so instead of writing over the first."""
    with locked(settings.data_dir / "raw"), pytest.raises(RunLocked):
        run(settings, site.feed())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "feeds = 3",
        "[[feeds]]\noutlet = 'x'",
        "[[feeds]]\nurl = 'ftp://x'",
        "[[feeds]]\nurl = 'http://x'\nname = 'y'",
        "[collect]\nspeed = 3\n[[feeds]]\nurl = 'http://x'",
        "[collect]\nretries = 'many'\n[[feeds]]\nurl = 'http://x'",
        "[collect]\ndata_dir = '/'\n[[feeds]]\nurl = 'http://x'",
        "[[feeds]",
        "[other]\nx = 1",
    ],
)
def test_feeds_file_that_cannot_be_used_is_a_user_error(tmp_path, text):
    """A mistake in FEEDS.toml is one line that names it."""
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as error:
        collect(path, CollectSettings(tmp_path / "data"))
    assert "\n" not in str(error.value)


def test_missing_feeds_file_is_a_user_error(tmp_path):
    """A FEEDS.toml that is not there is one line."""
    with pytest.raises(InputNotFound):
        collect(tmp_path / "none.toml", CollectSettings(tmp_path / "data"))


def test_damaged_state_is_not_overwritten(site, settings):
    """A state that newsetl did not write is left where it is, and reported."""
    path = settings.data_dir / "raw" / "collect-state.json"
    path.parent.mkdir(parents=True)
    path.write_text("{")
    with pytest.raises(SettingsError):
        run(settings, site.feed())
    assert Path(path).read_text() == "{"
