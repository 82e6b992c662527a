"""Runs the extractors over a gold file and scores what they find."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from newsetl import __version__, pipeline
from newsetl.evaluation.by_rules import rows_by_rules
from newsetl.evaluation.corpora import Corpus, GoldDocument
from newsetl.evaluation.pages import parse_page
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.evaluation.score import Score
from newsetl.language.numbers import find_numbers

Pairs: TypeAlias = Sequence[tuple[GoldDocument, Any]]  # rows of the table; of a page its article or None
# kind of gold label -> (scorer module, table that it scores)
SCORERS: Mapping[str, tuple[str, str]] = {
    "places": ("places", "region_mentions"),
    "attributions": ("attributions", "attributions"),
    "force_levels": ("force_levels", "force_levels"),
    "dates": ("dates", "date_mentions"),
    "entities": ("entities", "region_mentions"),
    "numbers": ("numbers", ""),  # read off the text, held by no table
    "article": ("pages", "articles"),
}


GROUPED_BY = ("source", "fold")  # labels by which a corpus that carries them is also scored part by part


def evaluate(corpus: Corpus, parse_cache: Path | None = None) -> Score:
    """Score of the extractor whose labels the corpus carries; a crash is a bug and is raised."""
    return score(corpus, predict(corpus, parse_cache))


def predict(corpus: Corpus, parse_cache: Path | None = None, rules_only: bool = False) -> Pairs:
    """The documents of a corpus, each with what the extractor of its labels finds in it.

    Args:
        rules_only: of force levels, what the rules settle on before the reader and the weights judge it.
    """
    _, table = SCORERS[corpus.kind]
    if corpus.kind == "article":
        return [(d, parse_page(d, corpus.folder / "html")) for d in corpus.documents]
    if not table:
        return [(document, find_numbers(document.text)) for document in corpus.documents]
    articles = [document.as_article() for document in corpus.documents]
    if rules_only:
        seen = pipeline.scenes(articles, analyser_of(parse_cache))
        return [(d, rows_by_rules(scene)) for d, scene in zip(corpus.documents, seen, strict=True)]
    annotated = pipeline.annotate(articles, analyser_of(parse_cache))
    return [(d, a.rows[table]) for d, a in zip(corpus.documents, annotated, strict=True)]


def analyser_of(parse_cache: Path | None) -> pipeline.Analyser:
    """What analyses texts: with a folder, analyses are kept there between evaluations."""
    if parse_cache is None:
        return pipeline.analyse_articles
    return cached_analyser(parse_cache, pipeline.wants_parse, pipeline.wants_names)


def score(corpus: Corpus, pairs: Pairs) -> Score:
    """What the predictions are worth by the rule of the corpus's labels."""
    scored: Score = _scorer(corpus).score(pairs)
    return scored


def scores_by(corpus: Corpus, pairs: Pairs, label: str) -> dict[str, Score]:
    """Scores of the documents of each value of a label, such as "source"; none where documents do not carry it."""
    values = sorted({str(document.labels[label]) for document, _ in pairs if label in document.labels})
    return {
        value: score(corpus, [(d, found) for d, found in pairs if str(d.labels.get(label)) == value])
        for value in values
    }


def headlines(corpus: Corpus) -> Sequence[str]:
    """The few figures that parts of a corpus are compared by; none where the labels' scorer names none."""
    names: Sequence[str] = getattr(_scorer(corpus), "HEADLINES", ())
    return names


def _scorer(corpus: Corpus) -> Any:
    return import_module(f"newsetl.evaluation.scorers.{SCORERS[corpus.kind][0]}")


def signature(corpus: Corpus, score: Score) -> str:
    """What a score must be quoted with: corpus and hash, rule, version, n."""
    return f"{corpus.name} ({corpus.hash}) · {score.rule} · newsetl {__version__} · n={score.n}"
