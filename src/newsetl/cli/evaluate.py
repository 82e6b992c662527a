"""`newsetl evaluate`: scores on gold files."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from newsetl import __version__
from newsetl.cli.options import Config, DataDir
from newsetl.cli.tables import print_table, terminal
from newsetl.errors import UserError
from newsetl.evaluation.corpora import Corpus, read_corpus
from newsetl.evaluation.evaluate import GROUPED_BY, Pairs, headlines, predict, score, scores_by, signature
from newsetl.evaluation.from_corrections import CorrectionScore, score_corrections
from newsetl.evaluation.score import Score
from newsetl.evaluation.worth_of_rules import rule_uses
from newsetl.settings import load_settings

DECIMALS = 4
Gold = Annotated[
    list[Path] | None, typer.Argument(metavar="[GOLD…]", help="Gold files, one JSON document a line.")
]
Errors = Annotated[int, typer.Option(help="Show this many errors of each kind.")]
Folds = Annotated[
    str | None, typer.Option(help="Only documents of these folds, as digits: 01. For gold that has folds.")
]
ByRule = Annotated[
    bool, typer.Option("--by-rule", help="Force levels: how often each rule fired, won and was right.")
]
RulesOnly = Annotated[
    bool, typer.Option("--rules-only", help="Force levels: what the rules find without the trained reader.")
]
ParseCache = Annotated[Path | None, typer.Option(help="Folder that keeps parses between evaluations.")]
FromCorrections = Annotated[
    bool, typer.Option("--from-corrections", help="Score on what people said of rows of the archive.")
]


def evaluate(
    gold: Gold = None,
    errors: Errors = 0,
    folds: Folds = None,
    by_rule: ByRule = False,
    rules_only: RulesOnly = False,
    parse_cache: ParseCache = None,
    from_corrections: FromCorrections = False,
    data_dir: DataDir = None,
    config: Config = None,
) -> None:
    """Score the extractors on gold files; the kind of labels selects the extractor.

    Of several files, those that are not there are named and left out.

    Example: newsetl evaluate tests/gold/*.jsonl --errors 5   ·   newsetl evaluate --from-corrections
    """
    console = terminal()
    if from_corrections:
        settings = load_settings(config, data_dir=data_dir)
        _print_corrected(console, score_corrections(settings.data_dir, parse_cache))
    if by_rule and rules_only:
        raise UserError("--by-rule or --rules-only: each prints figures of its own")
    if not gold:
        if from_corrections:
            return
        raise UserError("which gold files? Or --from-corrections")
    for corpus in (_of_folds(read_corpus(path), folds) for path in _there(gold)):
        if (by_rule or rules_only) and corpus.kind != "force_levels":
            raise UserError(f"rules are scored on gold of force levels; {corpus.name} has {corpus.kind}")
        if by_rule:
            _print_rules(console, corpus, parse_cache)
        else:
            _print_scores(console, corpus, predict(corpus, parse_cache, rules_only), errors)
        console.print()


def _print_corrected(console: Console, scores: Sequence[CorrectionScore]) -> None:
    names = [field.name for field in dataclasses.fields(CorrectionScore)]
    rows = [dataclasses.astuple(score) for score in scores]
    print_table(console, f"newsetl {__version__} on what people said of rows", names, rows)


def _there(gold: Sequence[Path]) -> Sequence[Path]:
    """The files that are there, the others named on stderr; the first where none is, for its error."""
    there = [path for path in gold if path.is_file()] or gold[:1]
    for path in gold:
        if path not in there:
            typer.echo(f"left out: no gold file at {path}", err=True)
    return there


def _of_folds(corpus: Corpus, folds: str | None) -> Corpus:
    if folds is None:
        return corpus
    documents = tuple(d for d in corpus.documents if str(d.labels.get("fold", "none")) in folds)
    if not documents:
        raise UserError(f"{corpus.name} has no documents of folds {folds}")
    return dataclasses.replace(corpus, name=f"{corpus.name}, folds {folds}", documents=documents)


def _print_scores(console: Console, corpus: Corpus, pairs: Pairs, errors: int) -> None:
    scored = score(corpus, pairs)
    print_table(console, signature(corpus, scored), *_figures(scored))
    names = headlines(corpus)
    for label in GROUPED_BY if names else ():
        parts = scores_by(corpus, pairs, label)
        rows = [(value, part.n, *(_shown(part, name) for name in names)) for value, part in parts.items()]
        if rows:
            print_table(console, f"by {label}", (label, "n", *names), rows)
    _print_errors(console, scored, errors)


def _figures(scored: Score) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    rows: list[tuple[object, ...]] = [
        (name, round(value, DECIMALS), scored.counts.get(name, scored.n))
        for name, value in scored.figures.items()
    ]
    if scored.counts:
        return ("figure", "value", "n"), rows
    return ("figure", "value"), [row[:2] for row in rows]


def _shown(scored: Score, name: str) -> float | None:
    value = scored.figures.get(name)
    return None if value is None else round(value, DECIMALS)


def _print_errors(console: Console, scored: Score, errors: int) -> None:
    shown: dict[str, int] = {}
    rows = []
    for case in scored.errors:
        shown[case.kind] = shown.get(case.kind, 0) + 1
        if shown[case.kind] <= errors:
            rows.append((case.kind, case.document_id, case.gold, case.predicted, case.context))
    if rows:
        print_table(console, f"errors: {shown}", ("kind", "document", "gold", "predicted", "context"), rows)


def _print_rules(console: Console, corpus: Corpus, parse_cache: Path | None) -> None:
    rows = [dataclasses.astuple(use) for use in rule_uses(corpus, parse_cache)]
    columns = ("question", "rule", "fired", "right", "won", "won_right")
    print_table(console, f"{corpus.name} ({corpus.hash}): rules of force levels", columns, rows)
