"""`newsetl query`: SQL against news.duckdb, and the questions of sql/examples by their names."""

import json
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import cell, is_piped, print_records, print_table, terminal
from newsetl.core.writing_spreadsheets import write_csv, write_excel
from newsetl.errors import UserError
from newsetl.settings import Settings, load_settings
from newsetl.warehouse.sandbox import Limits, answering, open_sandbox
from newsetl.warehouse.sql_files import Question, Script, question, read_scripts


def _names(incomplete: str) -> list[tuple[str, str]]:
    """Questions that begin so, with what they ask: for the shell's completion."""
    return [
        (script.name, script.comment)
        for script in read_scripts("examples")
        if script.name.startswith(incomplete)
    ]


Sql = Annotated[
    str | None,
    typer.Argument(help="One SELECT, or the name of a question: --list shows them.", autocompletion=_names),
]
Parameters = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the question.")
]
ListQuestions = Annotated[bool, typer.Option("--list", help="List the questions, with their parameters.")]
Read = Annotated[
    list[Path] | None,
    typer.Option("--read", metavar="FILE", help="A file of yours that the SQL may read, such as a CSV."),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated, safe to open in Excel.")]
AsJson = Annotated[bool, typer.Option("--json", help="A JSON list of objects.")]
Excel = Annotated[
    Path | None, typer.Option("--excel", metavar="FILE", help="An Excel workbook without formulas.")
]
AsRecords = Annotated[bool, typer.Option("--long", help="Each row as a list of its columns.")]
ALL_COLUMNS = "--csv, --json and --excel hold all, --long shows records"


def query(
    sql: Sql = None,
    data_dir: DataDir = None,
    config: Config = None,
    settings_of_question: Parameters = None,
    list_questions: ListQuestions = False,
    read: Read = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    excel: Excel = None,
    as_records: AsRecords = False,
) -> None:
    """Ask news.duckdb. A question reads the database and the files given with --read; it writes nothing.

    Example: newsetl query "SELECT source_name, count(*) FROM attributions GROUP BY ALL ORDER BY 2 DESC LIMIT 5"

    The questions of docs/sql-cookbook.md by name: newsetl query force_levels_of --set actor=RUS --set place=UKR
    """
    if list_questions:
        _list_questions()
        return
    if sum((as_csv, as_json, as_records, excel is not None)) > 1:
        raise UserError("give one of --csv, --json, --excel and --long")
    if sql is None:
        raise UserError("give a SELECT or the name of a question; `newsetl query --list` shows these")
    settings = load_settings(config, data_dir=data_dir)
    values = dict(_pair(text) for text in settings_of_question or ())
    columns, rows = _answer(settings, question(sql, values or None), read or ())
    if as_csv:
        write_csv(columns, rows, sys.stdout)
    elif excel is not None:
        typer.echo(f"{write_excel(columns, rows, excel):,} rows in {excel}")
    elif as_json:
        _print_json(columns, rows)
    elif as_records:
        print_records(terminal(), columns, rows)
    else:
        print_answer(terminal(), columns, rows)
    if not rows and excel is None:
        typer.echo("no rows", err=True)


def print_answer(console: Console, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Prints rows as a table. On a terminal the sentences of force_levels_in are above it, as wide as the window.

    Args:
        console: of `terminal()`.
        columns: their names.
        rows: cells as DuckDB gives them.
    """
    sentences = [] if is_piped(console) else _sentences(columns, rows)
    for sentence in sentences:
        console.print(cell(sentence), style="bold", markup=False)
    if sentences:
        kind = columns.index("told_as")
        rows = [row for row in rows if row[kind] != "answer"]
    if rows or not sentences:
        print_table(console, None, columns, rows, ALL_COLUMNS)


def _sentences(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[str]:
    if not {"told_as", "figure"} <= set(columns):
        return []
    kind, said = columns.index("told_as"), columns.index("figure")
    return [row[said] for row in rows if row[kind] == "answer"]


def _answer(
    settings: Settings, asked: Question, files: Sequence[Path]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    database = settings.data_dir / "news.duckdb"
    limits = Limits(settings.query_seconds, settings.query_megabytes)
    with open_sandbox(database, limits, files) as connection, answering(connection, asked.sql, limits):
        cursor = connection.execute(asked.sql, asked.values)
        return [entry[0] for entry in cursor.description or ()], cursor.fetchall()


def _print_json(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    json.dump(found, sys.stdout, default=str, ensure_ascii=False)
    sys.stdout.write("\n")


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name.strip():
        raise UserError(f"--set {text!r}: write --set NAME=VALUE, such as --set actor=RUS")
    return name.strip(), value.strip()


def _list_questions() -> None:
    """A line a question where it goes to a file; on a terminal, too narrow for columns, what it asks below each."""
    console, questions = terminal(), read_scripts("examples")
    if is_piped(console):
        rows = [(script.name, " ".join(_settings(script)), script.comment) for script in questions]
        print_table(console, None, ("question", "parameters", "what it asks"), rows)
        return
    for script in questions:
        console.print(Text.assemble((script.name, "bold"), *(f" --set {told}" for told in _settings(script))))
        console.print(Padding(Text(script.comment), (0, 0, 0, 4)))
    console.print(
        "\nnewsetl query QUESTION; --set gives another value than the one shown", style="dim", markup=False
    )


def _settings(script: Script) -> list[str]:
    """Each parameter with its value, as --set takes it in a shell."""
    return [f"{name}={shlex.quote(value)}" for name, value in script.parameters.items()]
