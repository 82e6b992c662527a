"""How DuckDB is opened."""

import subprocess
import sys
from pathlib import Path

from newsetl.warehouse.connection import connect


def test_times_are_utc_and_no_bar_runs_through_the_output(tmp_path: Path) -> None:
    """A connection to a file or to memory shows no progress and reads times as UTC."""
    for database in (None, tmp_path / "news.duckdb"):
        with connect(database) as connection:
            settings = connection.sql(
                "SELECT current_setting('TimeZone'), current_setting('enable_progress_bar')"
            ).fetchone()
        assert settings == ("UTC", False)


def test_nothing_else_opens_duckdb() -> None:
    """Every connection of the package comes from the one function."""
    package = Path(__file__).parents[2] / "src" / "newsetl"
    opening = [
        path.name for path in package.rglob("*.py") if "duckdb.connect(" in path.read_text(encoding="utf-8")
    ]
    assert opening == ["connection.py"]


NOTEBOOK = """
import sys
from types import ModuleType, SimpleNamespace
sys.modules["IPython"] = ModuleType("IPython")
sys.modules["IPython"].get_ipython = lambda: SimpleNamespace(config={"IPKernelApp": {}})
sys.modules["ipywidgets"] = None
import duckdb
from newsetl.warehouse.connection import connect
try:
    duckdb.connect().execute("SET enable_progress_bar = false")
except duckdb.InvalidInputException:
    print(connect().execute("SELECT value FROM duckdb_settings() WHERE name = 'enable_progress_bar'").fetchone())
"""


def test_a_notebook_without_widgets_can_be_worked_in() -> None:
    """In a Jupyter kernel DuckDB refuses to set its progress bar where ipywidgets is not installed."""
    done = subprocess.run([sys.executable, "-c", NOTEBOOK], capture_output=True, text=True, check=True)
    assert done.stdout == "('false',)\n"
