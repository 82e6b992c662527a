"""Why a row is as it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is as it is, for `newsetl explain --why`.

    Args:
        table: the row's table.
        row_id: the row's key.
        title: the row in a few words.
        steps: how it came about, in order; each a sentence.
    """

    table: str
    row_id: str
    title: str
    steps: tuple[str, ...]
