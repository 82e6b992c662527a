"""Dates and numbers: figures and speed on gold, and the shares by rule that confidence is made of.

    python benchmarks/dates.py [GOLD.jsonl ...] [--by-rule]

Without arguments it reads the project's own gold. TimeBank's form and NewsQuant's are read as well: name the files.
Speed is that of the extraction alone, on texts already split and tokenised, in processor seconds of one process.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from newsetl.evaluation.corpora import Corpus, GoldDocument, read_corpus
from newsetl.evaluation.evaluate import signature
from newsetl.evaluation.matching import match, overlap
from newsetl.evaluation.scorers import dates, numbers
from newsetl.extractors.date_mentions import extract_date_mentions
from newsetl.extractors.date_mentions.extract import Found, find_dates
from newsetl.language import Analysis
from newsetl.language.analysis import analyse
from newsetl.language.numbers import find_numbers

OWN = [Path(__file__).parents[1] / "tests" / "gold" / name for name in ("dates.jsonl", "numbers.jsonl")]


def analyses_of(corpus: Corpus) -> list[Analysis]:
    """Sentences and tokens, no parse: dates need none."""
    return analyse([document.text for document in corpus.documents], lambda _: False, lambda _: False)


def report_numbers(corpus: Corpus) -> None:
    """Value F1 and sentences a second."""
    began = time.process_time()
    pairs = [(document, find_numbers(document.text)) for document in corpus.documents]
    seconds = time.process_time() - began
    score = numbers.score(pairs)
    print(
        signature(corpus, score),
        *(f"{name} {value:.3f}" for name, value in score.figures.items()),
        sep="\n  ",
    )
    print(f"  {len(pairs) / seconds:.0f} sentences/s")


def report_dates(corpus: Corpus, by_rule: bool) -> None:
    """Relaxed and strict F1, dates resolved, documents a second; by_rule adds the share that each rule gets right."""
    analyses = analyses_of(corpus)
    articles = [document.as_article() for document in corpus.documents]
    began = time.process_time()
    rows = [extract_date_mentions(article, a) for article, a in zip(articles, analyses, strict=True)]
    seconds = time.process_time() - began
    score = dates.score(list(zip(corpus.documents, rows, strict=True)))
    print(
        signature(corpus, score),
        *(f"{name} {value:.3f}" for name, value in score.figures.items()),
        sep="\n  ",
    )
    characters = sum(len(document.text) for document in corpus.documents)
    print(f"  {len(rows) / seconds:.0f} documents/s, {characters / seconds / 1e6:.1f} M characters/s")
    if by_rule:
        print_shares(corpus, analyses)


def print_shares(corpus: Corpus, analyses: Sequence[Analysis]) -> None:
    """Right and all readings by rule, those guessed without a cue apart."""
    right, total = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for document, analysis in zip(corpus.documents, analyses, strict=True):
        published = document.published.date() if document.published else None
        for found, is_right in judged(document, list(find_dates(analysis, published))):
            key = (found.phrase.rule, found.reading.is_guess)
            total[key] += 1
            right[key] += is_right
    for rule, is_guess in sorted(total):
        share = right[rule, is_guess] / total[rule, is_guess]
        print(f"  {rule:18} {'guessed' if is_guess else 'told':8} {share:.2f} of {total[rule, is_guess]}")


def judged(document: GoldDocument, found: list[Found]) -> list[tuple[Found, bool]]:
    """Readings with whether they are right; those that gold has no days for are left out."""
    gold = document.labels["dates"]
    pairs = match(
        gold, found, lambda g, f: float(overlap(g["start"], g["end"], f.phrase.start, f.phrase.end))
    )
    gold_of = {j: gold[i] for i, j in pairs}
    verdicts = []
    for j, one in enumerate(found):
        days = dates.days_of(gold_of[j]["value"]) if j in gold_of else None
        period = one.reading.period
        is_length = one.reading.kind in ("duration", "set")
        if j in gold_of and period is not None and days is None and not is_length:
            continue
        told = (period.start, period.end) if period is not None and not is_length else None
        verdicts.append((one, j in gold_of and told == days))
    return verdicts


def main() -> None:
    """Reads the arguments and reports on each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, default=OWN)
    parser.add_argument("--by-rule", action="store_true")
    arguments = parser.parse_args()
    for path in arguments.gold:
        corpus = read_corpus(path)
        if corpus.kind == "numbers":
            report_numbers(corpus)
        else:
            report_dates(corpus, arguments.by_rule)


if __name__ == "__main__":
    main()
