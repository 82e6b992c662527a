"""What is new: changes since an earlier state, and the alerts of the watch list."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.core.resources import folder
from newsetl.warehouse.sql_files import read_script
from newsetl.watching import Alert
from newsetl.watching.log import add_alerts
from newsetl.watching.pages import ATOM
from newsetl.watching.rising import rising
from tests.corrections.reviewing import publish_now
from tests.desk.conftest import Running
from tests.desk.test_corrections import figures, say
from tests.watching.test_watching import HOSTILE

ALERT = Alert(
    "alr_2", "2026-05-01T06:00:00+00:00", "Russia in Ukraine", "new high", "new high: 140,000 persons", "Russia has …",
    "Steppe Dispatch", "https://example.org/a", "2026-04-30", "art_1", "frc_1",
)  # fmt: skip


def test_a_change_is_shown_with_its_cause(desk: Running) -> None:
    """A published correction revises its figure since the state before, and is found again at an address."""
    before = Path((desk.data_dir / "lake" / "current").resolve()).name
    assert "This is the first state" in desk.get("/changes").text
    figure: dict[str, Any] = figures(desk, "&review=machine&actor=USA&unit=persons")[0]
    say(desk, row=figure["force_level_id"], kind="change", value="777", back="/figures")
    assert desk.get("/changes.json").json() == []  # until it is published
    publish_now(desk.data_dir)
    (row,) = desk.get("/changes.json").json()
    assert (row["change"], row["cause"], row["force_level_id"]) == (
        "revised",
        "correction",
        figure["force_level_id"],
    )
    assert "777" in row["is_now"]
    assert "777" not in row["was"]
    address = f"/changes?since={before}&cause=correction"
    assert row["is_now"] in desk.get(address).text
    assert "Nothing is found" in desk.get(f"/changes?since={before}&cause=news").text
    assert desk.get(f"/changes.csv?since={before}").text.count("\n") == 2
    assert "no state from before 1999-01-01 is kept" in desk.get("/changes?since=1999-01-01").text
    refused = desk.get("/changes?since=<b>someday")
    assert refused.status_code == 503
    assert "neither a day nor one of the kept runs" in refused.text
    assert "<b>someday" not in refused.text


def test_what_rises_is_what_the_example_finds(sample_data_dir: Path) -> None:
    """Places of the last seven days against a usual week; every source rises by its own stories."""
    with duckdb.connect(str(sample_data_dir / "news.duckdb"), read_only=True) as connection:
        (day,) = connection.execute("SELECT max(day) FROM outlet_activity").fetchone() or (None,)
        example = read_script(folder("sql") / "examples" / "places_rising_this_week.sql").sql
        rows = connection.execute(
            example.replace("2024-06-12", str(day)).replace("LIMIT 10", "LIMIT 1000")
        ).fetchall()
        expected = [(name, stories, usual) for name, _, stories, usual, _ in rows]
        found = rising(connection, "places")
        assert len(found) == 10 < len(expected)
        assert {(one.name, one.stories, one.usual) for one in found} <= set(expected)
        rises = [round(one.stories - one.usual, 6) for one in found]
        assert rises == [round(stories - usual, 6) for _, stories, usual in expected[:10]]
        sources = rising(connection, "sources")
        assert sources
        stories = (
            "SELECT count(DISTINCT story_id) FROM attributions "
            "WHERE source_name = ? AND anonymity = 'named' AND published_date > ?::DATE - 7"
        )
        for one in sources:
            assert connection.execute(stories, [one.name, day]).fetchone() == (one.stories,)
            assert one.stories > one.usual
        told = f"places rising, by stories in seven days: {found[0].name} ({found[0].stories}, usually "
    called = CliRunner().invoke(app, ["changes", "--since", "1999-01-01", "--data-dir", str(sample_data_dir)])
    assert told in called.output


def test_alerts_are_listed_narrowed_and_fed(desk: Running) -> None:
    """The page says what is watched; hostile words are text, in page and feed."""
    assert "There is no watch list" in desk.get("/watch").text
    watch_list = desk.data_dir / "watch.toml"
    watch_list.write_text('[[watch]]\nname = "Russia in Ukraine"\nactors = ["Russia"]\n', encoding="utf-8")
    add_alerts(desk.data_dir, [replace(HOSTILE, text="\u202e ]]>", at="2026-04-01T06:00:00+00:00"), ALERT])
    text = desk.get("/watch").text
    assert "forces of <bdi>russia</bdi>" in text
    assert "<script>alert" not in text
    assert "javascript:" not in text
    assert text.index("140,000") < text.index("&lt;script&gt;")  # newest first
    assert 'href="/articles/art_1#frc_1"' in text
    (row,) = desk.get("/watch.json?kind=new+high").json()
    assert row["title"] == ALERT.title
    assert desk.get("/watch.json?from=2026-04-02").json() == [row]
    entries = ET.fromstring(desk.get("/watch.xml").content).findall(f"{{{ATOM}}}entry")
    assert entries[0].findtext(f"{{{ATOM}}}title") == f"{ALERT.watch}: {ALERT.title}"
    watch_list.write_text("[[watch]", encoding="utf-8")
    assert "No alerts are raised" in desk.get("/watch").text


def test_what_is_watched_is_reviewed_first(desk: Running) -> None:
    """Of figures that matter as much, that of a watch is the first, and says so; a broken list stops no review."""
    with desk.archive.reading() as reading:
        queue = reading.records(
            "SELECT priority, sentence, force_level_id FROM force_levels_to_review "
            "ORDER BY priority DESC, published_date DESC NULLS LAST, force_level_id"
        )
    above, other = next(
        (at, other)
        for at, row in enumerate(queue)
        for other in queue[at + 1 :]
        if other["priority"] == row["priority"] and other["sentence"][:60] != row["sentence"][:60]
    )
    for row in queue[:above]:  # what matters more is judged, so that equals are left
        say(desk, row=row["force_level_id"], kind="confirm", back="/")
    shown = desk.get("/review").text
    assert "· watched" not in shown
    words = json.dumps([other["sentence"][:60]], ensure_ascii=False)
    watch_list = desk.data_dir / "watch.toml"
    watch_list.write_text(f'[[watch]]\nname = "w"\nwords = {words}\n', encoding="utf-8")
    first = desk.get("/review").text
    assert "· watched" in first
    link = re.compile(r'name="row" value="([^"]+)"')
    assert link.findall(first)[0] != link.findall(shown)[0]
    watch_list.write_text("[[watch]", encoding="utf-8")
    assert link.findall(desk.get("/review").text) == link.findall(shown)


@pytest.fixture(autouse=True)
def _clean(desk: Running) -> Any:
    yield
    (desk.data_dir / "watch.toml").unlink(missing_ok=True)
