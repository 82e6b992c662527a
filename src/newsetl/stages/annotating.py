"""Stage 4: a batch of current articles -> their annotation rows, one file per table.

The extractors and what they load are imported where articles are annotated: in worker processes. The process that hands
out batches, publishes and reports needs their names and versions only.
"""

import dataclasses
import hashlib
import json
import logging
import os
import secrets
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from newsetl import __version__
from newsetl.articles.groups import fits, together
from newsetl.errors import ReasonCode, Rejected
from newsetl.extractors.versions import MADE_BY, installed
from newsetl.gazetteer import load_gazetteer
from newsetl.lake import read_rows, write_table
from newsetl.language import model_info
from newsetl.stages.preparing import FOR_ARTICLES
from newsetl.stages.run_context import RunContext
from newsetl.stages.sharing_out import at_once, without_rest
from newsetl.stages.watched_process import Budget
from newsetl.stages.workers import Call, call_here
from newsetl.storage.durable import sync_file, sync_files
from newsetl.tables import ANNOTATION_TABLES, schema_version
from newsetl.tables.articles import Article
from newsetl.tables.provenance import Provenance, Reviewed

if TYPE_CHECKING:
    from newsetl.pipeline import AnnotatedArticle

FAILURES = "failures.json"
CHARACTERS_IN_TIME = 100_000  # a longer article gets more time, in proportion
# Every extractor has something to find in it, so that each loads what it looks things up in.
WARM_UP = Article(
    article_id="",
    story_id="",
    raw_uri="",
    raw_sha256="",
    run_id="",
    language="en",
    text="“About 5,000 U.S. soldiers were in Mosul, Iraq, on Monday,” Ada Holm, a defence ministry spokeswoman, said. "
    "Twelve soldiers were killed.",
    word_count=21,
    media_type="text/plain",
    parser_version=__version__,
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be annotated: why, and by which extractor (None: before any)."""

    article_id: str
    raw_uri: str
    raw_sha256: str
    reason_code: ReasonCode
    detail: str
    extractor: str | None = None
    extractor_version: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """Rows of some articles by table, and the articles that failed."""

    tables: dict[str, pa.Table]
    failures: tuple[Failure, ...] = ()


def annotate_batch(run: RunContext, batch: Path, call: Call = call_here) -> Path:
    """Annotates a staged batch; the folder that it returns holds <table>.parquet for each annotation table.

    A folder that a killed run finished for the same articles and versions is taken as it is. An article that takes too
    long or too much, or meets a bug, has no rows of the extractor that failed, and those of the ones before.
    """
    articles = [Article(**row) for row in read_rows(batch)]
    folder = run.staging / "annotated" / _key(articles)
    if folder.exists():
        return folder
    groups = _groups(articles)
    parts = at_once(lambda some: list(_watched(run, some, call)), groups, call, run.settings.workers)
    building = folder.with_name(f".{folder.name}-{os.getpid()}-{secrets.token_hex(4)}")
    for name, table in ANNOTATION_TABLES.items():
        rows = pa.concat_tables([table.arrow_schema.empty_table(), *(part.tables[name] for part in parts)])
        write_table(rows, building / f"{name}.parquet")
    failures = [dataclasses.asdict(failure) for part in parts for failure in part.failures]
    (building / FAILURES).write_text(json.dumps(failures), encoding="utf-8")
    sync_files(building.iterdir())
    sync_file(building)
    try:
        building.replace(folder)
    except OSError:
        if not folder.exists():  # else what a killed run left behind has just done the same
            raise
    return folder


def _groups(articles: Sequence[Article]) -> list[list[Article]]:
    """Articles that one call works on: those analysed together; the last group takes up to nine that remain."""
    groups = together(articles)
    return without_rest(groups) if fits([article for group in groups[-2:] for article in group]) else groups


def _watched(run: RunContext, articles: list[Article], call: Call) -> Iterator[Annotations]:
    """Annotates articles within their budget; where they overrun, each by itself, so that one alone is left out."""
    characters = sum(len(article.text) for article in articles)
    seconds = run.settings.document_seconds * max(1.0, characters / CHARACTERS_IN_TIME)
    budget = Budget(seconds, run.settings.document_megabytes)
    try:
        yield call(annotate_some, articles, budget=budget, prepare=FOR_ARTICLES)
    except Rejected as rejected:
        if len(articles) > 1:
            for article in articles:
                yield from _watched(run, [article], call)
            return
        (article,) = articles
        log.warning("%s was not annotated: %s", article.raw_uri, rejected)
        failure = Failure(*_identity(article), rejected.reason_code, rejected.detail, None, __version__)
        yield Annotations(_tables([]), (failure,))


def load_everything() -> None:
    """Loads what the first article would have to wait for, and would be charged for: models, gazetteer and lexicons."""
    from newsetl.language.model import load_model  # noqa: PLC0415 - in workers
    from newsetl.pipeline import annotate  # noqa: PLC0415 - in workers

    load_model()
    load_gazetteer()
    annotate([WARM_UP])


def annotate_some(articles: Sequence[Article]) -> Annotations:
    """Annotates articles together, or one by one where a bug meets one of them."""
    annotated, failures = annotate_each(articles)
    return Annotations(_tables(annotated), tuple(failures))


def annotate_each(articles: Sequence[Article]) -> tuple[list["AnnotatedArticle"], list[Failure]]:
    """Annotates articles together, or one by one where a bug meets one of them.

    Returns:
        The annotated articles, and those that met a bug, which is logged with its traceback: they have the rows of the
        extractors before the one that failed.
    """
    from newsetl.pipeline import AnnotatedArticle, ExtractorFailed, annotate  # noqa: PLC0415 - in workers

    try:
        return annotate(articles), []
    except Exception:  # noqa: BLE001 - found out below, article by article
        if len(articles) > 1:
            log.warning("a bug in a batch of %d articles: each is annotated by itself", len(articles))
    annotated, failures = [], []
    for article in articles:
        try:
            annotated += annotate([article])
        except ExtractorFailed as failed:
            annotated.append(AnnotatedArticle(article, failed.rows))
            failures.append(_bug(article, failed.__cause__ or failed, failed.table))
        except Exception as error:  # noqa: BLE001 - a bug met by one article is shown, and must not lose the others
            failures.append(_bug(article, error, None))
    return annotated, failures


def _bug(article: Article, error: BaseException, table: str | None) -> Failure:
    trace = "".join(traceback.format_exception(error))
    log.error("bug while annotating %s (%s):\n%s", article.raw_uri, table or "analysis", trace)
    name = MADE_BY[table] if table else None
    version = installed()[MADE_BY[table]] if table else __version__
    detail = Rejected("processing_failed", f"{name or 'analysis'}: {error!r}").detail
    return Failure(*_identity(article), "processing_failed", detail, name, version)


def _identity(article: Article) -> tuple[str, str, str]:
    return article.article_id, article.raw_uri, article.raw_sha256


def _tables(annotated: Sequence["AnnotatedArticle"]) -> dict[str, pa.Table]:
    return {
        name: table.to_arrow([row for article in annotated for row in published_rows(name, article)])
        for name, table in ANNOTATION_TABLES.items()
    }


def failures_of(folders: Sequence[Path]) -> list[Failure]:
    """The articles of annotated batches that failed."""
    texts = ((folder / FAILURES).read_text(encoding="utf-8") for folder in folders)
    return [Failure(**entry) for text in texts for entry in json.loads(text)]


def published_rows(table: str, annotated: "AnnotatedArticle") -> list[dict[str, Any]]:
    """An article's rows of one table with their provenance in front, and behind them that no one reviewed them."""
    front = dataclasses.asdict(provenance(table, annotated.article))
    behind = dataclasses.asdict(Reviewed())
    names = [field.name for field in dataclasses.fields(ANNOTATION_TABLES[table].row)]
    return [front | {name: getattr(row, name) for name in names} | behind for row in annotated.rows[table]]


def provenance(table: str, article: Article) -> Provenance:
    """What every row of a table says of the article and the extractor."""
    extractor = MADE_BY[table]
    return Provenance(
        article_id=article.article_id,
        revision=article.revision,
        story_id=article.story_id,
        outlet=article.outlet,
        published_date=article.day,
        extractor=extractor,
        extractor_version=installed()[extractor],
    )


def versions() -> dict[str, str]:
    """Everything apart from the article that the annotation rows depend on."""
    extractors = {name: f"{extractor} {installed()[extractor]}" for name, extractor in MADE_BY.items()}
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
