"""Ids that follow from content."""

import hashlib


def stable_id(prefix: str, *parts: object) -> str:
    """An id that is the same on every machine for the same parts: 'prefix_' and 16 hex digits (64 bits)."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{prefix}_{digest.hexdigest()}"
