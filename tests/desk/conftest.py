"""The desk as it runs: a real server on a free port, in front of the published sample and of a hostile archive."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from newsetl.desk.archive import DESK_LIMITS, Archive
from newsetl.desk.desk import Desk
from newsetl.desk.server import listening, make_server
from newsetl.warehouse.sandbox import Limits
from newsetl.warehouse.sql_files import in_order, read_scripts
from tests.browser.conftest import Visit, pages_of
from tests.report.conftest import database

__all__ = ["database"]
KINDS = ("marts", "indexes", "macros")
PATIENCE = 120  # seconds: other tests may have the processor


@dataclass(frozen=True)
class Running:
    """A desk that answers at `url`."""

    url: str
    data_dir: Path
    archive: Archive

    def get(self, path: str, **options: Any) -> httpx.Response:
        """What it answers to a GET."""
        return httpx.get(self.url + path, timeout=PATIENCE, **options)


@contextmanager
def running(data_dir: Path, token: str | None = None) -> Iterator[Running]:
    """Runs a desk in a thread."""
    limits = Limits(PATIENCE, DESK_LIMITS.megabytes)
    with closing(Desk.of(data_dir, limits)) as desk, listening("127.0.0.1", 0) as listener:
        server = make_server(desk, listener, token)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield Running(f"http://127.0.0.1:{listener.getsockname()[1]}", data_dir, desk.archive)
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def desk(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The desk of the sample; each module of tests has a copy of its own, which it may correct."""
    data_dir = tmp_path_factory.mktemp("desk") / "data"
    shutil.copytree(sample_data_dir, data_dir, symlinks=True)
    with running(data_dir) as started:
        yield started


@pytest.fixture(scope="session")
def hostile(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The desk of an invented archive whose titles, outlets and addresses mean harm."""
    data_dir = tmp_path_factory.mktemp("hostile")
    shutil.copyfile(database, data_dir / "news.duckdb")
    with duckdb.connect(str(data_dir / "news.duckdb")) as connection:
        _complete(connection)
    with running(data_dir) as started:
        yield started


def _complete(connection: duckdb.DuckDBPyConnection) -> None:
    """The marts and macros that the archive lacks."""
    macros = {script.name for script in read_scripts("macros")}
    there = {name for (name,) in connection.execute("SELECT view_name FROM duckdb_views()").fetchall()}
    for script, _ in in_order([s for kind in KINDS for s in read_scripts(kind)]):
        if script.name in macros:
            connection.execute(script.sql)
        elif script.name not in there:
            kind = "TABLE" if script.refresh_by else "VIEW"
            connection.execute(f"CREATE {kind} {script.name} AS {script.sql}")


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Opens an address in a page of its own: open_page(url, width=…, scheme=…) -> Visit."""
    with pages_of(browser) as opened:
        yield opened
