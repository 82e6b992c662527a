"""Files to share: every form holds the same rows, the codebook gives all columns, quotations are cut as set."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from newsetl.errors import SettingsError, UserError
from newsetl.lexicons import read_table
from newsetl.settings import load_settings
from newsetl.sharing import columns_of, export_claims, export_places
from newsetl.sharing.quoting import cut_words, limit_of
from newsetl.warehouse import open_database
from newsetl.warehouse.sql_files import read_scripts


@pytest.fixture(scope="module")
def connection(sample_data_dir: Path) -> Any:
    """The sample's database."""
    with open_database(sample_data_dir / "news.duckdb") as opened:
        yield opened


def claims(connection: duckdb.DuckDBPyConnection, folder: Path, name: str, **limits: int) -> Path:
    file = folder / name
    export_claims(connection, file, limits)
    return file


@pytest.mark.parametrize("script", read_scripts("exports"), ids=lambda script: script.name)
def test_the_codebook_tells_every_column(connection: duckdb.DuckDBPyConnection, script: Any) -> None:
    """Names and order of the SQL are those of the codebook, and each type is the column's."""
    types = {
        "string": "VARCHAR",
        "integer": "BIGINT",
        "number": "DOUBLE",
        "boolean": "BOOLEAN",
        "date": "DATE",
    }
    described = connection.execute(f"DESCRIBE {script.sql}").fetchall()
    assert [(row[0], row[1]) for row in described] == [
        (c.name, types[c.type]) for c in columns_of(script.name)
    ]
    assert all(column.description for column in columns_of(script.name))


def test_every_form_holds_the_same_claims(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """CSV, Excel, Parquet and JSON agree on the rows and on the figures."""
    as_json = json.loads(claims(connection, tmp_path, "c.json").read_text("utf-8"))
    with claims(connection, tmp_path, "c.csv").open(encoding="utf-8", newline="") as file:
        as_csv = list(csv.DictReader(file))
    as_parquet = pq.read_table(claims(connection, tmp_path, "c.parquet")).to_pylist()
    sheet = load_workbook(claims(connection, tmp_path, "c.xlsx")).active
    assert sheet is not None
    ids = [row["claim_id"] for row in as_json]
    assert len(ids) > 50
    assert [row["claim_id"] for row in as_csv] == [row["claim_id"] for row in as_parquet] == ids
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ids
    assert [row["low"] for row in as_parquet] == [row["low"] for row in as_json]


def test_a_claim_is_one_row_however_often_it_is_reported(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """8,892 US troops in Iraq are in two articles, and in one row with the codes of both countries."""
    rows = json.loads(claims(connection, tmp_path, "c.json").read_text("utf-8"))
    (row,) = (r for r in rows if r["low"] == 8892)
    wanted = {
        "actor_iso3": "USA",
        "actor_cow": 2,
        "place_m49": "368",
        "place_gw": 645,
        "articles": 2,
        "told_as": "actual",
    }
    assert wanted.items() <= row.items()
    assert len({(r["claim_id"], r["told_as"]) for r in rows}) == len(rows)


def test_the_package_and_the_page_stand_beside_the_file(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """They name the file, its columns and how to cite it; the doubtful rows are counted."""
    done = export_claims(connection, tmp_path / "c.csv", {})
    package = json.loads((tmp_path / "c.csv.datapackage.json").read_text("utf-8"))
    resource = package["resources"][0]
    assert resource["path"] == "c.csv"
    assert [field["name"] for field in resource["schema"]["fields"]] == [c.name for c in columns_of("claims")]
    assert done.citation in package["description"]
    assert done.citation in (tmp_path / "c.csv.codebook.md").read_text("utf-8")
    with done.file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert done.doubtful == sum(float(row["confidence"]) < 0.4 for row in rows) > 0
    assert {row["review"] for row in rows} == {"machine"}


def test_two_exports_of_one_name_keep_a_codebook_each(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Claims as CSV and places as GeoJSON have other columns, and are in one folder."""
    done = [
        export_claims(connection, tmp_path / "norland.csv", {}),
        export_places(connection, tmp_path / "norland.geojson"),
    ]
    assert len({path for export in done for path in export.beside}) == 4
    for export in done:
        for path in export.beside:
            assert export.file.name in path.read_text("utf-8")


def test_places_are_geojson(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Longitude is first, every coordinate is on earth, and the codebook mentions places only."""
    export_places(connection, tmp_path / "p.geojson")
    assert "told_as" not in (tmp_path / "p.geojson.codebook.md").read_text("utf-8")
    features = json.loads((tmp_path / "p.geojson").read_text("utf-8"))["features"]
    baghdad = next(f for f in features if f["properties"]["place"] == "Baghdad")
    assert baghdad["geometry"]["coordinates"] == pytest.approx([44.4, 33.3], abs=0.2)
    assert (baghdad["properties"]["country_m49"], baghdad["properties"]["country_gw"]) == ("368", 645)
    points = [f["geometry"]["coordinates"] for f in features if f["geometry"]]
    assert all(abs(longitude) <= 180 and abs(latitude) <= 90 for longitude, latitude in points)


@pytest.mark.parametrize("name", ["c.txt", "c", "c.geojson", "nowhere/c.csv"])
def test_what_cannot_be_written_is_reported(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, name: str
) -> None:
    """Unknown forms and missing folders are the user's mistakes, and leave nothing."""
    with pytest.raises(UserError):
        export_claims(connection, tmp_path / name, {})
    assert list(tmp_path.iterdir()) == []


def test_an_outlet_with_a_limit_is_quoted_in_part(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Its sentences and headlines end after so many words; those of others are whole."""
    limits = {"Zagros Herald": 5}
    export_claims(connection, tmp_path / "c.json", limits)
    rows = json.loads((tmp_path / "c.json").read_text("utf-8"))
    cut = [row for row in rows if row["outlet"] == "Zagros Herald"]
    assert cut
    assert all(len(row["quote"].split()) <= 6 for row in cut)
    assert any(len(row["quote"].split()) > 6 for row in rows)


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("one two three", 2, "one two […]"),
        ("one two", 2, "one two"),
        ("one  two", None, "one  two"),
        (None, 2, None),
    ],
)
def test_words_are_cut_with_a_mark(text: str | None, most: int | None, expected: str | None) -> None:
    """Only where there are more."""
    assert cut_words(text, most) == expected


def test_the_star_is_for_all_others() -> None:
    """Also for articles whose outlet is unknown."""
    limits = {"Daily": 5, "*": 50}
    assert [limit_of(outlet, limits) for outlet in ("Daily", "Other", None)] == [5, 50, 50]
    assert limit_of("Other", {"Daily": 5}) is None


def test_a_limit_is_a_whole_number(tmp_path: Path) -> None:
    """Others are an error of the settings file."""
    file = tmp_path / "newsetl.toml"
    file.write_text('[quoted_words]\n"Daily" = 25\n', encoding="utf-8")
    assert load_settings(file).quoted_words == {"Daily": 25}
    file.write_text('[quoted_words]\n"Daily" = "many"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="'Daily'"):
        load_settings(file)


def test_country_codes_are_whole() -> None:
    """M49 has three digits; a number occurs once in each list."""
    rows = read_table("country_codes")
    assert all(len(row["m49"]) == 3 for row in rows if row["m49"])
    for name in ("iso3", "m49", "cow", "gw"):
        known = [row[name] for row in rows if row[name]]
        assert len(known) == len(set(known)), name
    assert sum(bool(row["cow"]) for row in rows) > 190


def test_states_that_followed_others_have_their_own_numbers() -> None:
    """United Yemen and Vietnam, Czechia, Serbia and Russia, where lists of codes differ; the Holy See has none."""
    numbers = {row["iso3"]: (row["cow"], row["gw"]) for row in read_table("country_codes")}
    assert numbers["YEM"] == ("679", "678")
    assert numbers["VNM"] == ("816", "816")
    assert numbers["CZE"] == ("316", "316")
    assert numbers["SRB"] == ("345", "340")
    assert numbers["RUS"] == ("365", "365")
    assert numbers["DEU"] == ("255", "260")
    assert numbers["VAT"] == ("", "")
