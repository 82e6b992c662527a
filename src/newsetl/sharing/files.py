"""An export in the form that its file's name asks for, with its codebook beside it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from newsetl import __version__
from newsetl.core.writing_spreadsheets import write_csv, write_excel
from newsetl.errors import UserError
from newsetl.sharing.codebook import Origin, codebook_page, columns_of, data_package
from newsetl.sharing.quoting import cut_quotes
from newsetl.warehouse.sandbox import of_this_version
from newsetl.warehouse.sql_files import read_scripts

Rows = Sequence[Sequence[Any]]
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".geojson": "application/geo+json",
}
FORMATS = tuple(MEDIA_TYPES)
# A claim's row is its surest report; the export rounds how sure that is.
DOUBTFUL = """
SELECT count(*) FROM (SELECT max(confidence) AS sure FROM force_level_reports GROUP BY claim_id, modality)
WHERE sure < doubtful_below()
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file, its rows, the doubtful ones among them, the files beside it, how to cite it."""

    file: Path
    rows: int
    doubtful: int
    beside: tuple[Path, ...]
    citation: str


def export_claims(
    connection: duckdb.DuckDBPyConnection, file: Path, quoted_words: Mapping[str, int]
) -> Exported:
    """Writes one tidy row a claim to a .csv, .xlsx, .parquet or .json file.

    Args:
        connection: to the database.
        file: what to write; its folder must exist.
        quoted_words: most words of a sentence or headline quoted, by outlet; "*" stands for all others.

    Raises:
        UserError: the form is unknown, the file cannot be written, or an older newsetl made the database.
    """
    rows = _rows(connection, "claims")
    names = [column.name for column in columns_of("claims")]
    return _write(connection, "claims", file, cut_quotes(names, rows, quoted_words))


def export_places(connection: duckdb.DuckDBPyConnection, file: Path) -> Exported:
    """Writes one row a place that is named, as .geojson with a point each, or as the forms of `export_claims`."""
    return _write(connection, "places", file, _rows(connection, "places"))


def _rows(connection: duckdb.DuckDBPyConnection, export: str) -> Rows:
    (script,) = (script for script in read_scripts("exports") if script.name == export)
    with of_this_version():
        return connection.execute(script.sql).fetchall()


def _write(connection: duckdb.DuckDBPyConnection, export: str, file: Path, rows: Rows) -> Exported:
    writer = _writer(export, file)
    if not file.parent.is_dir():
        raise UserError(f"no folder {file.parent} to write {file.name} to")
    names = [column.name for column in columns_of(export)]
    origin = _origin(connection)
    doubtful = _doubtful(connection) if export == "claims" else 0
    package = data_package(export, file.name, MEDIA_TYPES[file.suffix.lower()], origin)
    beside = {
        file.with_name(f"{file.name}.datapackage.json"): json.dumps(package, indent=2, ensure_ascii=False)
        + "\n",
        file.with_name(f"{file.name}.codebook.md"): codebook_page(export, file.name, origin),
    }
    try:
        writer(names, rows, file)
        for path, text in beside.items():
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error}") from error
    return Exported(file, len(rows), doubtful, tuple(beside), origin.citation)


def _doubtful(connection: duckdb.DuckDBPyConnection) -> int:
    with of_this_version():
        found = connection.execute(DOUBTFUL).fetchone()
    assert found is not None, "an aggregate returns a row"
    return int(found[0])


def _writer(export: str, file: Path) -> Callable[[Sequence[str], Rows, Path], object]:
    writers: dict[str, Callable[[Sequence[str], Rows, Path], object]] = {
        ".csv": _csv,
        ".xlsx": write_excel,
        ".parquet": _parquet_of(export),
        ".json": _json,
    }
    if export == "places":
        writers[".geojson"] = _geojson
    if file.suffix.lower() not in writers:
        also = "" if export == "places" else "; .geojson holds places"
        raise UserError(f"{file.name}: the name decides the format, one of {', '.join(writers)}{also}")
    return writers[file.suffix.lower()]


def _csv(names: Sequence[str], rows: Rows, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        write_csv(names, rows, opened)


def _json(names: Sequence[str], rows: Rows, file: Path) -> None:
    found = [dict(zip(names, row, strict=True)) for row in rows]
    file.write_text(json.dumps(found, default=str, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _parquet_of(export: str) -> Callable[[Sequence[str], Rows, Path], None]:
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    schema = pa.schema(
        [pa.field(c.name, types[c.type], metadata={"description": c.description}) for c in columns_of(export)]
    )

    def write(names: Sequence[str], rows: Rows, file: Path) -> None:
        found = [dict(zip(names, row, strict=True)) for row in rows]
        pq.write_table(pa.Table.from_pylist(found, schema=schema), file, compression="zstd")

    return write


def _geojson(names: Sequence[str], rows: Rows, file: Path) -> None:
    """RFC 7946: longitude first; a place without a point has a null geometry."""
    features = []
    for row in rows:
        properties = dict(zip(names, row, strict=True))
        latitude, longitude = properties.pop("latitude"), properties.pop("longitude")
        point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    collection = {"type": "FeatureCollection", "features": features}
    file.write_text(json.dumps(collection, default=str, ensure_ascii=False) + "\n", encoding="utf-8")


def _origin(connection: duckdb.DuckDBPyConnection) -> Origin:
    found = connection.execute(
        "SELECT count(*), count(DISTINCT outlet), min(day)::VARCHAR, max(day)::VARCHAR, "
        "(SELECT any_value(snapshot_id) FROM newsetl_snapshot) "
        "FROM (SELECT *, coalesce(published_date, published_at::DATE) AS day FROM articles) WHERE is_current"
    ).fetchone()
    assert found is not None, "an aggregate returns a row"
    articles, outlets, first, last, snapshot = found
    return Origin(articles, outlets, first, last, str(snapshot), __version__)
