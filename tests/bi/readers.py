"""Each way in which a BI tool reads the lake: the same questions, in its own words, of its own engine.

A reader takes the folder of a table in lake/current and the table's columns, and gives a Reading. What an engine calls
a column's type is in TYPES; docs/bi/ gives analysts the same.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from newsetl.tables.schema import Column

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TYPES: dict[str, dict[type, str]] = {
    "duckdb": {
        str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", date: "DATE",
        datetime: "TIMESTAMP WITH TIME ZONE",
    },
    "pandas": {
        str: "string[pyarrow]", int: "int64[pyarrow]", float: "double[pyarrow]", bool: "bool[pyarrow]",
        date: "date32[day][pyarrow]", datetime: "timestamp[us, tz=UTC][pyarrow]",
    },
    "polars": {
        str: "String", int: "Int64", float: "Float64", bool: "Boolean", date: "Date",
        datetime: "Datetime(time_unit='us', time_zone='UTC')",
    },
    "spark": {
        str: "string", int: "bigint", float: "double", bool: "boolean", date: "date", datetime: "timestamp",
    },
    "chdb": {
        str: "String", int: "Int64", float: "Float64", bool: "Bool", date: "Date32",
        datetime: "DateTime64(6, 'UTC')",
    },
    "datafusion": {
        str: "string_view", int: "int64", float: "double", bool: "bool", date: "date32[day]",
        datetime: "timestamp[us, tz=UTC]",
    },
    "hyper": {
        str: "TEXT", int: "BIG_INT", float: "DOUBLE", bool: "BOOL", date: "DATE", datetime: "TIMESTAMP_TZ",
    },
}  # fmt: skip
# The folder's month: text, or an encoding of few texts. Hyper takes files, not folders, and has no such column.
MONTH_TYPES = {
    "duckdb": "VARCHAR",
    "pandas": "dictionary<values=string, indices=int32, ordered=0>[pyarrow]",
    "polars": "String",
    "spark": "string",
    "chdb": "LowCardinality(String)",
    "datafusion": "string_view",
    "hyper": None,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an engine makes of a table.

    Args:
        rows: number of rows.
        types: what it calls each column's type.
        filled: number of values that are not null, by column.
        sums: of numbers, and of true for booleans.
        bounds: first and last day or moment (UTC).
    """

    rows: int
    types: dict[str, str]
    filled: dict[str, int]
    sums: dict[str, float | None]
    bounds: dict[str, tuple[date | None, date | None]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between SQL engines: how a name is quoted, and a moment as microseconds since 1970."""

    quote: str
    micros: str

    def select(self, columns: Sequence[Column]) -> str:
        """The select list that `reading_of` understands."""
        return ", ".join(["count(*)", *(expression for column in columns for expression in self._of(column))])

    def _of(self, column: Column) -> list[str]:
        name = f"{self.quote}{column.name}{self.quote}"
        if column.type in (int, float):
            return [f"count({name})", f"sum({name})"]
        if column.type is bool:
            return [f"count({name})", f"sum(CASE WHEN {name} THEN 1 ELSE 0 END)"]
        if column.type is datetime:
            return [f"count({name})", *(self.micros.format(f"{bound}({name})") for bound in ("min", "max"))]
        if column.type is date:
            return [f"count({name})", f"min({name})", f"max({name})"]
        return [f"count({name})"]


def reading_of(columns: Sequence[Column], row: Sequence[Any], types: dict[str, str]) -> Reading:
    """A row of a dialect's select list as a Reading."""
    values = iter(row)
    rows = int(next(values))
    filled: dict[str, int] = {}
    sums: dict[str, float | None] = {}
    bounds: dict[str, tuple[date | None, date | None]] = {}
    for column in columns:
        filled[column.name] = int(next(values))
        if column.type in (int, float, bool):
            total = next(values)
            sums[column.name] = None if total is None else float(total)
        elif column.type is datetime:
            bounds[column.name] = (_moment(next(values)), _moment(next(values)))
        elif column.type is date:
            bounds[column.name] = (_day(next(values)), _day(next(values)))
    return Reading(rows, types, filled, sums, bounds)


def _moment(micros: Any) -> datetime | None:
    return None if micros is None else EPOCH + timedelta(microseconds=int(micros))


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value is not None else None


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.parquet"))


def arrow_frame(columns: Sequence[Column], table: pa.Table, types: dict[str, str]) -> Reading:
    """A Reading of a frame that was turned into Arrow."""
    import pyarrow.compute as pc

    row: list[Any] = [table.num_rows]
    for column in columns:
        values = table[column.name]
        row.append(len(values) - values.null_count)
        if column.type in (int, float, bool):
            row.append(pc.sum(values).as_py())
        elif column.type in (date, datetime):
            ends = pc.min_max(values).as_py()
            bounds = [ends["min"], ends["max"]]
            row += [_micros(b) for b in bounds] if column.type is datetime else bounds
    return reading_of(columns, row, types)


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - EPOCH) // timedelta(microseconds=1)


def read_duckdb(folder: Path, columns: Sequence[Column]) -> Reading:
    import duckdb

    source = f"read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        types = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
        select = Dialect('"', "epoch_us({})").select(columns)
        row = connection.execute(f"SELECT {select} FROM {source}").fetchone()
    return reading_of(columns, row, types)


def read_pandas(folder: Path, columns: Sequence[Column]) -> Reading:
    import pandas as pd

    frame = pd.read_parquet(folder, dtype_backend="pyarrow")
    types = {name: str(kind) for name, kind in frame.dtypes.items()}
    return arrow_frame(columns, pa.Table.from_pandas(frame), types)


def read_polars(folder: Path, columns: Sequence[Column]) -> Reading:
    pl = pytest.importorskip("polars", reason="polars is not installed: pip install 'newsetl[bi]'")
    frame = pl.read_parquet(f"{folder}/*/*.parquet", hive_partitioning=True)
    return arrow_frame(columns, frame.to_arrow(), {name: str(kind) for name, kind in frame.schema.items()})


def read_chdb(folder: Path, columns: Sequence[Column]) -> Reading:
    chdb = pytest.importorskip("chdb", reason="chDB is not installed: pip install 'newsetl[bi]'")
    source = f"file('{folder}/*/*.parquet', 'Parquet')"
    options = "SETTINGS use_hive_partitioning = 1, output_format_json_quote_64bit_integers = 0"

    def ask(query: str) -> list[list[Any]]:
        return [
            json.loads(line)
            for line in str(chdb.query(f"{query} {options}", "JSONCompactEachRow")).splitlines()
        ]

    types = {name: kind.removeprefix("Nullable(") for name, kind, *_ in ask(f"DESCRIBE {source}")}
    types = {name: kind if kind.count("(") == kind.count(")") else kind[:-1] for name, kind in types.items()}
    select = Dialect('"', "toUnixTimestamp64Micro({})").select(columns)
    return reading_of(columns, ask(f"SELECT {select} FROM {source}")[0], types)


def read_datafusion(folder: Path, columns: Sequence[Column]) -> Reading:
    datafusion = pytest.importorskip(
        "datafusion", reason="DataFusion is not installed: pip install 'newsetl[bi]'"
    )
    context = datafusion.SessionContext()
    context.register_parquet("t", str(folder), table_partition_cols=[("published_month", pa.string_view())])
    types = {field.name: str(field.type) for field in context.table("t").schema()}
    # The column's unit is the microsecond: as a number it is what is wanted.
    select = Dialect('"', "arrow_cast({}, 'Int64')").select(columns)
    table = context.sql(f"SELECT {select} FROM t").to_arrow_table()
    return reading_of(columns, [column[0].as_py() for column in table.columns], types)


def spark_reader(spark: Any) -> Callable[[Path, Sequence[Column]], Reading]:
    """A reader over a Spark session, which takes long to start."""

    def read(folder: Path, columns: Sequence[Column]) -> Reading:
        frame = spark.read.parquet(str(folder))
        frame.createOrReplaceTempView("t")
        row = spark.sql(f"SELECT {Dialect('`', 'unix_micros({})').select(columns)} FROM t").collect()[0]
        return reading_of(columns, row, dict(frame.dtypes))

    return read


def hyper_reader(connection: Any) -> Callable[[Path, Sequence[Column]], Reading]:
    """A reader over a connection to Hyper, the engine inside Tableau."""

    def read(folder: Path, columns: Sequence[Column]) -> Reading:
        files = ", ".join(f"'{path}'" for path in files_of(folder))
        source = f"external(ARRAY[{files}], FORMAT => 'parquet')"
        with connection.execute_query(f"SELECT * FROM {source} LIMIT 0") as described:
            types = {c.name.unescaped: c.type.tag.name for c in described.schema.columns}
        select = Dialect('"', "CAST(EXTRACT(EPOCH FROM {}) * 1000000 AS BIGINT)").select(columns)
        rows = connection.execute_list_query(f"SELECT {select} FROM {source}")
        return reading_of(columns, rows[0], types)

    return read
