"""Freezes a worker's long-lived objects, so that the garbage collector skips them.

Each full collection walks through everything that may be part of a cycle, models and gazetteer too, and a long
document brings about more of them than a short one.
"""

import gc
from collections.abc import Callable

THRESHOLDS = (20_000, 20, 50)  # Python's own are (700, 10, 10)


def prepared(prepare: Callable[[], object]) -> None:
    """Calls what loads models and lists, as a worker's call of its own."""
    prepare()


class GcFreeze:
    """Leaves out of all later collections what a worker's preparation, and the first call after it, have loaded."""

    def __init__(self) -> None:
        gc.set_threshold(*THRESHOLDS)
        self._is_due = False

    def after(self, function: Callable[..., object]) -> None:
        """To be called after each call of the worker, with what was called."""
        if self._is_due:
            gc.collect()  # what is garbage already
            gc.freeze()
        self._is_due = function is prepared
