"""What the report says of how right it is are the figures of the README, which are measured."""

import re
from pathlib import Path

import pytest

from newsetl.report.assets import measured_accuracy

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CELLS = {
    row[0]: row[2] for row in (line.strip("| ").split(" | ") for line in README.splitlines()) if len(row) > 2
}


@pytest.mark.parametrize("row", measured_accuracy(), ids=lambda row: row["what"])
def test_the_report_shows_the_figures_of_the_readme(row: dict[str, str]) -> None:
    """Each is the README's, rounded to two places; change both together (src/newsetl/report/measured_accuracy.csv)."""
    figures = re.findall(r"0?\.\d+(?:–0?\.\d+)?", CELLS[row["readme_row"]])
    measured = figures[int(row["readme_figure"]) - 1]
    ends = [f"{float(end):.2f}".removeprefix("0") for end in measured.split("–")]
    assert row["score"] == "–".join(ends)
