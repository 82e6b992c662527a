"""The review queue: figures that nobody has looked at, what matters first; and how far the reviewers are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsetl.corrections import Correction, live
from newsetl.desk.archive import Reading, Record
from newsetl.desk.overlays import Overlay
from newsetl.desk.published_corrections import has
from newsetl.desk.unpublished_corrections import UnpublishedCorrections
from newsetl.tables import FORCE_LEVELS
from newsetl.watching import Watches, watched_figures

NOTHING_WATCHED = Watches()
REASONS = ("is_contradicted", "is_large", "is_unsure", "is_new", "is_watched")
# The reasons for looking at a figure first are in the mart force_levels_to_review; a watch is one more
WAITING = """(
    SELECT * REPLACE (priority + is_watched::BIGINT AS priority) FROM (
        SELECT *, force_level_id IN (SELECT unnest($watched::VARCHAR[])) AS is_watched FROM force_levels_to_review
    )
)"""
NEXT = f"""
SELECT r.*, q.priority, q.is_contradicted, q.is_large, q.is_unsure, q.is_new, q.is_watched
FROM {{rows}} AS r JOIN {WAITING} AS q USING (force_level_id)
WHERE r.review = 'machine' AND NOT list_contains($skipped::VARCHAR[], force_level_id)
ORDER BY q.priority DESC, r.published_date DESC NULLS LAST, force_level_id
LIMIT $most
"""
# The beginning of the queue as it is published: looked up once, as every press of a key asks for the next figure
FIRST = f"""
SELECT force_level_id, priority, is_contradicted, is_large, is_unsure, is_new, is_watched FROM {WAITING}
ORDER BY priority DESC, published_date DESC NULLS LAST, force_level_id LIMIT 2000
"""
LOST = """
SELECT correction_id, reason, "table", article_id, surface, kind, field, becomes, "by" FROM corrections_to_check
WHERE reason <> 'people differ' ORDER BY "at" DESC, correction_id LIMIT 200
"""
PROGRESS = """
SELECT review, count(*) AS figures FROM {rows} GROUP BY review ORDER BY review
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reviewers are.

    Args:
        waiting: figures that nobody has judged.
        judged: figures that someone has, those taken out among them.
        by: reviewer -> figures.
        both: figures that two reviewers have judged.
        agreed: those of them on which they agree whether there is a figure.
        kappa: Cohen's kappa of that, pooled over pairs of reviewers; None where chance alone explains all (Cohen 1960).
    """

    waiting: int
    judged: int
    by: dict[str, int]
    both: int
    agreed: int
    kappa: float | None


def waiting(
    reading: Reading, overlay: Overlay, skipped: Sequence[str], watches: Watches = NOTHING_WATCHED
) -> list[Record]:
    """The next figure to look at; contradicted ones count double, those that a watch is for once more."""
    watched = {
        "watched": reading.memory.of(watches, lambda: sorted(watched_figures(reading.connection, watches)))
    }
    passed = {*skipped, *(row_id for table, row_id in overlay.known.by_row_id if table == FORCE_LEVELS)}
    for first in reading.memory.of(("queue", watches), lambda: reading.records(FIRST, watched)):
        if first["force_level_id"] in passed:
            continue
        sql = f"SELECT * FROM {overlay.rows} WHERE force_level_id = $id AND review = 'machine'"
        row = reading.record(sql, {"id": first["force_level_id"]})
        if row is not None:
            return [row | first]
    return reading.records(
        NEXT.replace("{rows}", overlay.rows), watched | {"skipped": list(skipped), "most": 1}
    )


def to_check_again(reading: Reading) -> list[Record]:
    """Corrections that no publish could apply: their words or their article are not there; the latest first."""
    return reading.records(LOST) if has(reading, "corrections_to_check") else []


def blind(reading: Reading, reviews: UnpublishedCorrections, name: str, skipped: list[str]) -> list[Record]:
    """A figure that others have judged and the reviewer has not, as the machine read it."""
    known = reviews.overlay(reading).known
    others = sorted(
        str(verdict.row_id)
        for verdict in known.verdicts.values()
        if verdict.table == "force_levels"
        and not verdict.is_added
        and verdict.row_id not in skipped
        and name not in {said.by for said in verdict.corrections}
    )
    for row_id in others:
        row = reviews.as_machine(reading, row_id)
        if row is not None:
            return [row | dict.fromkeys(REASONS, False)]
    return []


def progress(reading: Reading, rows: str, corrections: Iterable[Correction]) -> Progress:
    """What was judged, by whom, and how well two people agree on what is a force figure and what is none."""
    counts = {row["review"]: int(row["figures"]) for row in reading.records(PROGRESS.replace("{rows}", rows))}
    verdicts: dict[object, dict[str, bool]] = defaultdict(dict)
    for said in live(corrections):
        if (
            said.table == "force_levels"
            and said.key is not None
            and said.kind in ("confirm", "change", "remove")
        ):
            verdicts[said.key][said.by] = said.kind != "remove"
    by: dict[str, int] = defaultdict(int)
    pairs = []
    for held in verdicts.values():
        for name in held:
            by[name] += 1
        pairs += [(held[one], held[other]) for one, other in combinations(sorted(held), 2)]
    agreed = sum(one == other for one, other in pairs)
    ordered = dict(sorted(by.items(), key=lambda entry: (-entry[1], entry[0])))
    return Progress(counts.get("machine", 0), len(verdicts), ordered, len(pairs), agreed, _kappa(pairs))


def _kappa(pairs: list[tuple[bool, bool]]) -> float | None:
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    first, second = sum(one for one, _ in pairs) / count, sum(other for _, other in pairs) / count
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else round((observed - chance) / (1 - chance), 2)
