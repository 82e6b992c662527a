"""The data dictionary page, made from the tables' declarations and the views' comments.

Run as `python -m newsetl.docs.data_dictionary docs/data-dictionary.md` after a table changed; a test says when.
"""

from collections.abc import Iterator

import duckdb

from newsetl.docs.command_line import arguments
from newsetl.tables import PUBLISHED_MARTS, TABLES
from newsetl.tables.schema import ARROW_TYPES, SQL_TYPES, Table
from newsetl.warehouse.connection import connect
from newsetl.warehouse.ddl import create_statements, describe
from newsetl.warehouse.sql_files import in_order, read_scripts

HEADER = """# Data dictionary

Generated from the declarations in `src/newsetl/tables/` and the comments in `sql/`; do not edit.
Offsets (`start`, `end`, `*_start`, `*_end`) are half-open and count Unicode code points of `articles.text`.
Every timestamp is UTC. A null means that the text does not say.
"""

MARTS = """# Views that the lake publishes

Made from the tables above at each publish, over all articles and with the user's own aliases: views in DuckDB, and
Parquet files in the lake and its mirror like the tables.
Archives that were published before 0.2 get theirs with the next run that publishes.
"""

AS_TABLE = "_machine"  # views whose columns are those of the table
TABLE_MACROS = (
    "SELECT function_name, parameters FROM duckdb_functions() "
    "WHERE function_type = 'table_macro' AND NOT internal"
)


def data_dictionary() -> str:
    """The page as Markdown."""
    lines = [HEADER]
    for table in TABLES.values():
        lines += _table(table)
    lines += [MARTS]
    for table in PUBLISHED_MARTS.values():
        lines += _table(table)
    columns = _columns_of_views()
    for title, kind in (("Analyst views", "marts"), ("Macros", "macros"), ("Checks", "checks")):
        lines += [f"## {title}", "", "| name | what it shows |", "|---|---|"]
        for script in read_scripts(kind):
            shown = f"<br>Columns: {columns[script.name]}" if script.name in columns else ""
            lines.append(f"| `{script.name}` | {_cell(script.comment)}{shown} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _columns_of_views() -> dict[str, str]:
    """The columns of each view, and of each macro that gives a table, out of a database without rows."""
    asked = {
        script.name: script.name for script in read_scripts("marts") if not script.name.endswith(AS_TABLE)
    }
    macros = {script.name for script in read_scripts("macros")}
    scripts = [script for kind in ("indexes", "marts", "macros") for script in read_scripts(kind)]
    with connect() as connection:
        for table in TABLES.values():
            connection.execute("; ".join(create_statements(table)))
        for script, _ in in_order(scripts):
            is_macro = script.name in macros
            connection.execute(script.sql if is_macro else f"CREATE VIEW {script.name} AS {script.sql}")
        for name, parameters in connection.execute(TABLE_MACROS).fetchall():
            asked[name] = f"{name}({', '.join(['NULL'] * len(parameters))})"
        return {name: ", ".join(_columns(connection, call)) for name, call in asked.items()}


def _columns(connection: duckdb.DuckDBPyConnection, call: str) -> list[str]:
    return [f"`{name}`" for name, *_ in connection.execute(f"DESCRIBE FROM {call}").fetchall()]


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield table.description
    yield ""
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}."
    yield ""
    yield "| column | DuckDB | Parquet | null | meaning |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        types = f"{SQL_TYPES[column.type]} | {ARROW_TYPES[column.type]}"
        null = "yes" if column.is_nullable else ""
        yield f"| `{column.name}` | {types} | {null} | {_cell(describe(column))} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    given = arguments("data_dictionary", "the data dictionary").parse_args()
    given.page.write_text(data_dictionary(), encoding="utf-8")
