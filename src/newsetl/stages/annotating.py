"""Stage 4: a batch of current articles -> their annotation rows, one file per table."""

import dataclasses
import hashlib
import json
import logging
import shutil
import traceback
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
from newsetl.tables import ANNOTATION_TABLES, schema_version
from newsetl.tables.articles import Article

DONE, BUGS = "done", "bugs.json"
log = logging.getLogger(__name__)


def annotate_batch(run: RunContext, batch: Path) -> Path:
    """Annotates a staged batch; the folder that it returns holds <table>.parquet for each annotation table.

    A folder that a killed run finished for the same articles and versions is taken as it is.
    """
    articles = [Article(**row) for row in read_rows(batch)]
    folder = run.staging / "annotated" / _key(articles)
    if (folder / DONE).exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    annotated, bugs = annotate_each(articles)
    (folder / BUGS).parent.mkdir(parents=True, exist_ok=True)
    (folder / BUGS).write_text(json.dumps(bugs), encoding="utf-8")
    for name, table in ANNOTATION_TABLES.items():
        rows = [row for article in annotated for row in published_rows(name, article)]
        write_table(table.to_arrow(rows), folder / f"{name}.parquet")
    (folder / DONE).touch()
    return folder


def annotate_each(articles: Sequence[Article]) -> tuple[list[AnnotatedArticle], list[str]]:
    """Annotates articles together, or one by one where a bug meets one of them.

    Returns:
        The annotated articles, and the ids of those that met a bug: these are published without rows, the
        traceback is logged, and the run ends with its own exit code.
    """
    try:
        return annotate(articles), []
    except Exception:  # noqa: BLE001 - found out below, article by article
        log.warning("a bug in a batch of %d articles: each is annotated by itself", len(articles))
    annotated, bugs = [], []
    for article in articles:
        try:
            annotated += annotate([article])
        except Exception:  # noqa: BLE001 - a bug met by one article is shown, and must not lose the others
            log.error("bug while annotating %s:\n%s", article.raw_uri, traceback.format_exc())
            bugs.append(article.article_id)
    return annotated, bugs


def bugs_of(folders: Sequence[Path]) -> list[str]:
    """Ids of the articles of annotated batches that met a bug."""
    return [i for folder in folders for i in json.loads((folder / BUGS).read_text(encoding="utf-8"))]


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
        "schema": str(schema_version()),
    }


def _key(articles: Sequence[Article]) -> str:
    parts = [repr(sorted(versions().items()))]
    parts += [repr(dataclasses.replace(article, run_id="")) for article in articles]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
