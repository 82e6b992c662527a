"""`newsetl evaluate`: scores on gold files."""

from pathlib import Path
from typing import Annotated

import typer

from newsetl.cli.tables import print_table, terminal
from newsetl.evaluation.corpora import read_corpus
from newsetl.evaluation.evaluate import evaluate as score_of
from newsetl.evaluation.evaluate import signature


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD…", help="Gold files, one JSON document a line.")
    ],
    errors: Annotated[int, typer.Option(help="Show this many errors of each kind.")] = 0,
    parse_cache: Annotated[
        Path | None, typer.Option(help="Folder that keeps parses between evaluations.")
    ] = None,
) -> None:
    """Score the extractors on gold files; the kind of labels tells which extractor is meant.

    Example: newsetl evaluate tests/gold/*.jsonl --errors 5
    """
    console = terminal()
    for path in gold:
        corpus = read_corpus(path)
        score = score_of(corpus, parse_cache)
        print_table(
            console,
            signature(corpus, score),
            ("figure", "value"),
            [(k, round(v, 4)) for k, v in score.figures.items()],
        )
        shown: dict[str, int] = {}
        rows = []
        for case in score.errors:
            shown[case.kind] = shown.get(case.kind, 0) + 1
            if shown[case.kind] <= errors:
                rows.append((case.kind, case.document_id, case.gold, case.predicted, case.context))
        if rows:
            print_table(
                console, f"errors: {shown}", ("kind", "document", "gold", "predicted", "context"), rows
            )
        console.print()
