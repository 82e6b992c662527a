"""machine_rows: one row per annotation that people reviewed, or article that they put right, as the machine made it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from newsetl.tables.schema import Table

Became = Literal["confirmed", "corrected", "removed", "followed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineRow:
    """What the machine said where a person confirmed, corrected or removed a row; the *_machine views read it."""

    table: Annotated[str, "Table of the row"]
    row_id: Annotated[str, "Id of the row; of an article with its revision: art_1/2"]
    article_id: Annotated[str, "Article of the row"]
    published_date: Annotated[date | None, "Day on which the article was published"] = None
    became: Annotated[
        Became, "What people made of it; 'followed' where only a row that it refers to was removed"
    ]
    row: Annotated[str, "All its columns, as JSON; of an article those that people can put right"]


TABLE = Table("machine_rows", MachineRow, key=("row_id",))
