"""Scores of force levels: where a slot is told, by class, by part of a corpus, and by rule."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsetl.cli.app import app
from newsetl.evaluation.corpora import Corpus, read_corpus
from newsetl.evaluation.evaluate import evaluate, headlines, predict, scores_by
from newsetl.evaluation.worth_of_rules import rule_uses

NAMED = "Norway has 700 soldiers in Estonia, General Ola Berg said."
TRAP = "A flood killed 40 villagers near the barracks."


def record(text: str, surface: str, **told: Any) -> dict[str, Any]:
    start = text.index(surface)
    value = float(surface.replace(",", ""))
    blank = {"actor": None, "place": None, "place_country": None, "as_of": None, "source": None}
    numbers = {"value_low": value, "value_high": value, "qualifier": "exact", "unit": "persons"}
    place = {"start": start, "end": start + len(surface), "surface": surface}
    return {**place, **numbers, "measure": "level", "modality": "actual", **blank, **told}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    told = record(NAMED, "700", actor="NOR", place="Estonia", place_country="EST", source="Ola Berg")
    documents = [
        {"id": "a", "source": "desk", "fold": 0, "text": NAMED, "force_levels": [told]},
        {"id": "b", "source": "wire", "fold": 1, "text": TRAP, "force_levels": []},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({**d, "published": "2021-05-04"}) + "\n" for d in documents))
    return read_corpus(path)


def test_a_slot_is_scored_where_it_is_present(corpus: Corpus) -> None:
    """A source in both gold and row counts one; no date in either wins nothing."""
    scored = evaluate(corpus)
    assert scored.figures["told_source_f1"] == 1.0
    assert scored.figures["slot_as_of"] == 1.0
    assert scored.figures["told_as_of_f1"] == 0.0
    assert scored.counts["told_as_of_f1"] == 0
    assert scored.figures["nine_fields_all_f1"] == 1.0
    assert (scored.figures["measure_level"], scored.counts["measure_level"]) == (1.0, 1)


def test_a_wrong_slot_lowers_its_own_figures_only(corpus: Corpus) -> None:
    """A record with another source is not a nine-field hit, but a full record still."""
    document = corpus.documents[0]
    document.labels["force_levels"][0]["source"] = "Mary Sand"
    figures = evaluate(corpus).figures
    assert figures["told_source_f1"] == 0.0
    assert figures["nine_fields_all_f1"] == 0.0
    assert figures["full_record_all_f1"] == 1.0


def test_parts_of_a_corpus_are_scored_apart(corpus: Corpus) -> None:
    """Each source and fold has its own score; a label that no document carries gives none."""
    pairs = predict(corpus)
    parts = scores_by(corpus, pairs, "source")
    assert {name: part.n for name, part in parts.items()} == {"desk": 1, "wire": 0}
    assert set(headlines(corpus)) <= parts["desk"].figures.keys()
    assert scores_by(corpus, pairs, "desk") == {}


def test_rules_are_counted_by_question(corpus: Corpus) -> None:
    """The rule that read "Norway" off the verb fired once, won and was right; every count is within the one before."""
    uses = rule_uses(corpus)
    named = {(use.question, use.rule): use for use in uses}
    assert named["actor", "rule=governors"].won_right == 1
    assert named["exists", "noun"].won_right == 1
    assert all(use.won_right <= min(use.won, use.right) <= use.fired for use in uses)


def test_the_command_prints_parts_and_leaves_out_what_is_not_there(corpus: Corpus) -> None:
    """A missing file is named once and the others are scored; folds choose documents."""
    path = str(corpus.folder / corpus.name)
    done = CliRunner().invoke(app, ["evaluate", path, "absent.jsonl"], env={"COLUMNS": "250"})
    assert done.exit_code == 0
    assert "left out: no gold file at absent.jsonl" in done.stderr
    assert "by source" in done.stdout
    assert "by fold" in done.stdout
    rules = CliRunner().invoke(app, ["evaluate", path, "--by-rule", "--folds", "0"], env={"COLUMNS": "250"})
    assert "rule=governors" in rules.stdout


def test_rules_are_scored_without_the_reader(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--rules-only` needs no reader, and other gold than of force levels is refused."""
    monkeypatch.setattr(
        "newsetl.number_reader.reading.load_reader", lambda: pytest.fail("the reader was asked")
    )
    path = str(corpus.folder / corpus.name)
    done = CliRunner().invoke(app, ["evaluate", path, "--rules-only"], env={"COLUMNS": "250"})
    assert done.exit_code == 0, done.output
    assert "found_all_f1" in done.stdout
    refused = CliRunner().invoke(app, ["evaluate", "tests/gold/numbers.jsonl", "--rules-only"])
    assert "rules are scored on gold of force levels" in f"{refused.output}{refused.exception}"


def test_folds_that_no_document_has_are_an_error(corpus: Corpus) -> None:
    """The mistake is recognised by name."""
    done = CliRunner().invoke(app, ["evaluate", str(corpus.folder / corpus.name), "--folds", "7"])
    assert done.exit_code != 0
    assert "no documents of folds 7" in f"{done.output}{done.exception}"
