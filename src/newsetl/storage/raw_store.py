"""The originals, content-addressed: raw/ab/abcd….zst, written once and never changed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import zstandard

from newsetl.core.documents import RawDocument
from newsetl.errors import OriginalLost
from newsetl.storage.durable import make_folders, partial_of, sync_files, write_durably


def raw_path(data_dir: Path, sha256: str) -> Path:
    """Where the original with this SHA-256 (64 hex digits) is kept."""
    return data_dir / "raw" / sha256[:2] / f"{sha256}.zst"


def store_raw(data_dir: Path, sha256: str, content: bytes) -> Path:
    """Keeps an original; a second time costs a look only. Whole or absent, also after a power cut."""
    _store({raw_path(data_dir, sha256): content})
    return raw_path(data_dir, sha256)


def store_originals(data_dir: Path, documents: Iterable[RawDocument]) -> None:
    """Keeps the originals of many documents, with one wait for the disk."""
    _store({raw_path(data_dir, document.sha256): document.content for document in documents})


def load_raw(data_dir: Path, sha256: str) -> bytes:
    """The original's bytes.

    Raises:
        OriginalLost: it is missing, or is not what was stored.
    """
    path = raw_path(data_dir, sha256)
    try:
        content = zstandard.ZstdDecompressor().decompress(path.read_bytes())
    except (OSError, zstandard.ZstdError) as error:
        raise OriginalLost(f"the original {path} is missing or damaged") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise OriginalLost(f"the original {path} is damaged: its SHA-256 differs")
    return content


def store_refused(data_dir: Path, document: RawDocument) -> Path:
    """Keeps what its input said of a quarantined document, so that it can be tried again.

    The original itself is kept by `store_originals`.
    """
    known = {
        "sha256": document.sha256,
        "media_type": document.media_type,
        "uri": document.uri,
        "metadata": dict(document.metadata),
        "fetched_at": document.fetched_at.isoformat() if document.fetched_at else None,
        "encoding": document.encoding,
    }
    path = refused_path(data_dir, document.document_id)
    write_durably(path, json.dumps(known, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))
    return path


def load_refused(data_dir: Path, document_id: str) -> RawDocument | None:
    """A quarantined document as it was read; None where it could not even be read.

    Raises:
        OriginalLost: its original, or what its input said of it, is damaged.
    """
    path = refused_path(data_dir, document_id)
    if not path.exists():
        return None
    try:
        known = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        fetched_at, sha256 = known.pop("fetched_at"), known.pop("sha256")
        moment = datetime.fromisoformat(fetched_at) if fetched_at else None
        document = RawDocument(content=b"", fetched_at=moment, **known)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise OriginalLost(f"what was kept of a document in {path} is damaged") from error
    return replace(document, content=load_raw(data_dir, sha256))


def refused_path(data_dir: Path, document_id: str) -> Path:
    """Where what an input said of a quarantined document is kept."""
    return data_dir / "raw" / "refused" / f"{document_id}.json"


def _store(contents: Mapping[Path, bytes]) -> None:
    """Writes what is not there, or was left empty by a power cut: bytes on the disk first, then the names."""
    compressor = zstandard.ZstdCompressor(level=3)
    partials: dict[Path, Path] = {}
    for path, content in contents.items():
        if not (path.exists() and path.stat().st_size):
            make_folders(path.parent)
            partials[path] = partial_of(path)
            partials[path].write_bytes(compressor.compress(content))
    sync_files(partials.values())
    for path, partial in partials.items():
        partial.replace(path)
    sync_files({path.parent for path in partials})
