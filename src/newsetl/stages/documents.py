"""Batches of raw documents as files, so that any worker can take one up."""

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from newsetl.core.documents import RawDocument
from newsetl.lake import read_rows, write_table

SCHEMA = pa.schema(
    [
        ("content", pa.binary()),
        ("media_type", pa.string()),
        ("uri", pa.string()),
        ("metadata", pa.string()),
        ("fetched_at", pa.timestamp("us", tz="UTC")),
        ("encoding", pa.string()),
    ]
)


def write_documents(documents: Sequence[RawDocument], path: Path) -> Path:
    """Stages documents as one file."""
    rows = [
        {
            "content": document.content,
            "media_type": document.media_type,
            "uri": document.uri,
            "metadata": json.dumps(dict(document.metadata), ensure_ascii=False, default=str),
            "fetched_at": document.fetched_at,
            "encoding": document.encoding,
        }
        for document in documents
    ]
    return write_table(pa.Table.from_pylist(rows, schema=SCHEMA), path)


def load_documents(path: Path) -> list[RawDocument]:
    """The documents of a staged file."""
    return [RawDocument(**row | {"metadata": json.loads(row["metadata"])}) for row in read_rows(path)]
