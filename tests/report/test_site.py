"""The report's folder."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsetl.report import evidence_page, write_report
from newsetl.report.world import BORDERS_IN_WORDS, borders_in_words, outlines
from newsetl.settings import BORDERS
from newsetl.tables import TABLES
from newsetl.warehouse.sql_files import read_scripts
from tests.report.conftest import CHECKS
from tests.report.synthetic import HOSTILE_TITLES, build_database


def read_data(index: Path) -> dict[str, Any]:
    """The data block of a report's page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', index.read_text("utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def test_the_same_database_gives_the_same_bytes(database: Path, report: Path, tmp_path: Path) -> None:
    """Nothing in a report depends on the clock, on chance or on the order of rows."""
    again = write_report(database, tmp_path / "again", checks=CHECKS).parent
    names = sorted(path.relative_to(report) for path in report.rglob("*.html"))
    assert len(names) > 500
    assert names == sorted(path.relative_to(again) for path in again.rglob("*.html"))
    assert all((report / name).read_bytes() == (again / name).read_bytes() for name in names)


def test_a_source_of_two_names_stands_once(database: Path, tmp_path: Path) -> None:
    """Under the name that the archive has for it, as in the marts."""
    own = tmp_path / "news.duckdb"
    shutil.copy(database, own)
    with duckdb.connect(own) as connection:
        first, second = connection.execute(
            "SELECT source_id, mode(source_name) FROM attributions WHERE anonymity = 'named' "
            "GROUP BY ALL ORDER BY count(*) DESC, source_id LIMIT 2"
        ).fetchall()
        connection.execute(
            "CREATE TABLE source_links AS SELECT ? AS local_id, ? AS source_id, NULL::VARCHAR AS display_name",
            [second[0], first[0]],
        )
        connection.execute(
            "CREATE TABLE source_profile AS "
            "SELECT ? AS source_id, 'Harbour Pilots' AS source_name, 'organisation' AS source_kind",
            [first[0]],
        )
    names = [
        entry["name"] for entry in read_data(write_report(own, tmp_path / "report"))["sources"]["entries"]
    ]
    assert "Harbour Pilots" in names
    assert not {first[1], second[1]} & set(names)


def test_a_new_report_takes_the_old_one_s_place(database: Path, tmp_path: Path) -> None:
    """What stood there goes, and nothing half-made stays beside it."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "stale.html").write_text("old")
    assert write_report(database, folder, evidence_limit=3) == folder / "index.html"
    assert not (folder / "stale.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_a_failed_report_leaves_the_old_one(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error while building touches nothing that readers see."""
    index = write_report(database, tmp_path / "reports", evidence_limit=3)
    before = index.read_bytes()
    monkeypatch.setattr("newsetl.report.pages.evidence_page", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_report(database, tmp_path / "reports", evidence_limit=3)
    assert index.read_bytes() == before


@pytest.mark.parametrize(("limit", "expected"), [(0, 0), (7, 7), (None, 600)])
def test_evidence_pages_are_as_many_as_asked_for(
    database: Path, tmp_path: Path, limit: int | None, expected: int
) -> None:
    """The limit holds, and None means every article."""
    write_report(database, tmp_path / "r", evidence_limit=limit)
    assert len(list((tmp_path / "r" / "evidence").glob("*.html"))) == expected


def test_a_database_without_rows_has_its_report(tmp_path: Path) -> None:
    """Before the first article there is a page, not an error."""
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as connection:
        for name, table in TABLES.items():
            connection.register("empty", table.to_arrow([]))
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM empty')
    index = write_report(tmp_path / "empty.duckdb", tmp_path / "r")
    assert read_data(index)["articles"]["count"] == 0


def test_the_reference_record_is_shown_where_it_is_loaded(tmp_path: Path) -> None:
    """Rows of reference_force_levels reach the page for the actors and places that are reported on."""
    path = build_database(tmp_path / "news.duckdb", 50)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "CREATE TABLE reference_force_levels AS "
            "SELECT 'USA' AS actor_iso3, 'IRQ' AS place_iso3, DATE '2020-03-31' AS as_of, 5200 AS value "
            "UNION ALL SELECT 'USA', 'ATA', DATE '2020-03-31', 7"
        )
    reference = read_data(write_report(path, tmp_path / "r"))["reference"]
    assert reference == [{"actor_iso3": "USA", "place_iso3": "IRQ", "day": 18352, "value": 5200.0}]


def test_hostile_titles_are_data(report: Path) -> None:
    """The page holds the titles, and none of them as markup."""
    html = (report / "index.html").read_text("utf-8")
    titles = read_data(report / "index.html")["pages"]["title"]["words"]
    assert HOSTILE_TITLES[0] in titles
    assert HOSTILE_TITLES[0] not in html
    assert "javascript:" not in html
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_the_page_names_no_host_to_load_from(report: Path) -> None:
    """No element of the page has an address outside its folder."""
    outside = re.sub(
        r"<script\b.*?</script>", "", (report / "index.html").read_text("utf-8"), flags=re.DOTALL
    )
    assert not re.search(r'(?:src|href|action)="(?!#|evidence/)', outside)


def test_an_outlet_with_a_limit_is_quoted_in_part(database: Path, report: Path, tmp_path: Path) -> None:
    """Its sentences and statements are cut, and its articles have no page that would show the whole text."""
    limit = {"Lakeside Tribune": 4}
    data = read_data(write_report(database, tmp_path / "r", quoted_words=limit))
    whole = read_data(report / "index.html")
    assert any(text.endswith(" […]") for text in data["figures"]["sentence"]["words"] if text)
    assert not any(text.endswith(" […]") for text in whole["figures"]["sentence"]["words"] if text)
    assert 0 < len(data["pages"]["stem"]) < len(whole["pages"]["stem"])


def test_disputed_areas_are_drawn_and_counted_as_the_rows_are() -> None:
    """Each has an outline, of its own or of the atlas, and a country that exists where it names one."""
    world = outlines()
    drawn = {shape["properties"]["drawn"] for shape in world["objects"]["countries"]["geometries"]}
    codes = {shape["properties"]["iso3"] for shape in world["objects"]["countries"]["geometries"]}
    disputed = {area["name"]: area for area in world["disputed"]}
    assert {"Crimea", "Gaza", "Golan Heights", "Western Sahara", "Kosovo", "Taiwan"} <= set(disputed)
    for area in disputed.values():
        assert area["note"]
        assert area["outline"] or area["drawn"] in drawn
        assert area["iso3"] in codes | {None}
    assert disputed["Crimea"]["iso3"] == "UKR"


@pytest.mark.parametrize("borders", BORDERS)
def test_the_note_below_the_map_tells_the_borders_that_are_set(borders: str) -> None:
    """An archive that counts by who holds an area does not claim the practice of the United Nations."""
    (script,) = (script for script in read_scripts("macros", borders) if script.name == "map_country")
    with duckdb.connect() as connection:
        connection.execute(script.sql)
        assert borders_in_words(connection) == BORDERS_IN_WORDS[borders]


def test_the_map_draws_small_states_and_the_borders_that_rows_count_with() -> None:
    """Bahrain and Singapore have an outline; Western Sahara, Gaza's Palestine and Kosovo are shapes of their own."""
    shapes = outlines()["objects"]["countries"]["geometries"]
    codes = {shape["properties"]["iso3"]: len(shape["arcs"]) for shape in shapes}
    assert {"BHR", "SGP", "MLT", "ESH", "PSE", "XKX", "TWN", "UKR", "GUY"} <= set(codes)
    assert all(codes.values())
    assert None not in {s["properties"]["iso3"] for s in shapes if s["properties"]["drawn"] == "Somaliland"}


def test_pages_of_articles_that_were_not_touched_are_taken_over(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only those of touched articles, and those that are not there, are written; the report is the same."""
    folder = tmp_path / "reports"
    write_report(database, folder, evidence_limit=20)
    before = {path.name: path.read_bytes() for path in (folder / "evidence").iterdir()}
    first, second = sorted(before)[:2]
    (folder / "evidence" / first).unlink()
    written: list[str] = []

    def noted(article: dict[str, Any], *rest: Any, **more: Any) -> str:
        written.append(article["article_id"])
        return evidence_page(article, *rest, **more)

    monkeypatch.setattr("newsetl.report.pages.evidence_page", noted)
    write_report(database, folder, evidence_limit=20, touched={second.removesuffix(".html")})
    assert sorted(written) == sorted(name.removesuffix(".html") for name in (first, second))
    assert {path.name: path.read_bytes() for path in (folder / "evidence").iterdir()} == before
