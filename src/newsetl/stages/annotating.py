"""Stage 4: a batch of current articles -> their annotation rows, one file per table."""

import dataclasses
import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsetl import __version__
from newsetl.gazetteer import load_gazetteer
from newsetl.lake import read_rows, write_table
from newsetl.language import model_info
from newsetl.pipeline import EXTRACTORS, AnnotatedArticle, annotate
from newsetl.provenance import Provenance
from newsetl.stages.run import RunContext
from newsetl.tables import ANNOTATION_TABLES
from newsetl.tables.articles import Article

DONE = "done"


def annotate_batch(run: RunContext, batch: Path) -> Path:
    """Annotates a staged batch; the folder that it returns holds <table>.parquet for each annotation table.

    A folder that a killed run finished for the same articles and versions is taken as it is.
    """
    articles = [Article(**row) for row in read_rows(batch)]
    folder = run.staging / "annotated" / _key(articles)
    if (folder / DONE).exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    annotated = annotate(articles)
    for name, table in ANNOTATION_TABLES.items():
        rows = [row for article in annotated for row in published_rows(name, article)]
        write_table(table.to_arrow(rows), folder / f"{name}.parquet")
    (folder / DONE).touch()
    return folder


def published_rows(table: str, annotated: AnnotatedArticle) -> list[dict[str, Any]]:
    """An article's rows of one table with their provenance in front."""
    front = dataclasses.asdict(provenance(table, annotated.article))
    return [front | dataclasses.asdict(row) for row in annotated.rows[table]]


def provenance(table: str, article: Article) -> Provenance:
    """What every row of a table says of the article and the extractor."""
    extractor = EXTRACTORS[table]
    return Provenance(
        article_id=article.article_id,
        revision=article.revision,
        story_id=article.story_id,
        outlet=article.outlet,
        published_date=article.published_at.date() if article.published_at else None,
        extractor=extractor.NAME,
        extractor_version=extractor.VERSION,
    )


def versions() -> dict[str, str]:
    """Everything besides the article that the annotation rows depend on."""
    extractors = {name: f"{module.NAME} {module.VERSION}" for name, module in EXTRACTORS.items()}
    return extractors | {
        "code": __version__,
        "model": model_info().hash,
        "gazetteer": load_gazetteer().version,
    }


def _key(articles: Sequence[Article]) -> str:
    parts = [repr(sorted(versions().items()))]
    parts += [repr(dataclasses.replace(article, run_id="")) for article in articles]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
