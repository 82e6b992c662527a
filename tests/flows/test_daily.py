"""The daily flow on a real server: collected from a feed over HTTP, published, and nothing twice the next day."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb

from tests.articles.pages import BODY, page
from tests.inputs.conftest import Site, site

__all__ = ["site"]
DAILY = """
import json, sys
from newsetl.cli.flows import load_flows
print(json.dumps(load_flows().daily_news(feeds="feeds.toml", data_dir="data", workers=1)))
"""


def run_daily(folder: Path, env: dict[str, str]) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", DAILY],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, int] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def test_the_daily_flow_collects_and_publishes(server: dict[str, str], site: Site, tmp_path: Path) -> None:
    """An article that a feed names is in the database after the first day and a duplicate on the second."""
    feed = site.feed(site.page("/2026/a", page(BODY)))
    limits = '[collect]\nallowed_hosts = ["127.0.0.1"]\ndelay_seconds = 0.0\n'
    (tmp_path / "feeds.toml").write_text(f'{limits}[[feeds]]\nurl = "{feed}"\noutlet = "Calden Courier"\n')
    env = os.environ | server
    first = run_daily(tmp_path, env)
    assert (first["read"], first["published"]) == (1, 1)
    with duckdb.connect(str(tmp_path / "data" / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT outlet FROM articles").fetchall() == [("Calden Courier",)]
    assert (tmp_path / "data" / "reports" / "index.html").is_file()
    second = run_daily(tmp_path, env)
    assert second["published"] == 0
