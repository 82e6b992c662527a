"""Corrections: what people say of rows. An append-only log, and the rows with it applied.

- `judge` and `add` make corrections, `add_corrections` writes them, `undo_corrections` takes them back;
- `read_corrections` and `verdicts_of` say what is valid, `overlay` shows it on published rows before the next publish;
- `apply` puts them into rows that are published.
"""

from newsetl.corrections.log import (
    add_corrections,
    corrections_of_one_action,
    log_path,
    read_corrections,
    undo_correction,
    undo_corrections,
)
from newsetl.corrections.making import add, judge
from newsetl.corrections.model import Correction, RowKey
from newsetl.corrections.overlay import apply, overlay
from newsetl.corrections.row_keys import key_of, locate
from newsetl.corrections.verdicts import Verdict, Verdicts, live, verdicts_of
from newsetl.tables.corrections import Kind

__all__ = [
    "Correction",
    "Kind",
    "RowKey",
    "Verdict",
    "Verdicts",
    "add",
    "add_corrections",
    "apply",
    "corrections_of_one_action",
    "judge",
    "key_of",
    "live",
    "locate",
    "log_path",
    "overlay",
    "read_corrections",
    "undo_correction",
    "undo_corrections",
    "verdicts_of",
]
