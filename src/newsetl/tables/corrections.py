"""corrections: one row per judgement of a person on a row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from newsetl.tables.schema import Table

Kind = Literal["confirm", "change", "remove", "add", "undo", "same_source", "alias", "metadata"]
Applied = Literal["yes", "to be checked again", "overruled", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCorrection:
    """What a person said of a row, and what became of it: corrections/log.jsonl as of the last publish."""

    correction_id: Annotated[str, "Id of the correction; sorts by time"]
    table: Annotated[str, "Table of the row"]
    article_id: Annotated[str | None, "Article of the row"] = None
    row_id: Annotated[str | None, "Row that it was applied to, else the one that was judged"] = None
    sentence_hash: Annotated[str | None, "Hash of the sentence by which the row is found again"] = None
    surface: Annotated[str | None, "Words by which the row is found again"] = None
    occurrence: Annotated[int | None, "Which of several such words in such a sentence, from 0"] = None
    kind: Annotated[Kind, "What was said of the row"]
    field: Annotated[str | None, "Column that is to hold something else"] = None
    was: Annotated[str | None, "What it held, as text"] = None
    becomes: Annotated[str | None, "What it is to hold, as text"] = None
    why: Annotated[str | None, "Why, in the reviewer's words"] = None
    by: Annotated[str, "Person who said so"]
    at: Annotated[datetime, "When it was said, UTC"]
    undoes: Annotated[str | None, "Correction that this one takes back"] = None
    applied: Annotated[
        Applied, "Whether it holds; 'to be checked again' where its words are no longer in the article"
    ]
    contradicts: Annotated[str | None, "Who says otherwise of the row or column, '; ' between names"] = None


TABLE = Table("corrections", PublishedCorrection, key=("correction_id",))
