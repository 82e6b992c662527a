"""CSV and Parquet."""

from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.inputs.helpers import kinds, read_bytes


@pytest.mark.parametrize(
    "content",
    [
        b'headline,content,date\r\nT,"one, ""two""\nthree",2026-02-20\r\n',
        b'headline;content;date\nT;"one, ""two""\nthree";2026-02-20',
        b'headline\tcontent\tdate\nT\t"one, ""two""\nthree"\t2026-02-20\n\n',
        b'\xef\xbb\xbfheadline|content|date\nT|"one, ""two""\nthree"|2026-02-20\n',
        b"\xff\xfe" + 'headline,content,date\nT,"one, ""two""\nthree",2026-02-20\n'.encode("utf-16-le"),
    ],
)
def test_csv_in_any_dialect(tmp_path, content):
    """Delimiter, mark and encoding are found; a cell may hold lines, quotes and delimiters."""
    [document] = read_bytes(tmp_path, "a.csv", content)
    assert document.content == b'one, "two"\nthree'
    assert document.metadata == {"title": "T", "published_at": "2026-02-20"}
    assert document.uri == f"{tmp_path}/a.csv#1"


def test_western_csv_is_read(tmp_path):
    """A spreadsheet's Windows-1252 is not an error."""
    [document] = read_bytes(tmp_path, "a.csv", "title,text\nCafé,“x”\n".encode("cp1252"))
    assert (document.metadata["title"], document.content.decode()) == ("Café", "“x”")


def test_row_that_does_not_fit_is_rejected_alone(tmp_path):
    """A row with a cell too few or too many shifts no text into another field."""
    outcomes = read_bytes(tmp_path, "a.csv", b"title,text\nT,x\nT,y,z\nT\nT,w\n")
    assert kinds(outcomes) == ["text/plain", "broken_table", "broken_table", "text/plain"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b\n1,2\n3,4\n", ["missing_field"]),
        (b"\n", ["broken_table"]),
        (b"title,text\n", ["no_text"]),
        (b'title,text\nT,x\nT,"never closed\n', ["text/plain", "broken_table"]),
        (b'title,text\nT,"x"y\n', ["broken_table"]),
        (b"title,text\nT," + b"x" * 300_000, ["too_large"]),
        (b"title,text\nT,x\0y\n", ["bad_encoding"]),
    ],
)
def test_broken_csv_is_rejected_with_its_reason(tmp_path, content, expected):
    """One rejection for a table without a text column, one for what cannot be read further."""
    assert kinds(read_bytes(tmp_path, "a.csv", content, max_record_bytes=200_000)) == expected


def _parquet(tmp_path, **columns):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(columns), path)
    return path.read_bytes()


def test_parquet_rows_are_documents(tmp_path):
    """Columns under any known names, lists and moments among them; others are not read."""
    content = _parquet(
        tmp_path,
        maintext=["x", None],
        authors=[["A B", "C D"], []],
        date_publish=[datetime(2026, 2, 20, 8, tzinfo=UTC), None],
        other=[1, 2],
    )
    document, empty = read_bytes(tmp_path, "a.parquet", content)
    assert document.content == b"x"
    assert document.metadata == {"authors": "A B; C D", "published_at": "2026-02-20T08:00:00+00:00"}
    assert empty.reason_code == "no_text"


def test_parquet_without_text_lists_its_columns(tmp_path):
    """One rejection that names the columns."""
    [rejected] = read_bytes(tmp_path, "a.parquet", _parquet(tmp_path, Titel=["T"], Nr=[1]))
    assert rejected.reason_code == "missing_field"
    assert "Titel, Nr" in rejected.detail


@pytest.mark.parametrize("cut", [4, 12, -1, -20])
def test_broken_parquet_is_rejected(tmp_path, cut):
    """A cut file is broken_table."""
    assert kinds(read_bytes(tmp_path, "a.parquet", _parquet(tmp_path, text=["x"])[:cut])) == ["broken_table"]
