"""Wider types are read; what was taken away or made narrower is refused before anything is done, in one line."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsetl.errors import UserError
from newsetl.lake import Lake
from newsetl.lake.compatibility import fits
from newsetl.lake.parquet import lacks_columns, read_table
from newsetl.replicas.mirror import mirror
from newsetl.replicas.restore import restore
from newsetl.settings import Settings
from newsetl.stages.recovering import recover
from newsetl.stages.run_context import new_run
from newsetl.tables import TABLES
from tests.lake.rows import article, mention
from tests.lake.test_snapshots import changes, publish


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        (pa.int32(), pa.int64(), True),
        (pa.int64(), pa.int32(), False),
        (pa.uint32(), pa.int64(), False),
        (pa.float32(), pa.float64(), True),
        (pa.float64(), pa.float32(), False),
        (pa.int32(), pa.float64(), True),
        (pa.int64(), pa.float64(), False),
        (pa.large_string(), pa.string(), True),
        (pa.dictionary(pa.int32(), pa.string()), pa.string(), True),
        (pa.null(), pa.string(), True),
        (pa.string(), pa.int64(), False),
        (pa.timestamp("us", "UTC"), pa.date32(), False),
    ],
)
def test_every_value_of_the_file_is_one_of_the_declared_type(
    found: pa.DataType, wanted: pa.DataType, expected: bool
) -> None:
    """Else a cast would lose something."""
    assert fits(found, wanted) is expected


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "data" / "lake")
    publish(lake, "run-1", changes([article("a")], [mention("a", 1)]))
    return lake


def rewrite(lake: Lake, column: str, kind: pa.DataType) -> None:
    """Gives a column of the articles another type, or adds one of that name, in the file and in the manifest."""
    from newsetl.lake.files import write_file
    from newsetl.lake.manifest import manifest_text

    manifest = lake.manifest()
    folder, file = lake.current.resolve(), manifest.of("articles")[0]
    rows = pq.read_table(folder / file.path, partitioning=None)
    if column in rows.column_names:
        index = rows.schema.get_field_index(column)
        rows = rows.set_column(index, column, rows[column].cast(kind))
    else:
        rows = rows.append_column(column, pa.nulls(rows.num_rows, kind))
    (folder / file.path).unlink()
    changed = write_file(folder, "articles", file.month, rows)
    files = tuple(changed if known == file else known for known in manifest.files)
    (folder / "manifest.json").write_text(manifest_text(replace(manifest, files=files)))


def test_a_wider_type_is_read_and_written(lake: Lake) -> None:
    """The next run reads the old file as declared; BI tools then meet one type only."""
    rewrite(lake, "word_count", pa.int32())
    data_dir = lake.folder.parent
    recover(new_run(Settings(data_dir=data_dir)))
    schema = TABLES["articles"].arrow_schema
    assert lacks_columns(lake.paths("articles")[0], schema)
    assert read_table(lake.paths("articles"), schema).schema.field("word_count").type == pa.int64()


@pytest.mark.parametrize(
    ("column", "kind", "told"),
    [
        ("mood", pa.string(), "articles.mood is not known here"),
        ("revision", pa.float64(), "articles.revision is int64"),
    ],
)
def test_what_cannot_be_read_is_refused_at_the_start(
    lake: Lake, column: str, kind: pa.DataType, told: str
) -> None:
    """A column that is gone and one that became narrower: one line that names it, and nothing was done."""
    rewrite(lake, column, kind)
    with pytest.raises(UserError, match=told) as refused:
        recover(new_run(Settings(data_dir=lake.folder.parent)))
    assert "\n" not in str(refused.value)
    assert not (lake.folder.parent / "news.duckdb").exists()


def test_a_copy_on_a_store_is_refused_too(lake: Lake, bucket: str, tmp_path: Path) -> None:
    """Before it is published here."""
    rewrite(lake, "mood", pa.string())
    mirror(lake.folder.parent, bucket)
    with pytest.raises(UserError, match=r"articles\.mood"):
        restore(tmp_path / "new", bucket)
    assert not (tmp_path / "new" / "lake" / "current").exists()
