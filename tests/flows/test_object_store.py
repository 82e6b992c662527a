"""Workers without a disk of their own, on a real server: each continues from what the one before left in the store."""

import json
import os
import shutil
from pathlib import Path

import duckdb

from newsetl.lake.remote import open_remote
from tests.articles.pages import BODY, page
from tests.flows.test_daily import run_daily
from tests.flows.test_flows import run_newsetl, write_inbox
from tests.inputs.conftest import Site, site
from tests.lake.conftest import bucket, s3_endpoint

__all__ = ["bucket", "s3_endpoint", "site"]
NEXT = "KABUL - The minister said on Tuesday that 300 soldiers had left Kandahar for Helmand. " * 3


def test_a_worker_with_an_empty_disk_goes_on_and_one_that_was_overtaken_stops(
    server: dict[str, str], bucket: str, s3_endpoint: str, tmp_path: Path
) -> None:
    """The second worker restores and says so, publishes what is new only; the first one then stops before it starts."""
    env = server | {
        "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_ENDPOINT_URL": s3_endpoint,
        "NEWSETL_MIRROR": bucket,
    }  # fmt: skip
    inbox = write_inbox(tmp_path / "inbox")
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    first = run_newsetl("run", str(inbox), "--data-dir", one, env=env)
    assert first.returncode == 0, first.stderr
    (inbox / "b.json").write_text(
        json.dumps({"id": "b", "outlet": "Outlet", "published_at": "2018-02-06", "text": NEXT})
    )
    second = run_newsetl("run", str(inbox), "--data-dir", two, env=env)
    assert second.returncode == 0, second.stderr
    assert "read 2 · published 1 · duplicate 1 · quarantined 0" in second.stdout
    told = f"nothing was published in {two}: restored "
    assert any(
        told in line and f" with 1 articles from {bucket}" in line for line in second.stderr.splitlines()
    )
    overtaken = run_newsetl("run", str(inbox), "--data-dir", one, env=env)
    assert overtaken.returncode == 2
    stopped = [line for line in overtaken.stderr.splitlines() if line.startswith("newsetl: ")]
    assert len(stopped) == 1
    assert "of another machine, newer than" in stopped[0]
    assert open_remote(bucket).manifest.rows("articles") == 2
    with duckdb.connect(str(tmp_path / "one" / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
    shutil.rmtree(one)
    again = run_newsetl("run", str(inbox), "--data-dir", one, env=env)
    assert "read 2 · published 0 · duplicate 2 · quarantined 0" in again.stdout


def test_a_new_machine_collects_nothing_again(
    server: dict[str, str], bucket: str, site: Site, tmp_path: Path
) -> None:
    """The second day's collection, elsewhere, asks for the page that is new and not for the one it has."""
    env = os.environ | server | {"NEWSETL_MIRROR": bucket}
    limits = '[collect]\nallowed_hosts = ["127.0.0.1"]\ndelay_seconds = 0.0\n'
    old = site.page("/2026/a", page(BODY))
    for home in ("one", "two"):
        (tmp_path / home).mkdir()
        feed = f'{limits}[[feeds]]\nurl = "{site.root}/feed.rss"\noutlet = "Calden Courier"\n'
        (tmp_path / home / "feeds.toml").write_text(feed)
    site.feed(old)
    assert run_daily(tmp_path / "one", env)["published"] == 1
    shutil.rmtree(tmp_path / "one")
    site.feed(old, site.page("/2026/b", page(BODY.replace("Calden", "Morven"))))
    second = run_daily(tmp_path / "two", env)
    assert (second["read"], second["published"] + second["duplicate"]) == (1, 1)
    assert sorted(path for path in site.paths() if path.startswith("/2026/")) == ["/2026/a", "/2026/b"]
    assert open_remote(bucket).manifest.rows("inputs") == 2
