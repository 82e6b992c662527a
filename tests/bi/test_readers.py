"""Every table of the lake opens as it is in every engine that analysts' tools are built on."""

import math
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsetl.tables import TABLES
from newsetl.tables.schema import Table
from tests.bi.readers import MONTH_TYPES, TYPES, Reading, arrow_frame, files_of

# Tables of people's corrections have no rows, and so no files, until somebody corrects a row.
FILLED = {name: table for name, table in TABLES.items() if name not in ("corrections", "machine_rows")}
Engine = tuple[str, Callable[..., Reading]]


def truth(folder: Path, table: Table) -> Reading:
    """What the files hold, read one by one as the declaration says."""
    parts = [pq.read_table(path, partitioning=None).cast(table.arrow_schema) for path in files_of(folder)]
    return arrow_frame(table.columns, pa.concat_tables(parts), {})


@pytest.mark.parametrize("table", FILLED.values(), ids=FILLED)
def test_an_engine_reads_every_row_value_and_type(lake: Path, engine: Engine, table: Table) -> None:
    """Rows, nulls, sums, first and last days and moments are the files' own; types are those that docs/bi/ names."""
    name, read = engine
    folder = lake / table.name
    expected, found = truth(folder, table), read(folder, table.columns)
    assert found.rows == expected.rows
    assert found.filled == expected.filled
    assert found.bounds == expected.bounds
    for column, total in expected.sums.items():
        got = found.sums[column]
        # ClickHouse, like Hyper, sums nothing to null; a sum of floats depends on their order in the last digits
        assert (got is None) == (total is None), column
        assert got is None or math.isclose(got, total or 0, rel_tol=1e-9), column
    assert {c.name: found.types[c.name] for c in table.columns} == {
        c.name: TYPES[name][c.type] for c in table.columns
    }


@pytest.mark.parametrize("table", FILLED)
def test_the_month_of_the_folder_is_text(lake: Path, engine: Engine, table: str) -> None:
    """published_month is read from the folders' names where an engine does that, as text: 'unknown' is one of them."""
    name, read = engine
    assert read(lake / table, TABLES[table].columns).types.get("published_month") == MONTH_TYPES[name]


def test_no_type_is_used_that_some_reader_refuses(lake: Path) -> None:
    """The files' own Parquet types are the six that every BI tool took, without lists, structs or nanoseconds."""
    allowed = {"string", "int64", "double", "bool", "date32[day]", "timestamp[us, tz=UTC]"}
    for table in TABLES:
        for path in files_of(lake / table):
            assert {str(field.type) for field in pq.read_schema(path)} <= allowed
