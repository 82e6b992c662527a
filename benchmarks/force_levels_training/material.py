"""Labelled passages: the development data's, our own (passages/own.jsonl), and labels that point into its corpora."""

import gzip
import html
import json
import lzma
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from newsetl.evaluation.corpora import GoldDocument, read_corpus

PASSAGES = Path(__file__).parent / "passages"
FOLDS = 5
CORPUS_LABELS = PASSAGES / "corpus_labels.jsonl"
BLOCK = re.compile(r"(?i)</?(?:p|td|tr|table|blockquote|div|h\d|li|ul)\b[^>]*>")
OPENERS: Mapping[str, Any] = {".gz": gzip.open, ".xz": lzma.open}
SPANS = ("actor_text", "place_text", "as_of_text", "source", "via")


def passages(shared: Path) -> list[GoldDocument]:
    """All labelled passages, each with its fold and the set it is from under labels["fold"] and labels["set"].

    Args:
        shared: folder of the development data.

    Raises:
        UserError: a file is missing.
    """
    gold = shared / "gold" / "force_levels"
    files = (gold / "train.jsonl", gold / "dev.jsonl", PASSAGES / "own.jsonl")
    found = [_of_set(document, file.stem) for file in files for document in read_corpus(file).documents]
    return [*found, *(_of_set(document, "corpus") for document in pointed_at(CORPUS_LABELS, shared / "data"))]


def fold_of(document: GoldDocument) -> int:
    """The fold that a passage belongs to: all passages of one document share it."""
    return int(document.labels["fold"])


def _of_set(document: GoldDocument, name: str) -> GoldDocument:
    labels = {**document.labels, "set": name}
    if labels.get("fold") is None:
        labels["fold"] = zlib.crc32(document.id.encode()) % FOLDS
    return replace(document, labels=labels)


def pointed_at(labelled: Path, data: Path) -> Iterator[GoldDocument]:
    """The passages that labels point at.

    Args:
        labelled: a file of labels, each with the file, document and code points that it is of.
        data: the folder of the corpora.
    """
    with labelled.open(encoding="utf-8") as lines:
        labels = [json.loads(line) for line in lines]
    for label in labels:
        ref = label["ref"]
        text = _texts(data / ref["file"])[ref["doc"]][ref["start"] : ref["end"]]
        day = label["published"]
        published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        records = [_record(text, record) for record in label["force_levels"]]
        others = [f"{text[start:end]}|{reason}" for start, end, reason in label["not_forces"]]
        told = {**label, "text": text, "force_levels": records, "not_forces": others}
        yield GoldDocument(label["id"], text, None, None, published, told)


def _record(text: str, record: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: text[slice(*record[f"{name}_span"])] if record[f"{name}_span"] else None for name in SPANS}
    return {**record, **words, "surface": text[record["start"] : record["end"]]}


@cache
def _texts(path: Path) -> dict[str, str]:
    with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {str(record["id"]): _text(record) for record in records}


def _text(record: Mapping[str, Any]) -> str:
    """A record's text; of an archive's raw page its paragraphs, forty characters or more each."""
    if "html" in record:
        page = re.sub(r"(?is)<(script|style|head)\b.*?</\1>", " ", record["html"])
        page = re.sub(r"(?s)<\?.*?\?>", " ", page)
        blocks = (re.sub(r"(?i)<br\s*/?>\s*(<br\s*/?>\s*)*", " ", block) for block in BLOCK.split(page))
        texts = (re.sub(r"\s+", " ", html.unescape(re.sub(r"(?s)<[^>]*>", "", b))).strip() for b in blocks)
        return "\n\n".join(text for text in texts if len(text) >= 40)
    return str(record["text"] if "text" in record else record["article"].get("text") or "")
