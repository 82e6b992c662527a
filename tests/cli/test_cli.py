"""The command line: what it prints, how it gives mistakes, how it exits."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from newsetl.cli import main, run
from newsetl.cli.app import app
from newsetl.cli.commands import COMMANDS
from newsetl.cli.query import print_answer
from newsetl.cli.tables import print_table
from newsetl.errors import UserError
from newsetl.tables import TABLES
from newsetl.warehouse import open_database

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
DRAWDOWN = SAMPLE / "01-iraq-drawdown.txt"
NOTHING_FAILED = {"annotated_again": 0, "bugs": 0}


def invoke(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False, env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.stdout


def newsetl(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newsetl", *arguments],
        input=stdin, capture_output=True, text=True, timeout=120, check=False,
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},  # which readline sets
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does_and_gives_an_example(command: str) -> None:
    """`newsetl COMMAND --help` explains the command and shows a call of it."""
    shown = invoke(command, "--help")
    assert f"newsetl {command}" in shown.split("Example:")[1]


def test_help_waits_for_nothing() -> None:
    """`newsetl --help` names every command with its first sentence, and imports none of what they need."""
    code = (
        "import sys; from newsetl.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        "print(sys.modules.get('torch', 'may be imported'))\n"
        "print(sorted({'spacy', 'prefect', 'duckdb', 'pyarrow', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-2:] == ["None", "[]"]  # PyTorch stays out, whatever asks for it later
    assert all(re.search(rf"\b{command} +\w", done.stdout) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_or_the_docs(command: str) -> None:
    """A reader of the documentation meets every command."""
    root = SAMPLE.parents[1]
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    assert any(f"newsetl {command}" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("query", "SELECT 1", "--data-dir", "nowhere"), "run `newsetl run INPUT…` first"),
        (("run", str(SAMPLE), "--config", "no.toml"), "no settings file at no.toml"),
        (("run", str(SAMPLE), "--workers", "0"), "workers must be 1 or more"),
        (("evaluate", "no.jsonl"), "no gold file at no.jsonl"),
        (("explain", str(SAMPLE / "20-empty.txt")), "no_text"),
        (("replay-quarantine", "--reason", "boredom"), "unknown reason 'boredom'"),
    ],
)
def test_a_mistake_gets_one_line_and_exit_code_2(
    arguments: tuple[str, ...],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line names what is wrong or what to do; there is no traceback."""
    monkeypatch.setattr(sys, "argv", ["newsetl", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert told in line


def test_a_process_ends_with_the_line_of_a_mistake() -> None:
    """And with its exit code."""
    done = newsetl("run", "no/such/file")
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "no/such/file" in line


def test_explain_shows_an_article_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article's sources, places and force levels are on the terminal; the folder stays empty."""
    monkeypatch.chdir(tmp_path)
    shown = invoke("explain", str(DRAWDOWN))
    assert "8,892" in shown
    assert "Baghdad" in shown
    assert list(tmp_path.iterdir()) == []


def test_explain_why_tells_how_each_statement_was_found() -> None:
    """Every attribution has its cue, its weights and how its source was resolved; --json gives the same as data."""
    shown = invoke("explain", str(DRAWDOWN), "--why")
    assert "The cue is" in shown
    assert "The name is" in shown
    told = json.loads(invoke("explain", str(DRAWDOWN), "--why", "--json"))
    rows = {row["attribution_id"] for row in told["attributions"]}
    statements = [reason for reason in told["why"] if reason["table"] == "attributions"]
    assert rows == {reason["row_id"] for reason in statements}
    assert all(len(reason["steps"]) >= 3 for reason in statements)


def test_explain_why_tells_of_each_figure_and_each_refusal() -> None:
    """Every force level and every refused number has its proposals and weights."""
    told = json.loads(invoke("explain", str(DRAWDOWN), "--why", "--json"))
    for table, key in (("force_levels", "force_level_id"), ("refused_figures", "refused_figure_id")):
        reasons = {reason["row_id"]: reason["steps"] for reason in told["why"] if reason["table"] == table}
        assert set(reasons) == {row[key] for row in told[table]}
        assert all(steps[0].startswith("force size with probability") for steps in reasons.values())


def test_explain_as_json_is_evidence() -> None:
    """Every span of the JSON equals the article's text."""
    told = json.loads(invoke("explain", str(DRAWDOWN), "--json"))
    text = told["article"]["text"]
    assert told["force_levels"]
    for table in ("region_mentions", "force_levels", "date_mentions", "entity_mentions"):
        assert all(text[row["start"] : row["end"]] == row["surface"] for row in told[table])


def test_query_prints_a_table_csv_or_json(sample_data_dir: Path) -> None:
    """The same rows come in each form."""
    sql = "SELECT count(*) AS articles FROM articles WHERE is_current"
    where = ("--data-dir", str(sample_data_dir))
    counted = json.loads(invoke("query", sql, "--json", *where))[0]["articles"]
    assert counted >= 24
    assert list(csv.reader(io.StringIO(invoke("query", sql, "--csv", *where)))) == [
        ["articles"],
        [str(counted)],
    ]
    assert str(counted) in invoke("query", sql, *where)


def test_csv_holds_no_formula(sample_data_dir: Path) -> None:
    """Text that a spreadsheet would run is defused."""
    told = invoke(
        "query", "SELECT '=1+1' AS a, '@x' AS b, -1 AS c", "--csv", "--data-dir", str(sample_data_dir)
    )
    assert told.splitlines()[1] == "'=1+1,'@x,-1"


def test_a_wrong_query_is_reported_with_what_was_meant(sample_data_dir: Path) -> None:
    """DuckDB's own message with its candidates, the line and the mark below it."""
    with pytest.raises(UserError, match="nosuch") as told:
        invoke("query", "SELECT titel, nosuch FROM articles", "--data-dir", str(sample_data_dir))
    assert re.search(r'Candidate bindings: .*"title"', str(told.value))
    assert re.search(r"LINE 1: .*\n +\^", str(told.value))


def test_nothing_found_is_said_beside_the_output(sample_data_dir: Path) -> None:
    """Not in it: what reads the output gets rows only."""
    where = ("--data-dir", str(sample_data_dir))
    none = "SELECT title FROM articles WHERE false"
    for arguments, told in (
        (("search", "xylophonist"), "no article holds all of: xylophonist"),
        (("query", none), "no rows"),
        (("query", none, "--csv"), "no rows"),
    ):
        result = CliRunner().invoke(app, [*arguments, *where], catch_exceptions=False)
        assert result.exit_code == 0
        assert told in result.stderr
        assert told not in result.stdout


def test_two_questions_at_once_are_refused(sample_data_dir: Path) -> None:
    """The rows of the first would be lost without a word; a PIVOT, which is two statements to DuckDB, is one."""
    where = ("--data-dir", str(sample_data_dir))
    with pytest.raises(UserError, match="one question at a time"):
        invoke("query", "SELECT 1; SELECT 2", *where)
    assert invoke("query", "SELECT 1 AS one;", *where).split() == ["one", "1"]
    assert "level" in invoke(
        "query", "PIVOT force_levels ON measure USING count(*) GROUP BY modality", *where
    )


@pytest.mark.parametrize("words", ["", '"', "–"])
def test_a_search_for_no_word_asks_for_one(words: str, sample_data_dir: Path) -> None:
    """Instead of finding nothing."""
    with pytest.raises(UserError, match="give a word"):
        invoke("search", words, "--data-dir", str(sample_data_dir))


def test_the_summary_of_a_run_cuts_no_name(tmp_path: Path) -> None:
    """A name without its end is another name."""
    name = "Mohammed al-Tayeb al-Hashimi bin Abdulrahman al-Qahtani"
    (tmp_path / "long.txt").write_text(
        f"{name}, a tribal leader, said that 700 Sudanese soldiers had reached Kassala.\n", encoding="utf-8"
    )
    told = invoke("run", str(tmp_path / "long.txt"), "--direct", "--data-dir", str(tmp_path / "data"))
    assert told.count(name) == 2  # as a source, and beside the figure


def test_a_run_that_refuses_everything_says_why(tmp_path: Path) -> None:
    """In its summary, where no answer is a bare line of column names."""
    (tmp_path / "strange.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    told = invoke("run", str(tmp_path / "strange.csv"), "--direct", "--data-dir", str(tmp_path / "data"))
    assert re.search(r"missing_field +1 +strange.csv .*fields seen: a, b", told)
    assert told.count(": none") == 3


def test_days_the_wrong_way_round_are_refused(sample_data_dir: Path) -> None:
    """Instead of annotating nothing again and saying so as if all were well."""
    days = ("--first", "2024-02-01", "--last", "2024-01-01")
    with pytest.raises(UserError, match="--first is after --last"):
        invoke("backfill", *days, "--data-dir", str(sample_data_dir))


def test_columns_that_do_not_fit_are_named(sample_data_dir: Path) -> None:
    """On a terminal of 60 columns; what is shown and what is named are all columns."""
    result = CliRunner().invoke(
        app,
        ["query", "SELECT * FROM force_levels LIMIT 3", "--data-dir", str(sample_data_dir)],
        env={"COLUMNS": "60"},
    )
    shown = result.stdout.splitlines()[0].split()
    left = " ".join(result.stdout.split("columns not shown: ")[1].split()).split(";")[0].split(", ")
    assert shown + left == [column.name for column in TABLES["force_levels"].columns]
    assert "--long" in result.stdout


def test_in_a_pipe_nothing_is_cut(sample_data_dir: Path) -> None:
    """Every column and every character of a sentence, one line a row."""
    database = sample_data_dir / "news.duckdb"
    with open_database(database) as connection:
        rows = connection.execute("SELECT sentence FROM force_levels ORDER BY force_level_id").fetchall()
    sql = "SELECT * FROM force_levels ORDER BY force_level_id"
    lines = newsetl("query", sql, "--data-dir", str(sample_data_dir)).stdout.splitlines()
    assert lines[0].split() == [column.name for column in TABLES["force_levels"].columns]
    assert len(lines) == len(rows) + 1
    assert all(
        " ".join(row[0].split()) in " ".join(line.split()) for row, line in zip(rows, lines[1:], strict=True)
    )


def test_long_prints_records(sample_data_dir: Path) -> None:
    """Each column of a row has a line of its own."""
    sql = "SELECT surface, value FROM force_levels WHERE surface = '8,892' LIMIT 1"
    told = invoke("query", sql, "--long", "--data-dir", str(sample_data_dir))
    assert [line.split() for line in told.splitlines()] == [
        ["row", "1"],
        ["surface", "8,892"],
        ["value", "8,892"],
    ]


def test_numbers_of_a_column_look_alike() -> None:
    """Thousands are grouped in all of them, points are below each other, and years are not amounts."""
    console = Console(width=80, file=io.StringIO(), force_terminal=True, color_system=None)
    print_table(
        console,
        None,
        ("value", "share", "year"),
        [(8892.0, 0.5, 2017), (12000, 0.125, 2018), (None, 1.0, 2019)],
    )
    assert [line.rstrip() for line in console.file.getvalue().splitlines()] == [
        " value  share  year",
        " 8,892  0.500  2017",
        "12,000  0.125  2018",
        "        1.000  2019",
    ]


@pytest.mark.parametrize("width", range(12, 70))
def test_no_number_or_id_is_cut_at_the_edge(width: int) -> None:
    """Whatever the width: a column is there with whole numbers and ids, or it is named as not shown."""
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system=None)
    rows = [("art_9a609d183513986e", 100_000, "of the army", 45_000)]
    print_table(console, None, ("article_id", "value_low", "of whom", "value_high"), rows)
    told = console.file.getvalue()
    table, _, _ = re.split(r"(\d columns? not shown)", f"{told}0 columns not shown")[:3]
    for name, shown in (
        ("article_id", "art_9a609d183513986e"),
        ("value_low", "100,000"),
        ("value_high", "45,000"),
    ):
        assert (name in table.split()) == (shown in table.split()) or width < 20


def test_a_chinese_name_is_whole() -> None:
    """Each of its characters takes two cells of the terminal."""
    console = Console(width=80, file=io.StringIO(), force_terminal=True, color_system=None)
    print_table(console, None, ("outlet", "articles", "note"), [("中国军网解放军报", 12, "word " * 30)])
    assert "中国军网解放军报" in console.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 130])
def test_no_word_is_cut_at_the_edge(width: int) -> None:
    """Long names beside long sentences: the sentence is wrapped, and every word of it is there."""
    said = "Which outlets lean on sources whose name is withheld, month by month, differing from others?"
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system=None)
    rows = [
        ("force_levels_of_one_actor_over_time", "a=b c=d", said),
        ("x", "words=peacekeepers withdraw", said),
    ]
    print_table(console, None, ("question", "parameters", "what it asks"), rows)
    told = console.file.getvalue()
    assert max(map(len, told.splitlines())) <= width
    assert "not shown" in told or all(told.split().count(word) >= 2 for word in said.split())


def test_a_sentence_that_answers_stands_above_its_table() -> None:
    """As wide as the terminal; a pipe gets every row as it is; where nothing is reported there is no empty table."""
    rows = [("answer", "All of Mali: about 1,000 troops (Paris, as of May 2020)"), ("size", "about 1,000")]
    console = Console(width=80, file=io.StringIO(), force_terminal=True, color_system=None)
    print_answer(console, ("told_as", "figure"), rows)
    print_answer(console, ("told_as", "figure"), rows[:1])
    told = [line.rstrip() for line in console.file.getvalue().splitlines()]
    assert told == [rows[0][1], "told_as  figure", "size     about 1,000", rows[0][1]]
    piped = Console(width=160, file=io.StringIO(), force_terminal=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COLUMNS", raising=False)
        print_answer(piped, ("told_as", "figure"), rows)
    assert piped.file.getvalue().splitlines()[1].split("  ")[0] == "answer"


def test_questions_are_listed_and_take_parameters(sample_data_dir: Path) -> None:
    """--list names each with what it takes; --set changes it; a name that is unknown is reported."""
    assert re.search(r"force_levels_of +actor=USA place=IRQ  .*How many", newsetl("query", "--list").stdout)
    lines = invoke("query", "--list").splitlines()
    at = lines.index("force_levels_of --set actor=USA --set place=IRQ")
    assert lines[at + 1].startswith("    How many of an actor's forces")
    assert max(map(len, lines)) <= 200
    where = ("--data-dir", str(sample_data_dir))
    told = json.loads(
        invoke("query", "force_levels_of", "--set", "actor=Germany", "--set", "place=MLI", "--json", *where)
    )
    assert {row["actor_name"] for row in told} <= {"Germany"}
    with pytest.raises(UserError, match=r"did you mean Iraq \(IRQ\)"):
        invoke("query", "force_levels_of", "--set", "place=Irac", *where)


def test_the_database_cannot_be_written_to(sample_data_dir: Path) -> None:
    """`newsetl query` reads only."""
    with pytest.raises(UserError, match="read-only"):
        invoke("query", "DELETE FROM articles", "--data-dir", str(sample_data_dir))


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ([], "nothing to annotate again: every row is of the extractors that are installed"),
        (["attributions", "force_levels"], "1,234 articles annotated again for attributions, force_levels"),
    ],
)
def test_backfill_tells_what_was_made_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tables: list[str], told: str
) -> None:
    """And that there was nothing to do, where there was not."""
    (tmp_path / "lake").mkdir()
    monkeypatch.setattr(run, "_start", lambda *_, **__: {"articles": 1234, "tables": tables} | NOTHING_FAILED)
    assert told in invoke("backfill", "--data-dir", str(tmp_path))


def test_doctor_finds_a_healthy_state(sample_data_dir: Path) -> None:
    """Every line is well after a run."""
    told = invoke("doctor", "--data-dir", str(sample_data_dir))
    assert "BAD" not in told
    assert "checks: all pass" in told


def test_doctor_names_what_is_wrong(tmp_path: Path) -> None:
    """A data directory without its database is reported, with what to do."""
    from newsetl.lake import Changes, Lake, publish_snapshot, stage_snapshot

    lake = Lake(tmp_path / "lake")
    row: dict[str, Any] = {"document_id": "doc_1", "raw_uri": "a", "outcome": "published", "run_id": "r"}
    row["read_at"] = datetime(2020, 1, 1, tzinfo=UTC)
    publish_snapshot(
        lake, stage_snapshot(lake, "r", Changes({"inputs": TABLES["inputs"].to_arrow([row])})), 1
    )
    result = CliRunner().invoke(app, ["doctor", "--data-dir", str(tmp_path)])
    assert result.exit_code == 2
    assert "BAD published state" in result.stdout


def test_the_end_of_a_command_searches_no_garbage() -> None:
    """To go once more through all that was loaded takes longer than most commands."""
    code = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"
        "from newsetl.cli import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, "--version"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "True"
