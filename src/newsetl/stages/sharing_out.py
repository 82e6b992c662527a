"""How the documents of a batch, or the pages of a report, are shared out among worker processes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import TypeVar

from newsetl.errors import Rejected
from newsetl.stages.workers import Call, call_here

Result = TypeVar("Result")
Item = TypeVar("Item")
AT_ONCE = 25  # documents handed to a worker together
LEAST_SHARED = 200  # items: what fewer cost is less than what processes cost to start
HELD = 500  # items read and not yet worked on
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


def shared_map(
    function: Callable[[Item], Result], items: Iterable[Item], *, call: Call, workers: int
) -> Iterator[Result]:
    """`map` by worker processes, where there are so many items that it pays; few are held at a time.

    Args:
        function: importable by its name.
        items: what can be pickled.
        call: to worker processes.
        workers: how many there are.
    """
    left = iter(items)
    while some := list(islice(left, HELD)):
        yield from shared(partial(each, function), some, call=call, workers=workers)


def shared(
    function: Callable[[Sequence[Item]], list[Result]],
    items: Sequence[Item],
    *,
    call: Call,
    workers: int,
    together: int = AT_ONCE,
) -> list[Result]:
    """What a function gives for items, in their order, by worker processes where there are so many that it pays.

    Args:
        function: importable by its name; gives a result for each of the items that it is handed.
        items: what can be pickled.
        call: to worker processes.
        workers: how many there are.
        together: so many items at most are handed to a worker; fewer, so that each gets as many as the others.
    """
    if workers <= 1 or len(items) < LEAST_SHARED:
        return function(items)
    rounds = -(-len(items) // (together * workers))
    size = -(-len(items) // (rounds * workers))
    groups = [items[at : at + size] for at in range(0, len(items), size)]
    return at_once(partial(_there_or_here, call, function), groups, call, workers)


def _there_or_here(
    call: Call, function: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]
) -> list[Result]:
    try:
        return call(function, items)
    except Rejected:  # the process died
        return function(items)


def each(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What a function gives for each of some items."""
    return [function(item) for item in items]
