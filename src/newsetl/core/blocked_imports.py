"""Blocks imports of libraries that newsetl never uses, but that spaCy's imports load where they are installed."""

import sys

# thinc, which spaCy is built on, imports all of them: PyTorch alone takes three times as long as spaCy.
UNNEEDED = ("torch", "cupy")


def block_unneeded() -> None:
    """Makes these libraries look uninstalled in this process; one that is already imported stays.

    Only for processes that newsetl starts: a program that imports newsetl may need PyTorch.
    """
    for name in UNNEEDED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type] # the documented way to block an import
