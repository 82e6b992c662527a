"""The weights of every question, fitted on readings by a reader that has not seen the passages; measured crosswise."""

import csv
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from force_levels_training.examples import RIGHT
from force_levels_training.fitting import Case, fit_choice, fit_yes
from force_levels_training.scenes import Gathered
from newsetl.evaluation.corpora import GoldDocument
from newsetl.evaluation.score import Score
from newsetl.evaluation.scorers.force_levels import FULL, HEADLINES, SLOT_RULES, score
from newsetl.extractors.force_levels import judge
from newsetl.extractors.force_levels.decision import Decision
from newsetl.extractors.force_levels.rows import make_rows
from newsetl.extractors.scoring import Features, Option, Weights, choose, probability
from newsetl.tables.force_levels import ForceLevel

PARTS = 4  # of the passages: each is judged by weights fitted on the others
THRESHOLD = 0.5  # of existence: precision and recall balance near it
DOUBTFUL_BELOW = 0.4  # as sql/macros/doubtful_below.sql has it
LEAST = 0.005  # a smaller weight counts nothing
LEAST_EXISTS = 0.02  # rows below it teach the record's confidence nothing
QUESTIONS = ("measure", "modality", "actor", "as_of", "source")
COMMENT = "# Learned by benchmarks/force_levels_training: what each feature counts for in the answer to a question.\n"
AllWeights = dict[str, dict[str, float]]


@dataclass
class Item:
    """A candidate with its evidence; places wait for the actor that the weights choose."""

    document: GoldDocument
    one: Gathered
    exists: Features
    options: dict[str, Sequence[Option[Any]]]


Row: TypeAlias = tuple[Item, ForceLevel, Features]


def items(document: GoldDocument, found: Sequence[Gathered]) -> list[Item]:
    """The candidates of a passage with their evidence."""
    return [Item(document, one, *_evidence(one)) for one in found]


def _evidence(one: Gathered) -> tuple[Features, dict[str, Sequence[Option[Any]]]]:
    scene, candidate, by_rules = one.scene, one.candidate, one.by_rules
    return judge.exists_features(scene, candidate, by_rules), {
        "measure": judge.measures(scene, candidate, by_rules),
        "modality": judge.modalities(scene, candidate, by_rules),
        "actor": judge.actors(scene, candidate, by_rules, one.neighbours),
        "as_of": judge.dates(scene, candidate, by_rules),
        "source": judge.sources(scene, candidate, by_rules),
    }


def fit(material: Sequence[Item]) -> AllWeights:
    """The weights of all questions but the record's."""
    free = [
        i for i in material if judge.BARRED not in i.exists
    ]  # a constraint's answer is weighed by nothing
    weights = {"exists": fit_yes([i.exists for i in free], [i.one.gold is not None for i in free])}
    records = [item for item in material if item.one.gold is not None]
    for question in QUESTIONS:
        weights[question] = fit_choice([_case(i.options[question], question, i.one.gold) for i in records])
    weights["place"] = fit_choice([_case(_places(i, weights), "place", i.one.gold) for i in records])
    return weights


def _case(options: Sequence[Option[Any]], question: str, gold: Mapping[str, Any] | None) -> Case:
    assert gold is not None
    is_right = RIGHT.get(question, lambda value, record: value == record[question])
    return Case([o.features for o in options], [bool(is_right(o.value, gold)) for o in options])


def _places(item: Item, weights: Mapping[str, Weights]) -> Sequence[Option[Any]]:
    one = item.one
    actor = choose(item.options["actor"], weights["actor"]).value
    return judge.places(one.scene, one.candidate, one.by_rules, one.neighbours, actor)


def rows_of(material: Sequence[Item], weights: AllWeights) -> list[Row]:
    """The rows that the weights make of the candidates, with the evidence on each record."""
    rows = []
    for item in material:
        is_barred = judge.BARRED in item.exists
        exists = 0.0 if is_barred else probability(item.exists, weights["exists"])
        if exists < LEAST_EXISTS:
            continue
        chosen = {q: choose(item.options[q], weights[q]) for q in QUESTIONS}
        chosen["place"] = choose(_places(item, weights), weights["place"])
        answers = {q: chosen[q] for q in ("measure", "modality", "actor", "place", "as_of", "source")}
        decision = Decision(item.one.candidate, exists, item.exists, **answers, confidence=exists)
        sure = {"exists": exists, **{q: chosen[q].share for q in ("measure", "modality", "actor", "place")}}
        (row,) = make_rows(item.one.scene, [decision])
        rows.append((item, row, judge.record_features(sure)))
    return rows


def crosswise(material: Sequence[Item]) -> list[Row]:
    """The rows of each part of the passages by weights fitted on the others."""
    rows = []
    for part in range(PARTS):
        fitted = fit([item for item in material if _part(item) != part])
        rows += rows_of([item for item in material if _part(item) == part], fitted)
    return rows


def _part(item: Item) -> int:
    """The part that a passage belongs to: all passages of one document share it."""
    return zlib.crc32(str(item.document.labels.get("doc_id") or item.document.id).encode()) % PARTS


def fit_record(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of a record's confidence outside lists: are all six fields right?"""
    rows = [row for row in rows if not row[0].one.candidate.is_listed]
    return fit_yes([features for _, _, features in rows], [is_whole(item, row) for item, row, _ in rows], 0.1)


def is_whole(item: Item, row: ForceLevel) -> bool:
    """True for a row whose six fields are right."""
    gold = item.one.gold
    return gold is not None and all(SLOT_RULES[slot](gold, row) for slot in FULL)


def report(rows: Sequence[Row], documents: Sequence[GoldDocument]) -> None:
    """Prints what the crosswise rows reach on the documents."""
    for name, figure in _scored(rows, documents).figures.items():
        if "list" not in name and "prose" not in name:
            print(f"  {name} {figure:.3f}")


def headlines(title: str, rows: Sequence[Row], documents: Sequence[GoldDocument]) -> None:
    """Prints in a line what the crosswise rows reach on the documents."""
    scored = _scored(rows, documents)
    figures = (f"{name} {scored.figures[name]:.3f}" for name in HEADLINES if name in scored.figures)
    print(f"{title}: {len(documents)} passages, {scored.n} records: {', '.join(figures)}")


def _scored(rows: Sequence[Row], documents: Sequence[GoldDocument]) -> Score:
    of_document: defaultdict[str, list[ForceLevel]] = defaultdict(list)
    for item, row, _ in rows:
        if row.confidence >= THRESHOLD:
            of_document[item.document.id].append(row)
    return score([(document, of_document[document.id]) for document in documents])


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the confidence of published records is worth, crosswise.

    Args:
        error: expected calibration error over tenths.
        area: area under the curve.
        kept: share of the right records at DOUBTFUL_BELOW or above.
        forces: share of what is kept that is a force size at all.
    """

    error: float
    area: float
    kept: float
    forces: float


def calibration(rows: Sequence[Row]) -> Calibration:
    """How far the confidence of published records can be trusted."""
    rows = [row for row in rows if row[1].confidence >= THRESHOLD]
    sure, right = np.zeros(len(rows)), np.array([is_whole(item, row) for item, row, _ in rows])
    parts = np.array([_part(item) for item, _, _ in rows])
    for part in range(PARTS):
        fitted = fit_record([row for row, p in zip(rows, parts, strict=True) if p != part])
        for i in np.flatnonzero(parts == part):
            sure[i] = judge.record_confidence(rows[i][0].one.candidate, rows[i][2], fitted)
    tenth = np.minimum(9, (sure * 10).astype(int))
    gaps = [abs(sure[tenth == t].mean() - right[tenth == t].mean()) * (tenth == t).sum() for t in set(tenth)]
    ranks = np.argsort(np.argsort(sure, kind="stable"), kind="stable") + 1
    positives = int(right.sum())
    above = ranks[right].sum() - positives * (positives + 1) / 2
    is_kept = sure >= DOUBTFUL_BELOW
    is_force = np.array([item.one.gold is not None for item, _, _ in rows])
    return Calibration(
        float(sum(gaps) / len(rows)),
        float(above / max(1, positives * (len(rows) - positives))),
        float(right[is_kept].sum() / max(1, positives)),
        float(is_force[is_kept].mean()),
    )


def write(weights: AllWeights, path: Path) -> None:
    """Writes the weights as the table that the extractor reads."""
    weights = {"threshold": {"exists": THRESHOLD}, **weights}
    with path.open("w", encoding="utf-8") as out:
        out.write(COMMENT)
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("question", "feature", "weight"))
        for question, of_question in weights.items():
            for feature, weight in sorted(of_question.items()):
                if abs(weight) >= LEAST:
                    table.writerow((question, feature, round(weight, 3)))
