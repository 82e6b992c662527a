"""Gold files: one JSON document a line, with its labels under the name of their kind."""

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsetl.articles.times import parse_time
from newsetl.core.ids import stable_id
from newsetl.errors import UserError
from newsetl.evaluation.newsquant import as_documents
from newsetl.tables.articles import Article

LABEL_KINDS = ("force_levels", "places", "attributions", "dates", "numbers", "entities", "article")
_OPENERS: Mapping[str, Any] = {".gz": gzip.open, ".xz": lzma.open}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its labels: offsets are half-open, in code points of text; published is aware or None."""

    id: str
    text: str
    title: str | None
    outlet: str | None
    published: datetime | None
    labels: Mapping[str, Any]

    def as_article(self) -> Article:
        """The article that newsetl would make of it, text unchanged."""
        article_id = stable_id("art", self.id)
        return Article(
            article_id=article_id,
            story_id=article_id,
            outlet=self.outlet,
            title=self.title,
            published_at=self.published,
            published_precision="day" if self.published else None,
            published_source="input" if self.published else None,
            text=self.text,
            word_count=len(self.text.split()),
            raw_uri=self.id,
            raw_sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            media_type="text/plain",
            input_id=self.id,
            run_id="evaluation",
            parser_version="gold",
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """A gold file: its name, SHA-256 (first 12 hex digits), kind of labels, documents, and the folder it is in."""

    name: str
    hash: str
    kind: str
    documents: tuple[GoldDocument, ...]
    folder: Path = Path()


def read_corpus(path: Path) -> Corpus:
    """Reads a gold file: .jsonl (also .gz or .xz), or NewsQuant's .json.

    Raises:
        UserError: no such file, or its documents carry no id or no known kind of label.
    """
    if not path.is_file():
        raise UserError(f"no gold file at {path}")
    content = path.read_bytes()
    with _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as lines:
        records = _records(lines, path.suffix)
    kinds = [kind for kind in LABEL_KINDS if records and kind in records[0]]
    if not kinds:
        raise UserError(f"{path} holds no gold labels: its documents need one of {', '.join(LABEL_KINDS)}")
    for number, record in enumerate(records, 1):
        if "id" not in record:
            raise UserError(f"{path}: document {number} has no id")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Corpus(path.name, digest, kinds[0], tuple(_documents(records)), path.parent)


def _records(lines: Iterable[str], suffix: str) -> list[dict[str, Any]]:
    if suffix == ".json":
        return as_documents(json.loads("".join(lines)))
    try:
        return [json.loads(line) for line in lines if line.strip()]
    except ValueError as error:
        raise UserError(f"no gold file: one JSON document a line is wanted ({error})") from error


def _documents(records: list[dict[str, Any]]) -> Iterator[GoldDocument]:
    for record in records:
        published = parse_time(record.get("published"), "input")
        yield GoldDocument(
            id=record["id"],
            text=record.get("text", ""),
            title=record.get("title"),
            outlet=record.get("outlet"),
            published=_day(published.at) if published else None,
            labels=record,
        )


def _day(moment: datetime) -> datetime:
    """Gold files have days: the time of day is dropped."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
