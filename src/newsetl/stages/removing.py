"""Take-downs and wrong loads: articles leave every place that keeps them, and do not come back.

First a note says what is to go, so that a removal that was killed is finished by the next run; then a snapshot without
them is published, and a database is built from it; then the kept snapshots, the originals, the index, the report and
the copy on the object store follow.
"""

import json
import logging
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from newsetl.corrections.log import purge_log
from newsetl.errors import UserError
from newsetl.lake import Changes, Lake, stage_snapshot
from newsetl.lake.history import published
from newsetl.lake.parquet import open_files
from newsetl.lake.purging import TOMBSTONES, Gone, purge_snapshot, removed_articles
from newsetl.lake.releases import drop_releases, renew_releases
from newsetl.lake.repairing import damaged_states
from newsetl.lake.verifying import verify
from newsetl.replicas.mirror import purge_mirror
from newsetl.stages.publishing import removal_row
from newsetl.stages.releasing import release
from newsetl.stages.reporting import report
from newsetl.stages.run_context import RunContext
from newsetl.storage.durable import write_durably
from newsetl.storage.raw_store import raw_path, refused_path
from newsetl.tables import PUBLISHED_MARTS, TABLES
from newsetl.warehouse.search import index_path
from newsetl.watching import forget

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles: by their ids, of an outlet, or that name a person."""

    articles: Sequence[str] = ()
    outlet: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to go, and who wants it, when and why; all that is kept of it."""

    articles: tuple[str, ...]
    documents: tuple[str, ...]
    originals: tuple[str, ...]
    by: str
    at: str
    why: str

    @property
    def gone(self) -> Gone:
        """What the lake takes out."""
        return Gone(frozenset(self.articles), frozenset(self.documents))


def find(lake: Lake, wanted: Wanted) -> list[str]:
    """Ids of the articles that are wanted, in all their revisions.

    Raises:
        UserError: an id names no article, or nothing is found.
    """
    schema = TABLES["articles"].arrow_schema
    columns = ["article_id", "outlet", "title", "byline", "authors", "text"]
    found: set[str] = set()
    known: set[str] = set()
    for batch in open_files(lake.paths("articles"), schema).to_batches(columns=columns):
        rows = pa.Table.from_batches([batch])
        known |= set(wanted.articles) & set(rows["article_id"].to_pylist())
        if wanted.outlet is not None:
            hits = pc.equal(rows["outlet"], wanted.outlet)
            found |= set(rows.filter(pc.fill_null(hits, fill_value=False))["article_id"].to_pylist())
        if wanted.person is not None:
            found |= {row["article_id"] for row in rows.to_pylist() if _names(row, wanted.person)}
    unknown = sorted(set(wanted.articles) - known)
    if unknown:
        raise UserError(f"no article {', '.join(unknown)}")
    if not found | known:
        raise UserError("no article is of that outlet or names that person")
    return sorted(found | known)


def remove(run: RunContext, articles: Sequence[str], by: str, why: str) -> list[str]:
    """Removes articles everywhere; to be called under the lock.

    Args:
        run: a run that has begun.
        articles: ids, as `find` gives them.
        by: who removes them.
        why: for the record.

    Returns:
        What was done, one line each, with copies that are not ours to change.

    Raises:
        UserError: a kept state cannot be read now, or the published one is damaged; nothing was changed.
    """
    damaged_states(run.lake)
    _require_whole(run.lake)
    documents = _documents(run.lake, articles)
    removal = Removal(
        tuple(articles),
        tuple(sorted(documents)),
        tuple(sorted({sha for sha, _ in documents.values() if sha})),
        by,
        run.started_at.isoformat(),
        why,
    )
    copies = sorted({uri for _, uri in documents.values()})
    write_durably(run.removal_note, json.dumps(asdict(removal)).encode())
    told = finish_removal(run) or []
    return [*told, *(f"the input itself is not touched: {uri}" for uri in copies)]


def finish_removal(run: RunContext) -> list[str] | None:
    """Does, or does the rest of, what the note says; None where there is none.

    Raises:
        UserError: a kept state cannot be read now, so that it can neither be purged nor dropped.
    """
    note = run.removal_note
    if not note.is_file():
        return None
    damaged_states(run.lake)
    content: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    lists = {name: tuple(value) for name, value in content.items() if isinstance(value, list)}
    removal = Removal(**content | lists)
    told = [_publish_without(run, removal)]
    renewed: list[str] = []
    kept = published(run.lake)
    for manifest in kept:
        purged = purge_snapshot(run.lake, manifest, removal.gone)
        if purged is not manifest:
            renewed += renew_releases(run.lake.folder, purged, removal.at)
    told.append(f"{len(kept)} kept states were purged")
    told += _drop_unreadable(run.lake)
    if renewed:
        told.append(f"releases with new hashes: {', '.join(renewed)}")
    originals = _unshared_originals(run.lake, removal)
    told.append(_drop_copies(run, removal, originals))
    if run.settings.mirror is not None:
        purge_mirror(run.data_dir, run.settings.mirror, _names_of_originals(removal, originals))
        told.append(f"{run.settings.mirror} holds what is left")
    note.unlink()
    return told


def _require_whole(lake: Lake) -> None:
    """Damage that would stop the next state is reported before there is a note that every later run follows."""
    manifest = lake.manifest()
    # Published marts are rebuilt.
    carried = (file for file in manifest.files if file.table not in PUBLISHED_MARTS)
    verify(lake.snapshot(manifest.snapshot_id), carried)


def _drop_unreadable(lake: Lake) -> list[str]:
    """States whose manifest is damaged, and those set aside: nobody can say what they hold, or go back to them."""
    dropped = []
    for snapshot_id, fault in damaged_states(lake).items():
        dropped.append(f"{fault}: it was dropped{_with_releases(lake, snapshot_id)}")
        shutil.rmtree(lake.snapshot(snapshot_id))
    for folder in sorted(lake.damaged.glob("*")):
        dropped.append(f"the damaged state {folder.name} was dropped{_with_releases(lake, folder.name)}")
        shutil.rmtree(folder)
    return dropped


def _with_releases(lake: Lake, snapshot_id: str) -> str:
    names = drop_releases(lake.folder, snapshot_id)
    return "".join(f", and with it the release {name}" for name in names)


def _publish_without(run: RunContext, removal: Removal) -> str:
    """A snapshot without the articles, unless the current one is that already; its database is built from nothing."""
    if set(removal.articles) <= removed_articles(run.lake):
        return f"{len(removal.articles):,} articles had been removed"
    told = {"by": removal.by, "at": removal.at, "why": removal.why}
    stones = [{"article_id": a, "document_id": d, **told} for a, d in _pairs(run.lake, removal)]
    added = {TOMBSTONES: pa.Table.from_pylist(stones), "runs": removal_row(run)}
    manifest = stage_snapshot(run.lake, run.run_id, Changes(added, gone=removal.gone))
    release(run, manifest, from_nothing=True)
    return f"{len(removal.articles):,} articles removed from lake and database by {removal.by}: {removal.why}"


def _pairs(lake: Lake, removal: Removal) -> list[tuple[str, str]]:
    documents = _documents(lake, removal.articles, with_article=True)
    pairs = [(str(article), document) for document, (_, article) in documents.items()]
    missing = set(removal.articles) - {article for article, _ in pairs}
    return sorted([*pairs, *((article, "") for article in missing)])


def _documents(
    lake: Lake, articles: Sequence[str], *, with_article: bool = False
) -> dict[str, tuple[str | None, str]]:
    """Documents that articles were made from: the SHA-256 of each, and its address, or the article."""
    ids = pa.array(sorted(articles), pa.string())
    ledger = open_files(lake.paths("inputs"), TABLES["inputs"].arrow_schema)
    rows = ledger.to_table(filter=pc.field("article_id").isin(ids)).to_pylist()
    second = "article_id" if with_article else "raw_uri"
    return {row["document_id"]: (row["raw_sha256"], row[second]) for row in rows}


def _unshared_originals(lake: Lake, removal: Removal) -> list[str]:
    """SHA-256 of the originals that no document has which stays: a file may hold many articles."""
    ledger = lake.read("inputs", ["raw_sha256"])["raw_sha256"]
    return sorted(set(removal.originals) - set(ledger.drop_null().to_pylist()))


def _drop_copies(run: RunContext, removal: Removal, originals: Sequence[str]) -> str:
    """Originals that no other document has, what stages left, the index of words, and the report's pages."""
    for sha256 in originals:
        raw_path(run.data_dir, sha256).unlink(missing_ok=True)
    for document in removal.documents:
        refused_path(run.data_dir, document).unlink(missing_ok=True)
    purge_log(run.data_dir, frozenset(removal.articles))
    forget(run.data_dir, removal.articles)
    index_path(run.database).unlink(missing_ok=True)
    shutil.rmtree(run.staging, ignore_errors=True)
    if (run.data_dir / "reports").is_dir():
        report(run.settings)
    return "originals, index and report were purged"


def _names_of_originals(removal: Removal, originals: Sequence[str]) -> list[str]:
    here = Path()
    paths = [raw_path(here, sha256) for sha256 in originals]
    paths += [refused_path(here, document) for document in removal.documents]
    return [path.as_posix() for path in paths]


def _names(row: dict[str, str | None], person: str) -> bool:
    """True if an article's text, headline or authors hold a name, whatever the white space in it."""
    wanted = " ".join(person.casefold().split())
    held = (row[name] or "" for name in ("text", "title", "byline", "authors"))
    return any(wanted in " ".join(part.casefold().split()) for part in held)
