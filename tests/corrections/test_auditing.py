"""Audits and scores from what people said."""

import math
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.corrections import read_corrections
from newsetl.evaluation.from_corrections import score_corrections
from newsetl.stages.auditing import Precision
from tests.corrections.reviewing import ask, say


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 100, 0.7222, 0.8749), (5, 10, 0.2366, 0.7634)],
)
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    """As published tables and other programs give it."""
    found = Precision(right, judged).interval
    assert math.isclose(found[0], low, abs_tol=1e-4)
    assert math.isclose(found[1], high, abs_tol=1e-4)


def call(data_dir: Path, answers: str, *words: str) -> str:
    done = CliRunner().invoke(app, ["audit", *words, "--data-dir", str(data_dir)], input=answers)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_sample_is_judged_in_two_sittings(data_dir: Path) -> None:
    """The second goes on where the first stopped, with the same rows; the precision counts what was judged."""
    first = call(data_dir, "r\nx\nw\nq\n", "--sample", "4", "--seed", "7", "--by", "ann")
    assert "rows that are rightly there: 1 of 2 = 0.500 (95 % interval 0.095 to 0.905)" in first
    assert [c.kind for c in read_corrections(data_dir)] == ["confirm", "remove"]
    second = call(data_dir, "r\nr\n", "--by", "ben")
    assert "4 drawn of" in second
    assert "rows right in every column: 3 of 4 = 0.750" in second
    assert len(read_corrections(data_dir)) == 4


def test_corrections_are_examples_for_the_extractors(data_dir: Path) -> None:
    """A confirmed row is found and right, a removed one still found, a changed one found and not right."""
    article, *_ = ask(
        data_dir, "SELECT article_id FROM force_levels GROUP BY 1 HAVING count(*) > 2 ORDER BY 1"
    )
    levels = ask(data_dir, f"FROM force_levels WHERE article_id = '{article['article_id']}' ORDER BY start")
    say(data_dir, "force_levels", levels[0], "confirm")
    say(data_dir, "force_levels", levels[1], "remove")
    say(data_dir, "force_levels", levels[2], "change", unit="battalions")
    (score,) = score_corrections(data_dir)
    assert (score.judged, score.right, score.found, score.all_right) == (3, 2, 2, 1)
    assert (score.wrong, score.still_found) == (1, 1)
