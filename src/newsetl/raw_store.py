"""The originals, content-addressed: raw/ab/abcd….zst, written once and never changed."""

import json
import os
import threading
from datetime import datetime
from pathlib import Path

import zstandard

from newsetl.model import RawDocument


def raw_path(data_dir: Path, sha256: str) -> Path:
    """Where the original with this SHA-256 (64 hex digits) is kept."""
    return data_dir / "raw" / sha256[:2] / f"{sha256}.zst"


def store_raw(data_dir: Path, sha256: str, content: bytes) -> Path:
    """Keeps an original; a second time costs a look only. Whole or absent, even after kill -9."""
    path = raw_path(data_dir, sha256)
    if not path.exists():
        _write(path, zstandard.ZstdCompressor(level=3).compress(content))
    return path


def load_raw(data_dir: Path, sha256: str) -> bytes:
    """The original's bytes.

    Raises:
        FileNotFoundError: it was never stored.
    """
    return zstandard.ZstdDecompressor().decompress(raw_path(data_dir, sha256).read_bytes())


def store_refused(data_dir: Path, document: RawDocument) -> Path:
    """Keeps a quarantined document with all that its input said of it, so that it can be tried again."""
    store_raw(data_dir, document.sha256, document.content)
    known = {
        "sha256": document.sha256,
        "media_type": document.media_type,
        "uri": document.uri,
        "metadata": dict(document.metadata),
        "fetched_at": document.fetched_at.isoformat() if document.fetched_at else None,
        "encoding": document.encoding,
    }
    path = refused_path(data_dir, document.document_id)
    _write(path, json.dumps(known, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))
    return path


def load_refused(data_dir: Path, document_id: str) -> RawDocument | None:
    """A quarantined document as it was read; None where it could not even be read."""
    path = refused_path(data_dir, document_id)
    if not path.exists():
        return None
    known = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    fetched_at = known.pop("fetched_at")
    return RawDocument(
        content=load_raw(data_dir, known.pop("sha256")),
        fetched_at=datetime.fromisoformat(fetched_at) if fetched_at else None,
        **known,
    )


def refused_path(data_dir: Path, document_id: str) -> Path:
    """Where what an input said of a quarantined document is kept."""
    return data_dir / "raw" / "refused" / f"{document_id}.json"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.partial")
    partial.write_bytes(content)
    partial.replace(path)
