"""Stage 3: parsed articles against the archive -> new articles, revisions, duplicates; each with its story."""

import dataclasses
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsetl.articles.fingerprints import Fingerprint
from newsetl.articles.revisions import is_revision, own_id, same_content
from newsetl.articles.stories import fingerprint_of
from newsetl.corrections import read_corrections
from newsetl.corrections.metadata import corrected_metadata, with_metadata
from newsetl.lake import Lake, read_rows, write_table
from newsetl.lake.parquet import open_files
from newsetl.lake.purging import REMOVED, removed_articles
from newsetl.stages.kept_stories import index_for
from newsetl.stages.metadata import machine_row_of
from newsetl.stages.run_context import RunContext
from newsetl.stages.sharing_out import shared_map
from newsetl.stages.workers import Call, call_here
from newsetl.storage.raw_store import raw_path
from newsetl.tables import TABLES
from newsetl.tables.articles import Article
from newsetl.tables.inputs import Input

log = logging.getLogger(__name__)
STATE = "_stories"


class Registration:
    """What the run adds to the archive: batches of current articles to annotate, and all the rows beside.

    A plain class, so that Prefect hands it from task to task without looking at every row.
    """

    def __init__(self) -> None:
        self.batches: list[Path] = []
        self.articles: list[dict[str, Any]] = []
        self.ledger: list[dict[str, Any]] = []
        self.quarantine: list[dict[str, Any]] = []
        self.superseded: set[str] = set()
        self.published = 0
        self.duplicate = 0
        self.stories: pa.Table | None = None
        self.machine: list[dict[str, Any]] = []

    @property
    def bugs(self) -> int:
        """Documents that no input explains: a bug met them."""
        return sum(row["reason_code"] == "processing_failed" for row in self.quarantine)


def register(run: RunContext, parsed: Sequence[Path], call: Call = call_here) -> Registration:
    """Decides for each parsed document, in reading order, what it is to the archive; `call` makes fingerprints."""
    registration = Registration()
    rows = [row for folder in parsed for row in read_rows(folder / "articles.parquet")]
    ids = {row["article_id"] for row in rows}
    ids |= _own_ids(rows)
    current = _current_articles(run.lake, ids)
    mapped = partial(shared_map, call=call, workers=run.settings.workers)
    prints = _fingerprints(rows, current, mapped)
    index = index_for(run.lake.paths(STATE), list(prints.values()), ids)
    removed = removed_articles(run.lake)
    for number, row in enumerate(rows):
        document_id = row.pop("document_id")
        if removed and not removed.isdisjoint((row["article_id"], own_id(Article(**row)))):
            _leave_out(run, row, document_id, registration)
            continue
        assign = partial(index.assign, known=prints.get(number))
        _register(run, Article(**row), document_id, current, assign, registration)
    for folder in parsed:
        registration.quarantine += _quarantine_rows(run, folder, registration)
    _correct(run, current, registration)
    registration.articles = [dataclasses.asdict(a) for a in _revisions(registration, current)]
    registration.stories = index.new_rows()
    _stage_batches(run, [a for a, is_new in current.values() if is_new], registration)
    return registration


def _fingerprints(
    rows: Sequence[dict[str, Any]],
    current: dict[str, tuple[Article, bool]],
    mapped: Callable[[Callable[[Article], Fingerprint], Iterator[Article]], Iterator[Fingerprint]],
) -> dict[int, Fingerprint]:
    """Fingerprints of the rows that may be new articles, by their place; the others repeat what is published."""
    new = [
        number
        for number, row in enumerate(rows)
        if (known := current.get(row["article_id"])) is None or not same_content(known[0].text, row["text"])
    ]
    articles = (Article(**{k: v for k, v in rows[n].items() if k != "document_id"}) for n in new)
    return dict(zip(new, mapped(fingerprint_of, articles), strict=True))


def _leave_out(run: RunContext, row: dict[str, Any], document_id: str, registration: Registration) -> None:
    """An article that was removed for good: the ledger knows its document, and nothing else is kept of it."""
    registration.duplicate += 1
    entry = Input(
        document_id=document_id,
        raw_uri=REMOVED,
        outcome="removed",
        article_id=row["article_id"],
        run_id=run.run_id,
        read_at=run.started_at,
    )
    registration.ledger.append(dataclasses.asdict(entry))
    kept = open_files(run.lake.paths("inputs"), TABLES["inputs"].arrow_schema)
    if not kept.count_rows(filter=pc.field("raw_sha256") == row["raw_sha256"]):
        raw_path(run.data_dir, row["raw_sha256"]).unlink(missing_ok=True)


def _own_ids(rows: Sequence[dict[str, Any]]) -> set[str]:
    """Ids that the rows have if their addresses turn out to be other articles'."""
    fields = {field.name for field in dataclasses.fields(Article)}
    return {own_id(Article(**{key: row[key] for key in fields})) for row in rows}


def _current_articles(lake: Lake, ids: set[str]) -> dict[str, tuple[Article, bool]]:
    """Current articles of the archive by id, each marked as not new."""
    found: dict[str, tuple[Article, bool]] = {}
    for path in lake.paths("articles"):
        for row in _rows_with_ids(path, ids):
            found[row["article_id"]] = (Article(**row), False)
    return found


def _rows_with_ids(path: Path, ids: set[str]) -> Iterator[dict[str, Any]]:
    """Current rows of a file with these ids; a file without any costs its id column only."""
    wanted = pa.array(sorted(ids), pa.string())
    present = pq.read_table(path, columns=["article_id"], partitioning=None).column(0)
    if pc.any(pc.is_in(present, value_set=wanted)).as_py():
        filters = pc.field("article_id").isin(wanted) & pc.field("is_current")
        yield from open_files([path], TABLES["articles"].arrow_schema).to_table(filter=filters).to_pylist()


def _register(
    run: RunContext,
    article: Article,
    document_id: str,
    current: dict[str, tuple[Article, bool]],
    assign: Callable[[Article], str],
    registration: Registration,
) -> None:
    known = current.get(article.article_id)
    if known is not None and not _may_follow(known[0], article):
        log.warning("%s is another article than %s of the same address", article.raw_uri, known[0].raw_uri)
        article = dataclasses.replace(article, article_id=own_id(article), story_id=own_id(article))
        known = current.get(article.article_id)
    if known is not None and same_content(known[0].text, article.text):
        registration.duplicate += 1
        registration.ledger.append(_entry(run, article, document_id, "duplicate"))
        return
    if known is None:
        article = dataclasses.replace(article, story_id=assign(article))
    else:
        article = _next_revision(known, article, registration)
    current[article.article_id] = (article, True)
    registration.published += 1
    registration.ledger.append(_entry(run, article, document_id, "published"))


def _may_follow(old: Article, new: Article) -> bool:
    return same_content(old.text, new.text) or is_revision(old, new)


def _next_revision(known: tuple[Article, bool], article: Article, registration: Registration) -> Article:
    old, is_new = known
    if is_new:  # both came in this run: the older one is published too, as no longer current
        registration.articles.append(dataclasses.asdict(dataclasses.replace(old, is_current=False)))
    else:
        registration.superseded.add(old.article_id)
    return dataclasses.replace(article, revision=old.revision + 1, story_id=old.story_id)


def _revisions(registration: Registration, current: dict[str, tuple[Article, bool]]) -> Iterator[Article]:
    yield from (Article(**row) for row in registration.articles)
    yield from (article for article, is_new in current.values() if is_new)


def _correct(run: RunContext, current: dict[str, tuple[Article, bool]], registration: Registration) -> None:
    """Puts what people say of articles into the new ones, before they are annotated."""
    said = corrected_metadata(read_corrections(run.data_dir))
    for article_id in sorted(said.keys() & current.keys()):
        article, is_new = current[article_id]
        if is_new:
            own = dataclasses.asdict(article)
            corrected = with_metadata(own, said[article_id])
            registration.machine += machine_row_of(own, corrected)
            current[article_id] = (Article(**corrected), True)


def _entry(run: RunContext, article: Article, document_id: str, outcome: Any) -> dict[str, Any]:
    entry = Input(
        document_id=document_id,
        raw_uri=article.raw_uri,
        raw_sha256=article.raw_sha256,
        outcome=outcome,
        article_id=article.article_id,
        run_id=run.run_id,
        read_at=run.started_at,
    )
    return dataclasses.asdict(entry)


def _quarantine_rows(run: RunContext, folder: Path, registration: Registration) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / "quarantine.json").read_text(encoding="utf-8"))
    for row in rows:
        row["quarantined_at"] = datetime.fromisoformat(row["quarantined_at"])
        entry = Input(
            document_id=row["document_id"],
            raw_uri=row["raw_uri"],
            raw_sha256=row["raw_sha256"],
            outcome="quarantined",
            run_id=run.run_id,
            read_at=run.started_at,
        )
        registration.ledger.append(dataclasses.asdict(entry))
    return rows


def _stage_batches(run: RunContext, articles: Sequence[Article], registration: Registration) -> None:
    size = run.settings.batch_size
    for number, start in enumerate(range(0, len(articles), size)):
        rows = [dataclasses.asdict(article) for article in articles[start : start + size]]
        path = run.staging / "registered" / run.run_id / f"{number:05}.parquet"
        registration.batches.append(write_table(TABLES["articles"].to_arrow(rows), path))
