"""`newsetl query`: SQL against news.duckdb."""

import csv
import json
import sys
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Console

from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table
from newsetl.errors import UserError
from newsetl.settings import load_settings
from newsetl.warehouse import open_database

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def query(
    sql: Annotated[str, typer.Argument(help="One SELECT, or the name of a file in sql/examples.")],
    data_dir: DataDir = None,
    config: Config = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated, safe to open in Excel.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list of objects.")] = False,
) -> None:
    """Ask news.duckdb.

    Example: newsetl query "SELECT source_name, count(*) FROM attributions GROUP BY ALL ORDER BY 2 DESC LIMIT 5"
    """
    settings = load_settings(config, data_dir=data_dir)
    with open_database(settings.data_dir / "news.duckdb") as connection:
        try:
            cursor = connection.execute(sql)
            columns = [entry[0] for entry in cursor.description or ()]
            rows = cursor.fetchall()
        except duckdb.Error as error:
            raise UserError(str(error).splitlines()[0]) from error
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([[harmless(value) for value in row] for row in rows])
    elif as_json:
        json.dump(
            [dict(zip(columns, r, strict=True)) for r in rows], sys.stdout, default=str, ensure_ascii=False
        )
        sys.stdout.write("\n")
    else:
        print_table(Console(), None, columns, rows)


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that starts like one gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
