"""The table corrections: every correction with what became of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsetl.corrections.log import read_corrections
from newsetl.corrections.model import Correction, RowKey
from newsetl.corrections.verdicts import Verdict, Verdicts, live
from newsetl.lake import Lake

Key = tuple[str, RowKey]
LOG_TABLE = "corrections"
AGAIN = "to be checked again"
OF_WHOLES = ("metadata", "alias", "same_source")


def published_corrections(lake: Lake) -> dict[str, dict[str, Any]]:
    """The rows of the published table corrections by id."""
    return {row["correction_id"]: row for row in lake.read(LOG_TABLE).to_pylist()}


def waiting(log: Iterable[Correction], published: Collection[str]) -> list[Correction]:
    """The corrections that no publish has applied yet."""
    return [correction for correction in log if correction.correction_id not in published]


def is_any_waiting(data_dir: Path, lake: Lake) -> bool:
    """True if a publish would apply a correction."""
    log = read_corrections(data_dir)
    return bool(log and waiting(log, published_corrections(lake)))


def corrections_rows(
    log: Iterable[Correction],
    known: Verdicts,
    published: Mapping[str, Mapping[str, Any]],
    applied: Mapping[Key, str],
    lost: Collection[Key],
    articles: Collection[str],
) -> list[dict[str, Any]]:
    """Rows of the table corrections.

    Args:
        log: the corrections that are published.
        known: those of them in force.
        published: the rows that were published before, by id: of articles that nothing touches they stay.
        applied: which row each verdict was applied to now; "" where a person's row could not be placed.
        lost: verdicts whose words are gone now.
        articles: ids of the published articles that were looked at now.
    """
    corrections = list(log)
    standing_ids = {correction.correction_id for correction in live(corrections)}
    of_wholes = _by_subject(
        correction for correction in corrections if correction.correction_id in standing_ids
    )
    rows = []
    for correction in corrections:
        before = published.get(correction.correction_id, {})
        is_live = correction.correction_id in standing_ids
        if correction.kind in OF_WHOLES:
            is_known = _is_known(correction, before, articles)
            became = _of_whole(correction, of_wholes.get(_subject(correction), ()), is_known)
        else:
            row_id, is_lost = _placed(correction, before, applied, lost)
            became = _of_row(correction, known, is_lost, is_live) | {"row_id": row_id}
        rows.append(_row(correction) | became)
    return rows


def _by_subject(corrections: Iterable[Correction]) -> Mapping[tuple[object, ...], Sequence[Correction]]:
    """Corrections of articles and sources by what they are of, in their order."""
    found: dict[tuple[object, ...], list[Correction]] = defaultdict(list)
    for correction in corrections:
        if correction.kind in OF_WHOLES:
            found[_subject(correction)].append(correction)
    return found


def _placed(
    correction: Correction, before: Mapping[str, Any], applied: Mapping[Key, str], lost: Collection[Key]
) -> tuple[str | None, bool]:
    """The row that a correction is of now, and whether its words are gone."""
    row_id = before.get("row_id") or correction.row_id
    if correction.key is None:
        return row_id, False
    key = correction.table, correction.key
    if applied.get(key):
        return applied[key], False
    return row_id, key in applied or key in lost or before.get("applied", AGAIN) == AGAIN


def _of_row(correction: Correction, known: Verdicts, is_lost: bool, is_live: bool) -> dict[str, Any]:
    """What became of a correction of a row, and who said otherwise of it."""
    verdict = None if correction.key is None else known.verdicts.get((correction.table, correction.key))
    return {
        "applied": _applied(correction, verdict, is_lost, is_live),
        "contradicts": _others(correction, verdict),
    }


def _of_whole(
    correction: Correction, live_corrections: Sequence[Correction], is_known: bool
) -> dict[str, Any]:
    """What became of a correction of an article or a source: the last word on the same column or name counts.

    Corrections of an article that is not published are kept, to be checked again.
    """
    is_live = correction in live_corrections
    others = sorted({c.by for c in live_corrections if c.becomes != correction.becomes} - {correction.by})
    is_last = is_live and live_corrections[-1].becomes == correction.becomes
    state = "yes" if is_last else "overruled" if is_live else "undone"
    state = AGAIN if is_live and not is_known else state
    return {
        "row_id": correction.row_id,
        "applied": state,
        "contradicts": ("; ".join(others) or None) if is_live else None,
    }


def _is_known(correction: Correction, before: Mapping[str, Any], articles: Collection[str]) -> bool:
    """False for a correction of an article that is not published now, nor was when the correction was made."""
    is_there = correction.key is None or correction.key.article_id in articles
    return is_there or before.get("applied") in ("yes", "overruled")


def _subject(correction: Correction) -> tuple[object, ...]:
    """What a correction of an article or a source is of."""
    name = None if correction.kind == "metadata" else (correction.was or "").casefold()
    return correction.table, correction.key, correction.field, name


def _applied(correction: Correction, verdict: Verdict | None, is_lost: bool, is_live: bool) -> str:
    if correction.kind == "undo":
        return "yes" if correction.undoes else "undone"
    if not is_live:
        return "undone"
    if is_lost:
        return AGAIN
    return "overruled" if verdict is not None and _is_overruled(correction, verdict) else "yes"


def _is_overruled(correction: Correction, verdict: Verdict) -> bool:
    """True where a later correction of the same row or column says otherwise."""
    if correction.kind == "change":
        return verdict.is_removed or verdict.counting(str(correction.field)) != correction.becomes
    return verdict.is_removed != (correction.kind == "remove")


def _others(correction: Correction, verdict: Verdict | None) -> str | None:
    if verdict is None or not set(verdict.contradictions) & {"row", correction.field}:
        return None
    return "; ".join(sorted({other.by for other in verdict.corrections} - {correction.by})) or None


def _row(correction: Correction) -> dict[str, Any]:
    key = correction.key
    return {
        "correction_id": correction.correction_id,
        "table": correction.table,
        "article_id": key.article_id if key else None,
        "sentence_hash": key.sentence_hash if key else None,
        "surface": key.surface if key else None,
        "occurrence": key.occurrence if key else None,
        "kind": correction.kind,
        "field": correction.field,
        "was": correction.was,
        "becomes": correction.becomes,
        "why": correction.why,
        "by": correction.by,
        "at": correction.at,
        "undoes": correction.undoes,
    }
