"""Files of which every record is an address: one refusal for the file, not one a record."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsetl.inputs.contracts import Outcome, RejectedInput, Source

MAX_HELD = 10_000  # with their contents; a longer list is refused record by record


def one_for_all(outcomes: Iterable[Outcome], source: Source) -> Iterator[Outcome]:
    """The outcomes of a file; where all are addresses, the first alone, which says how many there are."""
    held: list[RejectedInput] | None = []
    for outcome in outcomes:
        if held is not None and isinstance(outcome, RejectedInput) and _may_be_held(outcome, len(held)):
            held.append(outcome)
            continue
        yield from held or ()
        held = None
        yield outcome
    if held:
        count = f" ({len(held)} records)" if len(held) > 1 else ""
        yield replace(held[0], uri=source.uri, detail=held[0].detail + count)


def _may_be_held(outcome: RejectedInput, count: int) -> bool:
    return outcome.reason_code == "addresses_only" and count < MAX_HELD
