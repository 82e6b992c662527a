"""Libraries that newsetl never calls, though one that it calls imports them wherever they are installed."""

import sys

# thinc, below spaCy, asks for all of them when it is imported: PyTorch alone takes three times as long as spaCy.
UNNEEDED = ("torch", "cupy")


def block_unneeded() -> None:
    """Has Python take these libraries as not installed, in this process; one that is imported already stays.

    For processes that are newsetl's own from their start: whoever imports newsetl may want PyTorch.
    """
    for name in UNNEEDED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type] # the documented way to block an import
