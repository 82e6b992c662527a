"""`newsetl explain --why`: under each row the steps that made it."""

import dataclasses
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from newsetl.cli.tables import UNSAFE
from newsetl.extractors.reasons import Reason


def print_reasons(console: Console, reasons: Sequence[Reason]) -> None:
    """Prints, table by table, each row with its steps."""
    for table, of_table in groupby(reasons, key=lambda reason: reason.table):
        console.print()
        console.print(Text(table, style="bold"))
        for reason in of_table:
            console.print(Text(UNSAFE.sub(" ", reason.title), style="cyan"), Text(reason.row_id, style="dim"))
            for number, step in enumerate(reason.steps, 1):
                console.print(Text(UNSAFE.sub(" ", f"  {number}. {step}")))


def reasons_as_objects(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """The reasons as plain dictionaries: table, row_id, title, steps."""
    return [dataclasses.asdict(reason) for reason in reasons]
