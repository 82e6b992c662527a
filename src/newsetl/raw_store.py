"""The originals, content-addressed: raw/ab/abcd….zst, written once and never changed."""

import os
import threading
from pathlib import Path

import zstandard


def raw_path(data_dir: Path, sha256: str) -> Path:
    """Where the original with this SHA-256 (64 hex digits) is kept."""
    return data_dir / "raw" / sha256[:2] / f"{sha256}.zst"


def store_raw(data_dir: Path, sha256: str, content: bytes) -> Path:
    """Keeps an original; a second time costs a look only. Whole or absent, even after kill -9."""
    path = raw_path(data_dir, sha256)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.partial")
    partial.write_bytes(zstandard.ZstdCompressor(level=3).compress(content))
    partial.replace(path)
    return path


def load_raw(data_dir: Path, sha256: str) -> bytes:
    """The original's bytes.

    Raises:
        FileNotFoundError: it was never stored.
    """
    return zstandard.ZstdDecompressor().decompress(raw_path(data_dir, sha256).read_bytes())
