"""The questions of sql/examples and the page that answers them."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from newsetl.docs.cookbook import cookbook
from newsetl.errors import UserError
from newsetl.warehouse import open_database
from newsetl.warehouse.sql_files import Script, question, read_scripts

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "sql-cookbook.md"
EXAMPLES = read_scripts("examples")
# Columns of answers that show single figures, statements and dates; the others count many
OF_ONE_ROW = {
    "figure",
    "content_text",
    "reported",
    "derivation",
    "smaller_figure",
    "value_low",
    "modality",
    "start_date",
}


def test_there_are_twenty_questions_or_more() -> None:
    """Enough to start from, whatever is asked."""
    assert len(EXAMPLES) >= 20


def test_the_cookbook_is_current(sample_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/sql-cookbook.md holds the questions and the sample's real answers (`make docs` writes it)."""
    monkeypatch.chdir(ROOT)
    assert PAGE.read_text(encoding="utf-8") == cookbook(sample_data_dir / "news.duckdb")


@pytest.fixture(scope="module")
def shuffled_database(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's database with the rows of each table stored backwards."""
    path = tmp_path_factory.mktemp("shuffled") / "news.duckdb"
    shutil.copy(sample_data_dir / "news.duckdb", path)
    with duckdb.connect(path) as connection:
        connection.execute("SET threads = 1")
        for (table,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary"
        ).fetchall():
            rows = connection.table(table).order("rowid DESC").to_arrow_table()
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} SELECT * FROM rows")
            assert len(rows) == connection.table(table).shape[0]
    return path


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.name)
def test_an_answer_does_not_depend_on_how_the_engine_works(
    sample_data_dir: Path, shuffled_database: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows in the same order with one thread and with four, and however the rows are stored."""
    monkeypatch.chdir(ROOT)
    answers = []
    for path, threads in ((sample_data_dir / "news.duckdb", 1), (shuffled_database, 4)):
        with open_database(path) as connection:
            connection.execute(f"SET threads = {threads}")
            parameters = dict(script.parameters) or None
            answers.append(connection.execute(script.sql, parameters).fetchall())
    assert answers[0] == answers[1]


@pytest.mark.parametrize("sql", ["SELECT 1", "FROM articles", "articles a", "SHOW TABLES"])
def test_sql_is_taken_as_it_is(sql: str) -> None:
    """Only a single word can be a question's name."""
    assert question(sql).sql == sql


def test_a_question_is_known_by_its_name() -> None:
    """One that is mistyped is reported with the nearest."""
    wanted = next(s.sql for s in EXAMPLES if s.name == "most_cited_sources")
    assert question(" most_cited_sources ").sql == wanted
    with pytest.raises(UserError, match="did you mean most_cited_sources"):
        question("most_quoted_sources")


def test_a_question_takes_parameters() -> None:
    """Those that are not given keep their value; one that it does not take is an error that lists those it takes."""
    assert question("force_levels_of", {"actor": "RUS"}).values == {"actor": "RUS", "place": "IRQ"}
    with pytest.raises(UserError, match="no parameter 'country'; it takes actor"):
        question("force_levels_of", {"country": "IRQ"})
    with pytest.raises(UserError, match="takes its parameters by name"):
        question("force_levels_of", ["RUS"])


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.name)
def test_every_parameter_is_declared_and_used(script: Script) -> None:
    """`$name` in the SQL and "set: name" in the comment are the same names."""
    assert set(re.findall(r"\$([a-z_]+)", script.sql)) == set(script.parameters)


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.name)
def test_an_answer_that_shows_single_rows_tells_how_sure_they_are(
    sample_data_dir: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Confidence is on each row, in whole per cent as everywhere."""
    monkeypatch.chdir(ROOT)
    with open_database(sample_data_dir / "news.duckdb") as connection:
        answer = connection.execute(script.sql, dict(script.parameters) or None)
        columns = {entry[0] for entry in answer.description}
    assert "confidence" in columns or not columns & OF_ONE_ROW
