"""Runs the extractors over a gold file and scores what they find."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from newsetl import __version__, pipeline
from newsetl.evaluation.corpora import Corpus, GoldDocument
from newsetl.evaluation.pages import parse_page
from newsetl.evaluation.parse_cache import cached_analyser
from newsetl.evaluation.score import Score
from newsetl.evaluation.scorers import pages
from newsetl.language.numbers import find_numbers

Pairs: TypeAlias = Sequence[tuple[GoldDocument, Sequence[Any]]]
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


def evaluate(corpus: Corpus, parse_cache: Path | None = None) -> Score:
    """Score of the extractor whose labels the corpus carries; a crash is a bug and is raised."""
    module, table = SCORERS[corpus.kind]
    if corpus.kind == "article":
        return pages.score([(d, parse_page(d, corpus.folder / "html")) for d in corpus.documents])
    score: Callable[[Pairs], Score] = import_module(f"newsetl.evaluation.scorers.{module}").score
    if not table:
        return score([(document, find_numbers(document.text)) for document in corpus.documents])
    analyser: pipeline.Analyser = pipeline.analyse_articles
    if parse_cache is not None:
        analyser = cached_analyser(parse_cache, pipeline.wants_parse, pipeline.wants_names)
    annotated = pipeline.annotate([document.as_article() for document in corpus.documents], analyser)
    return score([(d, a.rows[table]) for d, a in zip(corpus.documents, annotated, strict=True)])


def signature(corpus: Corpus, score: Score) -> str:
    """What a score must be quoted with: corpus and hash, rule, version, n."""
    return f"{corpus.name} ({corpus.hash}) · {score.rule} · newsetl {__version__} · n={score.n}"
