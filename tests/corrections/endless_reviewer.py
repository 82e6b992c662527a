"""Adds corrections until it is killed: `python -m tests.corrections.endless_reviewer DATA_DIR NAME`."""

import itertools
import sys
from pathlib import Path

from newsetl.corrections import Correction, RowKey, add_corrections
from newsetl.corrections.model import new_id, now

AT_ONCE = 40


def corrections(by: str, number: int) -> list[Correction]:
    at, key = now(), RowKey("art_1", "0" * 16, f"{number:,}")
    row = {"start": 0, "end": 1}
    return [
        Correction(
            correction_id=new_id(at), at=at, by=by, kind="change", table="force_levels", key=key, row=row,
            field="actor_name", was="Russia", becomes=f"{number}", why="the sentence says so " * 50,
        )
        for _ in range(AT_ONCE)
    ]  # fmt: skip


if __name__ == "__main__":
    for number in itertools.count():
        add_corrections(Path(sys.argv[1]), corrections(sys.argv[2], number))
        print(number, flush=True)
