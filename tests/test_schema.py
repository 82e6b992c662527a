"""The declarations of the tables, and what is derived from them."""

from dataclasses import dataclass
from typing import Annotated

import pyarrow as pa
import pytest

from newsetl.tables import ANNOTATION_TABLES, TABLES
from newsetl.tables.schema import Table, columns_of
from newsetl.warehouse.ddl import create_statements

SAFE_TYPES = {pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us", tz="UTC")}
EVERY_ANNOTATION_CARRIES = {
    "article_id", "story_id", "outlet", "published_date", "sentence_index", "extractor", "extractor_version",
    "confidence",
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_described_and_of_a_type_that_every_bi_tool_reads(table: Table) -> None:
    """Every column has a description and a safe type."""
    assert all(len(column.description) > 10 for column in table.columns)
    assert set(table.arrow_schema.types) <= SAFE_TYPES


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_and_spans_name_columns(table: Table) -> None:
    """A table's key and spans are made of its columns, and no key may be null."""
    columns = {column.name: column for column in table.columns}
    assert all(not columns[name].is_nullable for name in table.key)
    assert all(name in columns for span in table.spans for name in span)


@pytest.mark.parametrize("table", ANNOTATION_TABLES.values(), ids=lambda table: table.name)
def test_every_annotation_row_can_be_traced(table: Table) -> None:
    """Every annotation table carries the columns that lead back to article, story and extractor."""
    assert {column.name for column in table.columns} >= EVERY_ANNOTATION_CARRIES


def test_an_undescribed_column_is_refused() -> None:
    """A field without a description is a mistake in the declaration."""

    @dataclass(frozen=True)
    class Row:
        name: str

    with pytest.raises(TypeError, match="no description"):
        columns_of(Row)


def test_a_list_column_is_refused() -> None:
    """A type that some BI tool cannot read is a mistake in the declaration."""

    @dataclass(frozen=True)
    class Row:
        names: Annotated[list[str], "Several names in one cell"]

    with pytest.raises(TypeError, match="names"):
        columns_of(Row)


def test_rows_of_a_wrong_type_are_refused() -> None:
    """A text where a number is declared raises instead of being stored."""
    with pytest.raises(pa.ArrowInvalid):
        TABLES["runs"].to_arrow([{"run_id": "r", "read": "many"}])


def test_ddl_quotes_keywords_and_apostrophes() -> None:
    """Column names such as start and end, and descriptions with apostrophes, come through."""
    statements = "\n".join(create_statements(TABLES["region_mentions"]))
    assert '"start" BIGINT NOT NULL' in statements
    assert '"end" BIGINT NOT NULL' in statements
