"""Audits and scores from what people said."""

import math
import re
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.corrections import read_corrections
from newsetl.errors import UserError
from newsetl.evaluation.corrected_passages import corrected_passages
from newsetl.evaluation.corrected_statements import corrected_statements, is_judged
from newsetl.evaluation.from_corrections import score_corrections
from newsetl.settings import Settings
from newsetl.stages.auditing import Precision, findings
from newsetl.stages.reporting import report
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
    there, whole = findings(data_dir)
    assert there["what"] == "This archive, force levels: rows that are rightly there"
    assert re.fullmatch(
        r"audit of \d{4}-\d\d-\d\d, 4 judged of 4 drawn at random from \d+", there["measured_on"]
    )
    assert (there["score"], whole["score"]) == ("0.75 (0.30–0.95)", "0.75 (0.30–0.95)")
    page = report(Settings(data_dir=data_dir)).read_text("utf-8")
    assert there["measured_on"] in page
    assert "0.75 (0.30–0.95)" in page


DAMAGED = {
    "20240501T060000": b"",
    "20240501T060001": b'{"audit_id": "20240501T060001", "table": "force_le',
    "20240501T060002": b"\xff\xfe\x00",
    "20240501T060003": b"[1]",
    "20240501T060004": b'{"audit_id": "20240501T060004"}',
    "20240501T060005": b"[" * 100_000,
    "20240501T060006": b'{"audit_id":"20240501T060006","table":"x","population":1,"seed":1,"rows":["a"]}',
    "20240501T060007": b'{"audit_id":"20240501T060007","table":"attributions","population":"1","seed":1,"rows":[]}',
    "20240501T060008": b'{"audit_id":"20240501T060008","table":"attributions","population":1,"seed":1,"rows":[{}]}',
    "not-a-moment": b'{"audit_id":"not-a-moment","table":"attributions","population":1,"seed":1,"rows":[]}',
}


def test_a_damaged_audit_costs_itself(data_dir: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Torn, empty, of other content: each is one line that names the file, and the report has the others."""
    call(data_dir, "r\nq\n", "--sample", "4", "--seed", "7", "--by", "ann")
    folder = data_dir / "corrections" / "audits"
    for name, content in DAMAGED.items():
        (folder / f"{name}.json").write_bytes(content)
    page = report(Settings(data_dir=data_dir)).read_text("utf-8")
    assert "1 judged of 4 drawn at random" in page
    told = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert [line for line in told if "\n" in line or len(line) > 400] == []
    assert sorted(str(folder / f"{name}.json") for name in DAMAGED) == sorted(
        line.split(" is damaged")[0] for line in told
    )


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


def test_corrections_are_labels_for_the_weights_of_statements(data_dir: Path) -> None:
    """Right ones and none with their spans; of other cues, and where the source is another, nothing is known."""
    with pytest.raises(UserError, match="no statements"):
        corrected_statements(data_dir)
    (most, *_) = ask(
        data_dir,
        "SELECT article_id FROM attributions WHERE cue_text IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1",
    )
    own = f"article_id = '{most['article_id']}' AND cue_text IS NOT NULL AND source_text IS NOT NULL"
    right, none, other, left, *_ = ask(data_dir, f"FROM attributions WHERE {own} ORDER BY cue_start")
    say(data_dir, "attributions", right, "confirm")
    say(data_dir, "attributions", none, "remove")
    say(data_dir, "attributions", other, "change", source_name="Nobody At All")
    (document,) = corrected_statements(data_dir)
    spans = [
        [[row[f"{part}_start"], row[f"{part}_end"]]]
        for row in (right, none)
        for part in ("source", "content")
    ]
    labels = [*document.labels["attributions"], *document.labels["not_attributions"]]
    assert [label[part] for label in labels for part in ("source", "content")] == spans
    cues = [(row["cue_start"], row["cue_end"]) for row in (right, none, other, left)]
    assert [is_judged(document, cue) for cue in cues] == [True, True, False, False]


def test_corrections_are_passages_for_the_readers(data_dir: Path) -> None:
    """Each sentence whose figures were all judged, with the labels that people gave."""
    with pytest.raises(UserError, match="no force figures"):
        corrected_passages(data_dir)
    levels = ask(data_dir, "FROM force_levels ORDER BY article_id, start")
    by_sentence = Counter((row["article_id"], row["sentence"]) for row in levels)
    alone = [row for row in levels if by_sentence[row["article_id"], row["sentence"]] == 1]
    two = next(row for row in levels if by_sentence[row["article_id"], row["sentence"]] > 1)
    right, none = alone[0], alone[1]
    say(data_dir, "force_levels", right, "change", actor_name="Iran", modality="planned")
    say(data_dir, "force_levels", none, "remove")
    say(data_dir, "force_levels", two, "confirm")  # the other number of its sentence is not judged
    found = corrected_passages(data_dir)
    assert len(found) == 2
    told = {record["surface"]: record for passage in found for record in passage.labels["force_levels"]}
    (record,) = told.values()
    assert (record["actor"], record["modality"], record["unit"]) == ("Iran", "planned", right["unit"])
    assert [passage.labels["not_forces"] for passage in found if passage.labels["not_forces"]] == [
        [f"{none['surface']}|other"]
    ]
    for passage in found:
        for each in passage.labels["force_levels"]:
            assert passage.text[each["start"] : each["end"]] == each["surface"]
