"""Failures of a fetch that are not the end of it."""

from newsetl.errors import Rejected


class TryLater(Exception):
    """A failure that may not happen again.

    Args:
        reason: what is reported if no try is left.
        wait: seconds that the server asks to wait; None where it does not say.
    """

    def __init__(self, reason: Rejected, wait: float | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.wait = wait
