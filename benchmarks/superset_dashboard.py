"""Superset for real: install it, connect it to database and Parquet, make a dashboard, read it back, take its picture.

    python benchmarks/superset_dashboard.py build/superset [--picture docs/images/superset.png]

Superset lives in a virtual environment of its own, since it pins older pandas and SQLAlchemy; the first call takes
some minutes and a gigabyte. The folder keeps environment and data for the next call. Prints what was compared, and
fails where a chart's number is not DuckDB's, or where a new run is not seen without a restart.
"""

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import httpx
from playwright.sync_api import sync_playwright

from superset_charts import CHARTS, FORCES, PLACES, dashboard_layout, metric

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
PORT = 8097
PATIENCE = 300_000  # milliseconds for a page: a busy machine takes a minute for Superset's scripts
# What Superset 6.1.0 imports and does not ask for, and the last Flask-Caching that it works with
PACKAGES = (
    "apache-superset==6.1.0",
    "flask-caching==2.3.1",
    "rich",
    "cachetools",
    "duckdb>=1.5.5,<2",
    "duckdb-engine",
)
CONFIG = """
SECRET_KEY = {key!r}
SQLALCHEMY_DATABASE_URI = "sqlite:///{home}/superset.db"
WTF_CSRF_ENABLED = False  # for this script's calls; leave it on
TALISMAN_ENABLED = False
"""


def main() -> None:
    """Do all of it in the folder that is named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--picture", type=Path)
    wanted = parser.parse_args()
    folder = wanted.folder.resolve()
    data, inbox = folder / "data", folder / "inbox"
    for old in (data, inbox, folder / "home"):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(SAMPLE, inbox, ignore=shutil.ignore_patterns("01-*"))
    publish(data, inbox)
    started = time.monotonic()
    environment = prepare(folder)
    print(f"Superset installed and its own database made: {time.monotonic() - started:.0f} s")
    with serving(folder, environment):
        client = logged_in()
        made = build(client, data)
        before = check(client, made, data, "after the first run")
        for later in SAMPLE.glob("01-*"):
            shutil.copy(later, inbox)
        publish(data, inbox)
        after = check(client, made, data, "after a run that brought an article, without a restart")
        assert after > before, (before, after)
        locked(client, made, data)
        if wanted.picture:
            take_picture(made["dashboard"], wanted.picture)


def publish(data: Path, inbox: Path) -> None:
    """One run of the main job."""
    command = [sys.executable, "-m", "newsetl", "run", str(inbox), "--data-dir", str(data), "--direct"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def prepare(folder: Path) -> dict[str, str]:
    """Installs Superset where it is not, and makes its own database with a user; returns its environment."""
    bin_folder, home = folder / "venv" / "bin", folder / "home"
    if not (bin_folder / "superset").exists():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([bin_folder / "pip", "install", "-q", *PACKAGES], check=True)
    home.mkdir()
    (home / "superset_config.py").write_text(CONFIG.format(key=secrets.token_hex(24), home=home))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = kept | {
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"),
        "FLASK_APP": "superset",
        "TZ": "UTC",
    }
    admin = ["fab", "create-admin", "--username", "admin", "--firstname", "A", "--lastname", "B"]
    for arguments in (
        ["db", "upgrade"],
        [*admin, "--email", "a@example.org", "--password", "admin"],
        ["init"],
    ):
        subprocess.run(
            [bin_folder / "superset", *arguments], env=environment, check=True, capture_output=True
        )
    return environment


@contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """Superset's development server, until the block ends."""
    with (folder / "superset.log").open("w") as log:
        program = str(folder / "venv" / "bin" / "superset")
        command = [program, "run", "-p", str(PORT), "--with-threads"]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(120):
                if answers():
                    break
                time.sleep(1)
            yield
        finally:
            server.terminate()
            server.wait(30)


def answers() -> bool:
    """True once the server is up."""
    try:
        return httpx.get(f"http://127.0.0.1:{PORT}/health", timeout=2).is_success
    except httpx.HTTPError:
        return False


def logged_in() -> httpx.Client:
    """A client of Superset's API with the admin's token."""
    client = httpx.Client(base_url=f"http://127.0.0.1:{PORT}/api/v1", timeout=120)
    user = {"username": "admin", "password": "admin", "provider": "db", "refresh": True}
    token = client.post("/security/login", json=user).raise_for_status().json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    return client


def make(client: httpx.Client, kind: str, **fields: object) -> int:
    """Creates a database, dataset, chart or dashboard; returns its id."""
    answer = client.post(f"/{kind}/", json=fields)
    if answer.is_error:
        sys.exit(f"{kind}: {answer.text}")
    return int(answer.json()["id"])


def build(client: httpx.Client, data: Path) -> dict[str, int]:
    """Databases, datasets, three charts and a dashboard."""
    address = f"duckdb:///{data}/news.duckdb?access_mode=READ_ONLY"
    database = make(client, "database", database_name="newsetl", sqlalchemy_uri=address)
    lake = make(client, "database", database_name="newsetl lake", sqlalchemy_uri="duckdb:///:memory:")
    named = PLACES.format(lake=data / "lake" / "current")
    datasets = {
        "forces": make(client, "dataset", database=database, schema="main", table_name="forces", sql=FORCES),
        "places": make(client, "dataset", database=lake, schema="main", table_name="places", sql=named),
    }
    charts = [chart(client, name, kind, datasets[of], form) for name, kind, of, form in CHARTS]
    layout = json.dumps(dashboard_layout(charts))
    dashboard = make(client, "dashboard", dashboard_title="News: force levels", position_json=layout)
    for made in charts:
        client.put(f"/chart/{made}", json={"dashboards": [dashboard]}).raise_for_status()
    return datasets | {"dashboard": dashboard}


def chart(client: httpx.Client, name: str, kind: str, dataset: int, form: dict[str, object]) -> int:
    """A chart of a dataset."""
    params = json.dumps(form | {"viz_type": kind, "datasource": f"{dataset}__table"})
    source = {"datasource_id": dataset, "datasource_type": "table"}
    return make(client, "chart", slice_name=name, viz_type=kind, params=params, **source)


def read(client: httpx.Client, dataset: int, expression: str) -> httpx.Response:
    """Asks Superset for one number of a dataset, past its cache."""
    source = {"datasource": {"id": dataset, "type": "table"}, "force": True, "result_type": "full"}
    queries = [{"columns": [], "metrics": [metric(expression, "n")], "row_limit": 10}]
    return client.post("/chart/data", json=source | {"result_format": "json", "queries": queries})


def check(client: httpx.Client, made: dict[str, int], data: Path, when: str) -> int:
    """Compares what Superset reads with what DuckDB says itself; returns how many places are mentioned."""
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as connection:
        sizes = connection.execute(f"SELECT count(*), sum(value_mid) FROM ({FORCES})").fetchone()
        named = connection.execute(
            "SELECT count(*) FROM region_mentions WHERE country_name IS NOT NULL"
        ).fetchone()
    assert sizes is not None
    assert named is not None
    told = [read(client, made["forces"], "COUNT(*)"), read(client, made["forces"], "SUM(value_mid)")]
    told.append(read(client, made["places"], "COUNT(*)"))
    numbers = [answer.raise_for_status().json()["result"][0]["data"][0]["n"] for answer in told]
    assert numbers == [*sizes, *named], (when, numbers, sizes, named)
    print(
        f"{when}: {numbers[0]} force sizes, their sum {numbers[1]:,.0f}, {numbers[2]} place mentions: as in DuckDB"
    )
    return int(numbers[2])


def locked(client: httpx.Client, made: dict[str, int], data: Path) -> None:
    """What Superset says while another program has the database open for writing, and after it has gone."""
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(data / "news.duckdb")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    answer = read(client, made["forces"], "COUNT(*)")
    print(
        f"opened for writing by another program: status {answer.status_code}, DuckDB's message is in Superset's log"
    )
    holder.communicate()
    check(client, made, data, "after that program has gone")


def take_picture(dashboard: int, picture: Path) -> None:
    """The dashboard in Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1360, "height": 1000})
        context.set_default_timeout(PATIENCE)
        # Not through the login page: it posts to the log too, whose answer may put nobody's cookie over the login's.
        account: dict[str, str | float | bool] = {"username": "admin", "password": "admin"}
        context.request.post(f"http://127.0.0.1:{PORT}/login/", form=account)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{PORT}/superset/dashboard/{dashboard}/?standalone=1")
        page.wait_for_selector(".slice_container canvas")
        page.wait_for_timeout(4000)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
