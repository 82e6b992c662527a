"""`newsetl query`: SQL against news.duckdb."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table, terminal
from newsetl.errors import UserError
from newsetl.export import write_csv, write_excel
from newsetl.settings import load_settings
from newsetl.warehouse.reading import Limits, answering, open_sandbox
from newsetl.warehouse.scripts import statement


def query(
    sql: Annotated[str, typer.Argument(help="One SELECT, or the name of a file in sql/examples.")],
    data_dir: DataDir = None,
    config: Config = None,
    read: Annotated[
        list[Path] | None,
        typer.Option("--read", metavar="FILE", help="A file of yours that the SQL may read, such as a CSV."),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated, safe to open in Excel.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list of objects.")] = False,
    excel: Annotated[
        Path | None, typer.Option("--excel", metavar="FILE", help="An Excel workbook without formulas.")
    ] = None,
) -> None:
    """Ask news.duckdb. A question reads the database and the files given with --read; it writes nothing.

    Example: newsetl query "SELECT source_name, count(*) FROM attributions GROUP BY ALL ORDER BY 2 DESC LIMIT 5"

    The questions of docs/sql-cookbook.md by name: newsetl query most_cited_sources --excel sources.xlsx
    """
    if sum((as_csv, as_json, excel is not None)) > 1:
        raise UserError("give one of --csv, --json and --excel")
    settings = load_settings(config, data_dir=data_dir)
    limits = Limits(settings.query_seconds, settings.query_megabytes)
    question = statement(sql)
    with (
        open_sandbox(settings.data_dir / "news.duckdb", limits, read or ()) as connection,
        answering(connection, question, limits),
    ):
        cursor = connection.execute(question)
        columns = [entry[0] for entry in cursor.description or ()]
        rows = cursor.fetchall()
    if as_csv:
        write_csv(columns, rows, sys.stdout)
    elif excel is not None:
        typer.echo(f"{write_excel(columns, rows, excel):,} rows in {excel}")
    elif as_json:
        json.dump(
            [dict(zip(columns, r, strict=True)) for r in rows], sys.stdout, default=str, ensure_ascii=False
        )
        sys.stdout.write("\n")
    else:
        print_table(terminal(), None, columns, rows)
