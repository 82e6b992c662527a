"""Pure functions from articles to rows: `annotate` makes them, `explain` says why. No files, no clocks, no Prefect."""

from newsetl.pipeline.annotate import (
    Analyser,
    AnnotatedArticle,
    analyse_articles,
    annotate,
    wants_names,
    wants_parse,
)
from newsetl.pipeline.explain import explain, scenes
from newsetl.pipeline.extract import EXTRACTORS, ExtractorFailed

__all__ = [
    "EXTRACTORS",
    "Analyser",
    "AnnotatedArticle",
    "ExtractorFailed",
    "analyse_articles",
    "annotate",
    "explain",
    "scenes",
    "wants_names",
    "wants_parse",
]
