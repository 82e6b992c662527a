"""A line that says what is waited for, on a terminal only, and is gone when the wait is over."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

CLEAR = "\r\x1b[2K"


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Shows a line on standard error while the block runs; nothing where that goes to a file or a program."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stderr.write(f"{what} …")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(CLEAR)
        sys.stderr.flush()
