"""What an object store costs: bringing an archive there, a day more, a new machine from it, questions over HTTP.

Run as `python benchmarks/object_store.py [DAYS [ARTICLES_PER_DAY]]`; the default makes 60 days of 1,400 synthetic
articles. The store is moto's server on loopback, in a process of its own, which holds everything in memory: the figures
say what newsetl does, not what a network or a provider does.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from pyarrow import fs

import newsetl
from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.storage.object_store import open_store
from newsetl.storage.raw_store import store_raw
from newsetl.warehouse import build_database
from newsetl.warehouse.sql_files import read_scripts
from synthetic_lake import make_rows
from warehouse import FIRST_DAY, publish_archive, timed

URI = "s3://newsetl-benchmark/archive"
QUESTIONS = (
    "most_cited_sources",
    "us_troops_in_iraq",
    "places_rising_this_week",
    "unnamed_sources_by_outlet",
)


@contextmanager
def object_store() -> Iterator[None]:
    """A store with an empty bucket, and the environment that opens it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "moto.server", "-p", port]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as service:
        try:
            _wait_for(f"http://127.0.0.1:{port}")
            names = {"ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "secret"}
            names["ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
            os.environ.update({f"AWS_{name}": value for name, value in names.items()})
            fs.S3FileSystem(
                access_key="key", secret_key="secret", endpoint_override=f"127.0.0.1:{port}", scheme="http",
                region="us-east-1", allow_bucket_creation=True,
            ).create_dir("newsetl-benchmark")  # fmt: skip
            yield
        finally:
            service.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def publish_day(folder: Path, number: int, articles: int) -> None:
    """One day more in the lake."""
    lake, run_id = Lake(folder / "lake"), f"run-{number:05}"
    rows = make_rows(FIRST_DAY + timedelta(number), 1, articles, run_id)
    publish_snapshot(lake, stage_snapshot(lake, run_id, Changes(rows)), keep=2)


def mirror_originals(folder: Path, count: int = 2_000) -> None:
    """Originals of four kilobytes each, packed, as a run leaves them: one object each."""
    paths = [store_raw(folder, f"{number:064x}", os.urandom(4_000)) for number in range(count)]
    with timed(f"put {count:,} originals"):
        open_store(URI).put_files((path.relative_to(folder).as_posix(), path) for path in paths)


def ask_over_http() -> None:
    """Opens the store as an analyst does."""
    with timed("open the store"):
        news = newsetl.open(URI)
    with timed("one day of attributions"):
        rows = news.attributions(since=str(FIRST_DAY + timedelta(3)), until=str(FIRST_DAY + timedelta(3)))
    print(f"  {len(rows):,} rows")
    for name in QUESTIONS:
        with timed(f"question {name}"):
            news.sql(name)
    for mart in read_scripts("marts"):
        with timed(f"mart {mart.name}"):
            news.sql(f"SELECT count(*) FROM {mart.name}")
    news.close()


def main(days: int = 60, articles: int = 1_400) -> None:
    """Prints what each step takes."""
    with tempfile.TemporaryDirectory() as work, object_store():
        here, there = Path(work) / "here", Path(work) / "there"
        here.mkdir()
        publish_archive(here, days, articles)
        with timed("mirror the archive"):
            done = mirror(here, URI)
        print(f"  {done.uploaded} files, {done.bytes / 1e6:.0f} MB")
        publish_day(here, days, articles)
        with timed("mirror one day more"):
            done = mirror(here, URI)
        print(f"  {done.uploaded} files, {done.bytes / 1e6:.1f} MB")
        mirror_originals(here)
        with timed("restore on a new machine: fetch"):
            restored = restore(there, URI)
        assert restored is not None
        print(f"  {restored.fetched.files} files, {restored.fetched.bytes / 1e6:.0f} MB")
        lake = Lake(there / "lake")
        with timed("restore on a new machine: load the database"):
            build_database(lake, lake.manifest(), there / "news.duckdb", there / "next.duckdb")
        ask_over_http()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
