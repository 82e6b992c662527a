"""An earlier newsetl: this one, except for columns that were not declared then."""

import dataclasses
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_type_hints

import pytest

from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.schema import Table, columns_of

SQL = "\n".join(
    path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "sql").rglob("*.sql")
)
ADDED = {
    name: {
        column.name
        for column in columns_of(table.row)
        if column.is_nullable and not re.search(rf"\b{column.name}\b", SQL)
    }
    for name, table in TABLES.items()
}


@contextmanager
def earlier_declarations() -> Iterator[None]:
    """Within, tables lack the columns of `ADDED`: those that may be null and that no mart needs."""
    with pytest.MonkeyPatch.context() as patch:
        for name, added in ADDED.items():
            for tables in (TABLES, ANNOTATION_TABLES):
                if name in tables:
                    patch.setitem(tables, name, without(TABLES[name], added))
        yield


def without(table: Table, names: set[str]) -> Table:
    """The table as it was declared before some of its columns were."""
    hints = get_type_hints(table.row, include_extras=True)
    kept = [
        (field.name, hints[field.name], dataclasses.field(default=field.default))
        for field in dataclasses.fields(table.row)
        if field.name not in names
    ]
    row = dataclasses.make_dataclass(
        table.row.__name__, kept, frozen=True, kw_only=True, namespace={"__doc__": table.row.__doc__}
    )
    return dataclasses.replace(table, row=row)
