"""Copies of a data directory: mirrored to an object store, restored from it, and followed by Delta Lake tables."""
