"""The steps of the pages in docs/bi/ are done here, where the tool or its driver can be had."""

import re
import shutil
import subprocess
import sys
from datetime import UTC
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.tables import TABLES
from tests.bi.readers import TYPES

PAGES = Path(__file__).parents[2] / "docs" / "bi"


@pytest.mark.parametrize("tool", ["power-bi", "tableau", "metabase", "superset", "excel", "grafana"])
def test_every_tool_has_its_page(tool: str) -> None:
    """Each page says what columns become, where coordinates go, and how a run's new state is seen."""
    page = (PAGES / f"{tool}.md").read_text(encoding="utf-8")
    for told in ("UTC", "latitude", "is_centroid"):
        assert told in page, told
    assert tool in (PAGES / "README.md").read_text(encoding="utf-8")


def test_the_types_on_the_page_are_those_of_the_tests() -> None:
    """The table of docs/bi/README.md has a line for each engine, with its words for the six types."""
    page = (PAGES / "README.md").read_text(encoding="utf-8")
    for types in TYPES.values():
        assert " | ".join(types.values()) in page


def test_the_columns_that_the_pages_name_exist() -> None:
    """A geographic role or a type belongs to a column that exists."""
    known = {column.name for table in TABLES.values() for column in table.columns} | {"published_month"}
    for page in PAGES.glob("*.md"):
        lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
        named = {
            name
            for line in lines
            for name in re.findall(r"`(?:articles\.)?([a-z_0-9]+)`", line.split("|")[1])
        }
        assert named <= known, page.name


def test_the_tableau_script_makes_one_file_with_every_table(
    sample_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script of docs/bi/tableau.md, as it is there, writes a .hyper file whose tables have all rows."""
    api = pytest.importorskip(
        "tableauhyperapi", reason="tableauhyperapi is not installed: pip install 'newsetl[bi]'"
    )
    (tmp_path / "data").symlink_to(sample_data_dir, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    page = (PAGES / "tableau.md").read_text(encoding="utf-8")
    script = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert script is not None
    exec(re.sub(r"^   ", "", script[1], flags=re.MULTILINE), {})
    with (
        api.HyperProcess(
            api.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU, parameters={"log_config": ""}
        ) as hyper,
        api.Connection(hyper.endpoint, "news.hyper") as connection,
        duckdb.connect(str(sample_data_dir / "news.duckdb"), read_only=True) as truth,
    ):
        for table in ("articles", "attributions", "region_mentions", "force_levels"):
            (count,) = truth.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
            assert connection.execute_scalar_query(f"SELECT count(*) FROM {table}") == count


def test_superset_s_driver_sees_tables_marts_types_and_comments(
    sample_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The URI of docs/bi/superset.md opens the database read-only; SQLAlchemy reflects what analysts need."""
    pytest.importorskip("duckdb_engine", reason="duckdb-engine is not installed: pip install 'newsetl[bi]'")
    import sqlalchemy
    from sqlalchemy.pool import NullPool

    uri = f"duckdb:///{sample_data_dir}/news.duckdb?access_mode=READ_ONLY"
    engine = sqlalchemy.create_engine(uri, poolclass=NullPool)
    inspector: Any = sqlalchemy.inspect(engine)
    assert set(TABLES) <= set(inspector.get_table_names())
    assert "force_level_timeline" in [*inspector.get_view_names(), *inspector.get_table_names()]
    types = {column["name"]: str(column["type"]) for column in inspector.get_columns("articles")}
    kinds = (types["outlet"], types["word_count"], types["published_at"], types["is_current"])
    assert kinds == ("VARCHAR", "BIGINT", "TIMESTAMP", "BOOLEAN")
    assert inspector.get_table_comment("articles")["text"] == TABLES["articles"].description
    with engine.connect() as connection:
        last = connection.execute(sqlalchemy.text("SELECT max(published_at) FROM articles")).scalar_one()
    with duckdb.connect(str(sample_data_dir / "news.duckdb"), read_only=True) as truth:
        expected = truth.execute("SELECT epoch_us(max(published_at)) FROM articles").fetchone()
    assert expected == (int(last.astimezone(UTC).timestamp() * 1_000_000),)


def test_what_the_page_says_of_locks_is_what_duckdb_says(sample_data_dir: Path, tmp_path: Path) -> None:
    """A writer shuts readers out until it closes; readers share the file; one way in a process; it must be there."""
    told = (PAGES / "README.md").read_text(encoding="utf-8")
    file = tmp_path / "news.duckdb"
    shutil.copy(sample_data_dir / "news.duckdb", file)
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(
            duckdb.IOException, match=r"Could not set lock on file.*Conflicting lock is held in"
        ):
            duckdb.connect(str(file), read_only=True)
        writer.communicate()
    with duckdb.connect(str(file), read_only=True):
        reader = "import duckdb, sys; duckdb.connect(sys.argv[1], read_only=True)"
        subprocess.run([sys.executable, "-c", reader, str(file)], check=True)
        message = "Can't open a connection to same database file with a different configuration"
        with pytest.raises(duckdb.ConnectionException, match=message):
            duckdb.connect(str(file))
    with pytest.raises(duckdb.IOException, match="database does not exist"):
        duckdb.connect(str(tmp_path / "elsewhere.duckdb"), read_only=True)
    assert "database does not exist" in told
    assert "Could not set lock on file … Conflicting lock is held in" in told
    assert message in told
