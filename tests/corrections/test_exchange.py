"""Corrections in a spreadsheet and between machines: nothing is lost on the way, and no cell runs as a formula."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.corrections import read_corrections
from newsetl.errors import UserError
from tests.corrections.reviewing import ask, publish_now, say

LONG = b"verdict,force_level_id\n" + b"x" * 2_000_000
Lines = list[dict[str, str]]


def call(*words: str | Path, data_dir: Path) -> str:
    arguments = [*map(str, words), "--data-dir", str(data_dir)]
    done = CliRunner(env={"COLUMNS": "250"}).invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def edit(path: Path, change: Callable[[Lines], None], delimiter: str = ",") -> None:
    """As a spreadsheet saves it, which may be with semicolons and a mark in front."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    change(lines)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(lines)


def test_what_one_machine_exports_another_imports_once(data_dir: Path, tmp_path: Path) -> None:
    """Every part of each correction arrives, whoever wrote what into it; undoings too."""
    row, other, *_ = ask(data_dir, "FROM force_levels ORDER BY force_level_id")
    made = say(data_dir, "force_levels", row, "change", "=cmd|' /C calc'!A0", actor_name="@Iran")
    say(data_dir, "force_levels", other, "remove", "'quoted'")
    call("corrections", "undo", made[0].correction_id, "--why", "-1+1", data_dir=data_dir)
    call("corrections", "export", tmp_path / "ours.csv", data_dir=data_dir)
    with (tmp_path / "ours.csv").open(newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    (tmp_path / "theirs" / "lake").mkdir(parents=True)
    told = call("corrections", "import", tmp_path / "ours.csv", data_dir=tmp_path / "theirs")
    assert told.startswith("4 corrections taken over, 0 were here")
    assert read_corrections(tmp_path / "theirs") == read_corrections(data_dir)
    assert call("corrections", "import", tmp_path / "ours.csv", data_dir=data_dir).startswith("0 corrections")
    assert "@Iran" in call("corrections", "list", "--all", data_dir=data_dir)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_sheet_comes_back_filled_in(data_dir: Path, tmp_path: Path, delimiter: str) -> None:
    """Right, wrong, changed cells, and lines that no one looked at."""
    sheet = tmp_path / "sheet.csv"
    assert call("corrections", "export", sheet, "--to-review", "5", data_dir=data_dir).startswith("5 figures")

    def fill(lines: Lines) -> None:
        lines[0] |= {"verdict": "Right", "by": "ann"}
        lines[1] |= {"verdict": "wrong", "why": "casualties"}
        lines[2] |= {"actor_name": "Iran", "value_low": "1,000", "value": "1000.0", "value_high": "1000"}

    edit(sheet, fill, delimiter)
    call("corrections", "import", sheet, "--by", "ben", data_dir=data_dir)
    log = read_corrections(data_dir)
    assert [(c.kind, c.by) for c in log[:2]] == [("confirm", "ann"), ("remove", "ben")]
    assert {c.field for c in log[2:]} >= {"actor_name", "actor_iso3", "value"}
    assert "entries of the log published" in call("publish-corrections", data_dir=data_dir)
    marks = ask(data_dir, "SELECT review, value FROM force_levels WHERE review <> 'machine' ORDER BY review")
    assert [row["review"] for row in marks] == ["confirmed", "corrected"]
    assert marks[1]["value"] == 1000
    assert (data_dir / "reports" / "index.html").is_file()
    assert "nothing to publish" in call("publish-corrections", data_dir=data_dir)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"verdict": "perhaps"}, "line 3: the verdict 'perhaps' is not one of right, wrong, change"),
        ({"verdict": "change"}, "line 3: the verdict is 'change', and no cell was changed"),
        ({"modality": "maybe"}, "line 3: force_levels.modality is one of"),
        ({"value": "9", "value_low": "10", "value_high": "12"}, "line 3: force_levels: value_low 10"),
        ({"force_level_id": "frc_x", "verdict": "right"}, "line 3: no figure frc_x"),
    ],
)
def test_a_line_that_is_not_understood_stops_the_import(
    data_dir: Path, tmp_path: Path, cell: dict[str, str], told: str
) -> None:
    """It is named, with what would be understood, and nothing is taken over."""
    sheet = tmp_path / "sheet.csv"
    call("corrections", "export", sheet, "--to-review", "3", data_dir=data_dir)

    def fill(lines: Lines) -> None:
        lines[0] |= {"verdict": "right"}
        lines[1] |= cell

    edit(sheet, fill)
    with pytest.raises(UserError, match=told):
        call("corrections", "import", sheet, data_dir=data_dir)
    assert read_corrections(data_dir) == ()


@pytest.mark.parametrize("cell", ["", "[1]", '{"start": "x"}', "{}"])
def test_a_row_that_no_publish_could_place_is_refused(data_dir: Path, tmp_path: Path, cell: str) -> None:
    """The log is kept for good: what would stop every publish must not get into it."""
    say(data_dir, "force_levels", ask(data_dir, "FROM force_levels")[0], "confirm")
    call("corrections", "export", tmp_path / "ours.csv", data_dir=data_dir)
    edit(tmp_path / "ours.csv", lambda lines: lines[0].update(row=cell))
    (tmp_path / "theirs" / "lake").mkdir(parents=True)
    with pytest.raises(UserError, match="line 2"):
        call("corrections", "import", tmp_path / "ours.csv", data_dir=tmp_path / "theirs")
    assert read_corrections(tmp_path / "theirs") == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b'verdict\n"', LONG],
)
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path, data_dir: Path, content: bytes) -> None:
    """Empty, other columns, not UTF-8, a quote that never ends, a cell without end."""
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(UserError, match=r"x\.csv"):
        call("corrections", "import", tmp_path / "x.csv", data_dir=data_dir)


def test_two_people_who_differ_are_listed(data_dir: Path) -> None:
    """The later word counts, the other is shown; and how far they agree."""
    first, second, third, fourth, *_ = ask(data_dir, "FROM force_levels ORDER BY force_level_id")
    say(data_dir, "force_levels", fourth, "change", "ann", modality="denied")
    say(data_dir, "force_levels", fourth, "confirm", "ben")
    for row in (first, second, third):
        say(data_dir, "force_levels", row, "confirm", "ann")
    say(data_dir, "force_levels", first, "confirm", "ben")
    say(data_dir, "force_levels", second, "remove", "ben")
    say(data_dir, "force_levels", third, "change", "ben", modality="denied")
    publish_now(data_dir)
    listed = ask(
        data_dir, 'SELECT row_id, "by", kind, contradicts, applied FROM corrections_to_check ORDER BY ALL'
    )
    expected = [
        (second["force_level_id"], "ann", "confirm", "ben", "overruled"),
        (second["force_level_id"], "ben", "remove", "ann", "yes"),
        (third["force_level_id"], "ben", "change", "ann", "yes"),
        (fourth["force_level_id"], "ann", "change", "ben", "overruled"),
    ]
    assert [tuple(row.values()) for row in listed] == sorted(expected)
    published = f"FROM force_levels WHERE force_level_id = '{fourth['force_level_id']}'"
    (row,) = ask(data_dir, published)
    assert (row["modality"], row["review"], row["reviewed_by"]) == (fourth["modality"], "confirmed", "ben")
    (agreement,) = ask(data_dir, "FROM reviewer_agreement")
    assert (agreement["reviewer"], agreement["both_judged"], agreement["agreed"]) == ("ann", 4, 1)


def test_the_machine_stays_readable_and_the_queue_gets_shorter(data_dir: Path) -> None:
    """force_levels_machine is what it said before anyone looked; reviewed figures leave the queue."""
    before = ask(data_dir, "FROM force_levels ORDER BY ALL")
    waiting = ask(
        data_dir, "SELECT force_level_id FROM force_levels_to_review ORDER BY priority DESC, force_level_id"
    )
    rows = {row["force_level_id"]: row for row in before}
    first, second, third = (rows[row["force_level_id"]] for row in waiting[:3])
    say(data_dir, "force_levels", first, "confirm")
    say(data_dir, "force_levels", second, "remove")
    say(data_dir, "force_levels", third, "change", as_of_start="2020-01-02")
    publish_now(data_dir)
    assert ask(data_dir, "FROM force_levels_machine ORDER BY ALL") == before
    left = ask(
        data_dir, "SELECT force_level_id FROM force_levels_to_review ORDER BY priority DESC, force_level_id"
    )
    assert len(left) == len(waiting) - 3
    assert not {row["force_level_id"] for row in left} & {row["force_level_id"] for row in waiting[:3]}
