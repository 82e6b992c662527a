"""Audits: a random sample of what the machine said, judged row by row; the precision with its interval.

A sample is drawn once and kept in corrections/audits/, so that who judges cannot choose, and may go on another day.
"""

import json
import logging
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from newsetl.corrections import Verdicts, read_corrections, verdicts_of
from newsetl.corrections.log import CORRECTIONS_FOLDER
from newsetl.errors import UserError
from newsetl.storage.durable import write_durably
from newsetl.tables import ANNOTATION_TABLES
from newsetl.warehouse.ddl import identifier

AUDITS = "audits"
DRAWN_AT = "%Y%m%dT%H%M%S"  # an audit's id, and its file's name
LARGEST = 100_000_000  # bytes of a file: more than a million ids
Z = 1.959964  # 95 in 100
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Audit:
    """A drawn sample.

    Args:
        audit_id: when it was drawn.
        table: of which table.
        population: rows that it was drawn from: all that the machine made.
        seed: by which it can be drawn again.
        rows: ids of the drawn rows, in the order in which they are shown.
    """

    audit_id: str
    table: str
    population: int
    seed: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precision:
    """A share with its 95 % interval after Wilson (1927)."""

    right: int
    judged: int

    @property
    def share(self) -> float:
        """Right of judged."""
        return self.right / self.judged if self.judged else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound; 0 to 1 where nothing was judged."""
        n = self.judged
        if n == 0:
            return 0.0, 1.0
        middle = (self.share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * math.sqrt(self.share * (1 - self.share) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.right} of {self.judged} = {self.share:.3f} (95 % interval {low:.3f} to {high:.3f})"


def draw(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, table: str, size: int, seed: int, at: datetime
) -> Audit:
    """Draws a sample of the machine's rows, each with the same chance, and keeps it.

    Raises:
        UserError: the table has no rows, or is none that an extractor fills.
    """
    if table not in ANNOTATION_TABLES:
        raise UserError(f"{table!r} is not one of {', '.join(ANNOTATION_TABLES)}")
    key = identifier(ANNOTATION_TABLES[table].key[0])
    view = f"{table}_machine"
    ids = [row_id for (row_id,) in connection.execute(f"SELECT {key} FROM {view} ORDER BY 1").fetchall()]
    if not ids or size < 1:
        raise UserError(f"no rows of {table} to draw from")
    drawn = random.Random(seed).sample(ids, min(size, len(ids)))  # noqa: S311 - a sample, no secret
    audit = Audit(f"{at:{DRAWN_AT}}", table, len(ids), seed, tuple(drawn))
    write_durably(_path(data_dir, audit.audit_id), (json.dumps(asdict(audit)) + "\n").encode())
    return audit


def latest(data_dir: Path) -> Audit | None:
    """The audit that was drawn last."""
    return next(reversed(audits(data_dir)), None)


def audits(data_dir: Path) -> list[Audit]:
    """All samples that were drawn, oldest first; a file that cannot be read is named in a warning and left out."""
    found = []
    for path in sorted((data_dir / CORRECTIONS_FOLDER / AUDITS).glob("*.json")):
        try:
            found.append(_audit(path))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            why = " ".join(str(error).split())[:120]
            what = "cannot be read" if isinstance(error, OSError) else "is damaged"
            log.warning("%s %s and is left out: put it back from a copy, or delete it (%s)", path, what, why)
    return found


def _audit(path: Path) -> Audit:
    """A sample from its file.

    Raises:
        OSError, ValueError, KeyError, TypeError, RecursionError: the file is not one that `draw` has written.
    """
    if path.stat().st_size > LARGEST:
        raise ValueError(f"larger than {LARGEST:,} bytes")
    content = json.loads(path.read_text(encoding="utf-8"))
    datetime.strptime(content["audit_id"], DRAWN_AT)  # noqa: DTZ007 - only whether it is one
    texts, numbers = [content["table"], *content["rows"]], [content["population"], content["seed"]]
    if not all(isinstance(text, str) for text in texts) or not all(type(n) is int for n in numbers):
        raise ValueError("ids of rows are text, counts are numbers")
    if content["table"] not in ANNOTATION_TABLES or content["audit_id"] != path.stem:
        raise ValueError("it names an unknown table or an invalid time")
    return Audit(**content | {"rows": tuple(content["rows"])})


def findings(data_dir: Path) -> list[dict[str, str]]:
    """What the last audit of each table found, for the report: what, on which sample, the share with its interval."""
    known = verdicts_of(read_corrections(data_dir))
    told: dict[str, list[dict[str, str]]] = {}
    for audit in audits(data_dir):
        shares = precision(audit, known)
        if any(share.judged for share in shares.values()):
            told[audit.table] = [_finding(audit, name, share) for name, share in shares.items()]
    return [finding for table in sorted(told) for finding in told[table]]


def _finding(audit: Audit, name: str, share: Precision) -> dict[str, str]:
    low, high = share.interval
    day = datetime.strptime(audit.audit_id, DRAWN_AT).date()  # noqa: DTZ007 - a day, UTC
    return {
        "what": f"This archive, {audit.table.replace('_', ' ')}: {name}",
        "measured_on": f"audit of {day.isoformat()}, {share.judged:,} judged of {len(audit.rows):,} drawn at random "
        f"from {audit.population:,}",
        "score": f"{share.share:.2f} ({low:.2f}–{high:.2f})",
    }


def open_rows(
    connection: duckdb.DuckDBPyConnection, audit: Audit, known: Verdicts
) -> Iterator[tuple[dict[str, Any], str]]:
    """The rows of an audit that no one has judged yet, each with the text of its article."""
    key = identifier(ANNOTATION_TABLES[audit.table].key[0])
    for row_id in audit.rows:
        if (audit.table, row_id) in known.by_row_id:
            continue
        cursor = connection.execute(
            f"SELECT r.*, a.text AS text_of_article FROM {audit.table}_machine AS r "
            f"JOIN articles AS a USING (article_id, revision) WHERE r.{key} = $1",
            [row_id],
        )
        names = [entry[0] for entry in cursor.description]
        for values in cursor.fetchall():  # none where the article was revised or removed since
            row = dict(zip(names, values, strict=True))
            text = str(row.pop("text_of_article"))
            yield row, text


def precision(audit: Audit, known: Verdicts) -> Mapping[str, Precision]:
    """How many of the judged rows are rows at all, and how many are right in every column."""
    said = [known.by_row_id.get((audit.table, row_id)) for row_id in audit.rows]
    verdicts = [verdict for verdict in said if verdict is not None]
    kept = [verdict for verdict in verdicts if not verdict.is_removed]
    right = [verdict for verdict in kept if not verdict.changes]
    return {
        "rows that are rightly there": Precision(len(kept), len(verdicts)),
        "rows right in every column": Precision(len(right), len(verdicts)),
    }


def _path(data_dir: Path, audit_id: str) -> Path:
    return data_dir / CORRECTIONS_FOLDER / AUDITS / f"{audit_id}.json"
