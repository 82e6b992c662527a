"""Verdicts on rows from their corrections: undone ones are dropped, a person's later word replaces the earlier one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsetl.corrections.model import Correction, RowKey, as_text

ON_ROWS = ("confirm", "change", "remove", "add")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people say about one row, taken together: the latest correction counts, others are shown.

    Args:
        table, key: the row.
        row_id: its id when it was last judged.
        is_removed: True where the latest correction removes the row.
        changes: column -> its new value, as text; a later confirmation holds for what was seen by who gave it.
        is_added: True where a person found the row.
        row: the row as it was first reviewed, before any change; an added row as it was added.
        by: the person of the latest correction.
        at: when it was made.
        corrections: all that were not undone, oldest first.
        contradictions: columns on which two people differ; "row" where they differ on whether the row is right at all.
    """

    table: str
    key: RowKey
    row_id: str | None
    is_removed: bool
    changes: Mapping[str, str | None]
    is_added: bool
    row: Mapping[str, Any]
    by: str
    at: datetime
    corrections: tuple[Correction, ...]
    contradictions: tuple[str, ...] = ()

    def counting(self, name: str) -> str | None:
        """The value of a column that counts, as text."""
        return self.changes[name] if name in self.changes else as_text(self.row.get(name))

    @property
    def review(self) -> str:
        """The value of the column `review` for a row that is not removed."""
        if self.is_added:
            return "added"
        return "corrected" if self.changes else "confirmed"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts on rows, by row."""

    verdicts: Mapping[tuple[str, RowKey], Verdict]
    by_article: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    by_row_id: Mapping[tuple[str, str], Verdict] = field(default_factory=dict)

    def of(self, table: str, articles: Iterable[str]) -> list[Verdict]:
        """The verdicts on rows of a table in some articles."""
        return [
            verdict
            for article in sorted(set(articles))
            for verdict in self.by_article.get(article, ())
            if verdict.table == table
        ]


def live(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections that were not undone, oldest first, without the `undo` entries."""
    undone: set[str | None] = set()
    kept = []
    for correction in sorted(corrections, key=_order, reverse=True):
        if correction.correction_id in undone:
            continue
        if correction.kind == "undo":
            undone.add(correction.undoes)
        else:
            kept.append(correction)
    return kept[::-1]


def verdicts_of(
    corrections: Iterable[Correction], applied: Mapping[str, str | None] | None = None
) -> Verdicts:
    """The verdicts that follow from all corrections.

    Args:
        corrections: the log.
        applied: correction_id -> id of the row that a publish applied it to; a revision of the article may have
            given the row another id than it was reviewed under.
    """
    of_rows: dict[tuple[str, RowKey], list[Correction]] = defaultdict(list)
    for correction in live(corrections):
        if correction.kind in ON_ROWS and correction.key is not None:
            of_rows[correction.table, correction.key].append(correction)
    verdicts = {key: _verdict(*key, said) for key, said in of_rows.items()}
    by_article: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts.values():
        by_article[verdict.key.article_id].append(verdict)
    ids = {
        (verdict.table, row_id): verdict
        for verdict in verdicts.values()
        for said in verdict.corrections
        for row_id in (said.row_id, (applied or {}).get(said.correction_id))
        if row_id is not None
    }
    return Verdicts(verdicts, {name: tuple(found) for name, found in by_article.items()}, ids)


def _verdict(table: str, key: RowKey, said: Sequence[Correction]) -> Verdict:
    """The verdict from all corrections of a row, oldest first."""
    last, changes = said[-1], dict[str, str | None]()
    for correction in said:
        if correction.kind == "change" and correction.field is not None:
            changes[correction.field] = correction.becomes
        elif correction.kind == "confirm" and correction.row is not None:  # right as it was seen then
            seen = correction.row
            changes |= {name: as_text(seen[name]) for name in changes if name in seen}
    added = next((correction for correction in said if correction.kind == "add"), None)
    first = added or said[0]
    row = first.row or {}
    return Verdict(
        table, key, last.row_id, last.kind == "remove",
        {name: text for name, text in changes.items() if text != as_text(row.get(name))},
        added is not None, row, last.by, last.at, tuple(said), _contradictions(said),
    )  # fmt: skip


def _contradictions(said: Sequence[Correction]) -> tuple[str, ...]:
    """The columns on which people differ, each by their latest correction."""
    kept = {correction.by: correction.kind != "remove" for correction in said}
    if len(set(kept.values())) > 1:
        return ("row",)
    changed = {correction.field for correction in said if correction.kind == "change" and correction.field}
    return tuple(sorted(name for name in changed if len(set(opinions(said, name).values())) > 1))


def opinions(said: Iterable[Correction], name: str) -> dict[str, str | None]:
    """The value that each person gives a column: what they changed it to, or what it was when they confirmed."""
    held: dict[str, str | None] = {}
    for correction in said:
        if correction.kind == "change" and correction.field == name:
            held[correction.by] = correction.becomes
        elif correction.kind in ("confirm", "add"):
            held[correction.by] = as_text((correction.row or {}).get(name))
    return held


def _order(correction: Correction) -> tuple[datetime, str]:
    return correction.at, correction.correction_id
