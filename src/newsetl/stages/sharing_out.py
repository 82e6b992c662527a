"""How the documents of a batch are shared out among worker processes."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from newsetl.stages.workers import Call, call_here

Result = TypeVar("Result")
Item = TypeVar("Item")
AT_ONCE = 25  # documents handed to a worker together
LEAST_ALONE = 10  # articles or documents: to start a process costs more than to work on fewer


def at_once(
    work: Callable[[Item], list[Result]], items: Sequence[Item], call: Call, workers: int
) -> list[Result]:
    """What a piece of work gives for each of some items, in their order; each item goes to whichever process is free.

    So a batch keeps all processes busy, and the last one leaves none idle. Where `call` is `call_here`, one after the
    other.
    """
    if call is call_here or min(workers, len(items)) <= 1:
        return [result for item in items for result in work(item)]
    with ThreadPoolExecutor(min(workers, len(items)), thread_name_prefix="waits-for-worker") as threads:
        return [result for found in threads.map(work, items) for result in found]


def without_rest(groups: Sequence[list[Item]]) -> list[list[Item]]:
    """Groups of items, a small last one joined to the one before: no process is started for it alone."""
    if len(groups) < 2 or len(groups[-1]) >= LEAST_ALONE:
        return list(groups)
    return [*groups[:-2], groups[-2] + groups[-1]]
