"""Force figures on the desk: what addresses find, count and save."""

import csv
import io
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from newsetl.desk.figures import figures
from newsetl.desk.list_query import all_rows
from newsetl.warehouse.database_link import put_in_place
from tests.desk.conftest import Running, running
from tests.desk.test_corrections import say

REPORTS = "force_level_reports"


def count(desk: Running, where: str, what: str = "count(*)", rows: str = REPORTS) -> Any:
    """What SQL says of the published figures."""
    with duckdb.connect(str((desk.data_dir / "news.duckdb").resolve()), read_only=True) as connection:
        row = connection.execute(f"SELECT {what} FROM {rows} WHERE {where}").fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("", "confidence >= 0.4"),
        ("sure=0", "true"),
        ("sure=0&actor=USA", "actor_group = 'USA' OR actor_iso3 = 'USA'"),
        ("sure=0&actor=united+states", "lower(actor_name) = 'united states'"),
        ("sure=0&actor=USA&actor=RUS", "actor_group IN ('USA', 'RUS')"),
        ("sure=0&place=IRQ", "place_iso3 = 'IRQ'"),
        ("sure=0&place=unknown", "place_country IS NULL"),
        ("sure=0&q=soldiers", "contains(lower(sentence), 'soldiers')"),
        ("sure=0&q=%22troops+in+Iraq%22+American",
         "contains(lower(sentence), 'troops in iraq') AND contains(lower(sentence), 'american')"),
        ("sure=0&from=2018-01-01&to=2020-12-31", "published_date BETWEEN '2018-01-01' AND '2020-12-31'"),
        ("sure=0&measure=level&measure=cap&modality=actual", "measure IN ('level', 'cap') AND modality = 'actual'"),
        ("sure=0&from=soon&page=x&sort=nothing&view=none&unheard=of", "true"),
        ("sure=0&q='%20OR%20true%20--", "contains(sentence, 'OR') AND contains(sentence, '''')"),
    ],
)  # fmt: skip
def test_an_address_finds_what_sql_finds(desk: Running, address: str, where: str) -> None:
    """Every field narrows as documented, and nonsense in an address is left alone."""
    answered = desk.get(f"/figures.json?{address}")
    assert answered.status_code == 200
    assert len(answered.json()) == count(desk, where)


def test_days_the_wrong_way_round_are_told(desk: Running) -> None:
    """Where nothing is found because of them, and nowhere else."""
    told = "the first day is after the last"
    assert told in desk.get("/figures?from=2020-01-01&to=2019-01-01").text
    assert told in desk.get("/articles?from=2020-01-01&to=2019-01-01").text
    assert told not in desk.get("/figures?from=1901-01-01&to=1902-01-01").text
    assert "Nothing is found" in desk.get("/sources?q=xylophonist").text


def test_nothing_doubtful_is_shown_unasked_and_it_is_counted(desk: Running) -> None:
    """Figures below the documented confidence are hidden, and the page says how many."""
    text = desk.get("/figures").text
    assert f"<strong>{count(desk, 'confidence >= doubtful_below()')} figures</strong>" in text
    assert f"{count(desk, 'confidence < doubtful_below()')} less sure than 40 %" in text


def test_a_file_holds_what_the_page_finds(desk: Running) -> None:
    """CSV, Excel and JSON have the same rows in the same order."""
    address = "?actor=USA&sort=largest"
    as_json = desk.get(f"/figures.json{address}").json()
    ids = [row["force_level_id"] for row in as_json]
    rows = csv.DictReader(io.StringIO(desk.get(f"/figures.csv{address}").content.decode("utf-8-sig")))
    assert [row["force_level_id"] for row in rows] == ids
    sheet = load_workbook(io.BytesIO(desk.get(f"/figures.xlsx{address}").content)).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ids
    assert [row["confidence"] >= 0.4 for row in as_json] == [True] * len(as_json)
    assert desk.get("/figures.exe").status_code == 404


def test_json_holds_what_the_database_holds(desk: Running) -> None:
    """Every column of every row, days and moments as in ISO 8601, whatever people have said."""
    row_id = desk.get("/figures.json?review=machine").json()[0]["force_level_id"]
    say(desk, row=row_id, kind="confirm", back="/figures")
    found = desk.get("/figures.json?sure=0").json()
    with desk.archive.reading() as reading:
        columns, rows = all_rows(reading, figures(), {"sure": ["0"]})
    published = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [row["force_level_id"] for row in found] == [row["force_level_id"] for row in published]
    for now, before in zip(found, published, strict=True):
        if now["force_level_id"] == row_id:
            moment = datetime.fromisoformat(now["reviewed_at"])
            assert abs(datetime.now(UTC) - moment) < timedelta(minutes=10)
        else:
            days = {name: str(value) for name, value in before.items() if isinstance(value, date)}
            assert now == before | days


def test_countries_add_up_what_belongs_to_them(desk: Running) -> None:
    """The roll-up counts units with their state and cities with their country."""
    text = desk.get("/figures?sure=0&view=countries").text
    assert "Russia</bdi> in <bdi>Ukraine" in text
    found = desk.get("/figures.json?sure=0&actor=RUS&place=Ukraine").json()
    assert len(found) == count(desk, "actor_group = 'RUS' AND place_country = 'Ukraine'")


def test_one_actor_in_one_place_is_answered_as_the_macro_says_it(desk: Running) -> None:
    """The answer is above the figures; not where anything else is asked for, or nothing is known."""
    answer = count(desk, "told_as = 'answer'", "figure", "force_levels_in('USA', 'IRQ')")
    assert "All of Iraq" in answer
    for asked in (
        "actor=USA&place=Iraq",
        "actor=united+states&place=IRQ&sure=0&view=countries",
        "actor=USA&place=Iraq&said=noted&facets=1",
    ):
        assert f"<bdi>{answer}</bdi>" in desk.get(f"/figures?{asked}").text
    both = "actor=USA&place=Iraq"
    for asked in ("actor=USA", f"{both}&q=troops", "actor=USA&place=nowhere", f"{both}&actor=RUS"):
        assert 'class="answer"' not in desk.get(f"/figures?{asked}").text


def test_the_desk_opens_a_new_state_by_itself(desk: Running, tmp_path: Path) -> None:
    """What a run publishes is seen by the next request; whoever reads the old state reads on."""
    shutil.copytree(desk.data_dir, tmp_path / "data", symlinks=True)
    with running(tmp_path / "data") as own:
        with own.archive.reading() as before:
            known = before.value("SELECT count(*) FROM force_levels")
            beside = tmp_path / "next.duckdb"
            shutil.copyfile((own.data_dir / "news.duckdb").resolve(), beside)
            with duckdb.connect(str(beside)) as connection:
                connection.execute("DELETE FROM force_level_reports WHERE actor_group = 'USA'")
                connection.execute("UPDATE newsetl_snapshot SET snapshot_id = 'another'")
            put_in_place(beside, own.data_dir / "news.duckdb")
            assert own.get("/figures.json?sure=0&actor=USA").json() == []
            assert before.value("SELECT count(*) FROM force_levels") == known
        assert len(own.get("/figures.json?sure=0").json()) == count(own, "true")
